import ArgumentParser
import Foundation
import SystemPackage
import TestSupport
import Testing
import Wire

@testable import Benchmarks

struct ReadingBenchmarkTests {
    private static let areBuilt = ["soud", "sou-index", "sou-extract"].allSatisfy { BuiltProgram.path($0) != nil }

    @Test(.enabled(if: areBuilt, "needs the programs beside the tests"))
    func `through commits and switches no request fails and no answer mixes two commits`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            let programs = URL(fileURLWithPath: try #require(BuiltProgram.path("soud"))).deletingLastPathComponent()
            let run = ReadingRun(
                clients: 8, rate: 10, commits: 4, switches: 2, queries: ["渡口", "线索 OR 笔记"], seed: random.next(),
                programs: programs.path)
            let result = try run.run(.generated(sizeBytes: 40_000), in: folder)
            #expect(result.commits == 4 && result.switches == 2 && result.overtakingCommits == 6)
            #expect(result.stamps == 13 && result.seenStamps > 1)
            #expect(result.requests >= result.stampedAnswers && result.stampedAnswers > 8)
            #expect(result.milliseconds["quiet"]?.isEmpty == false)
            #expect(result.footprints.first?.commits == 0 && result.footprints.last?.commits == 4)
            #expect(result.markdown.contains("4 commits, 2 switches, and 6 commits while the daemon was stopped"))
        }
    }

    private func answer(stamps: [Int], snippetStamps: [Int]? = nil, total: Int? = nil) -> SearchResponse {
        let hits = zip(stamps, snippetStamps ?? stamps).enumerated().map { number, stamps in
            Hit(
                path: "/\(number)", uri: "", title: "告示，印\(stamps.0)记", type: "text/markdown", size: 1, score: 1,
                snippet: [SnippetPiece(text: "窗前摆着"), SnippetPiece(text: "，印\(stamps.1)记。")])
        }
        let count = total ?? hits.count
        let facet = Facet(values: [Facet.Value(value: "text/markdown", count: count)], exact: true)
        return SearchResponse(
            query: StampedDocuments.query, total: Total(lower: count, estimated: count, upper: count), hits: hits,
            notices: [], facets: ["type": facet], tookMilliseconds: 1)
    }

    @Test func `an answer of one commit tells which, and one of two commits or of an old one is found out`() throws {
        // 3 means 23 documents.
        let right = Array(repeating: 3, count: 23)
        #expect(try StampedDocuments.stamp(of: answer(stamps: right), among: 2...4) == 3)
        let mixed = [4] + right.dropFirst()
        for wrong in [
            answer(stamps: mixed), answer(stamps: right, snippetStamps: mixed), answer(stamps: right, total: 24),
            answer(stamps: Array(right.dropLast())), answer(stamps: []),
        ] {
            #expect(throws: ReadingFailure.self) { try StampedDocuments.stamp(of: wrong, among: 2...4) }
        }
        #expect(throws: ReadingFailure.self) { try StampedDocuments.stamp(of: answer(stamps: right), among: 4...5) }
    }

    @Test(
        arguments: [
            ([(20, 50), (30, 60), (30, 60), (31, 61), (30, 60), (31, 61)], nil),
            ([(20, 50), (30, 60), (40, 60), (50, 60), (60, 60), (70, 60)], "descriptors: 50, then 70"),
            ([(20, 50), (30, 60), (30, 70), (30, 80), (30, 90), (30, 99)], "resident bytes: 83886080, then 103809024"),
            ([(20, 50)], nil),
        ] as [([(Int, Int)], String?)])
    func `a process that goes on growing is found out`(samples: [(Int, Int)], growth: String?) {
        let footprints = samples.enumerated().map {
            ProcessFootprint(commits: $0, descriptors: $1.0, residentBytes: $1.1 << 20)
        }
        #expect(ProcessFootprint.growth(footprints) == growth)
    }
}
