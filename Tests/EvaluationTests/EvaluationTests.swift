import ArgumentParser
import Foundation
import SystemPackage
import TestSupport
import Testing

@testable import Evaluation

struct EvaluationTests {
    private static let documents = """
        {"id": "a", "title": "渡口", "text": "清晨的渡口没有船，撑船的老人还在睡觉。"}
        {"id": "b", "title": "茶馆", "text": "午后的茶馆里坐满了听书的人。"}
        {"id": "c", "title": "", "text": "夜里的码头灯火通明，工人们卸下最后一船煤。"}
        """
    private static let queries = "1\t谁在渡口边睡觉还没起来？\n2\t茶馆 听书\n3\t码头 听书\n4\t没有人答得出的问题\n"
    private static let answers = "1\ta\n2\tb\n3\tc\n"

    private func writeSet(in folder: FilePath) throws {
        try write(Self.documents, to: folder.appending("small/docs.jsonl"))
        try write(Self.queries, to: folder.appending("small/queries.tsv"))
        try write(Self.answers, to: folder.appending("small/qrels.tsv"))
    }

    @Test func `a set is indexed, asked and judged`() async throws {
        let report = try await withTemporaryFolder { folder in
            try writeSet(in: folder)
            return try await Evaluation.parse(["--data", folder.string, "--match", "any", "--json"]).report()
        }
        let read = try JSONDecoder().decode(EvaluationReport.self, from: Data(report.utf8))
        #expect(read.results.map(\.system) == ["Sou, match=any"])
        #expect(read.results.map(\.figures.queries) == [3])
        #expect(read.results.map(\.figures.recallAt10) == [1])
        #expect(read.results.allSatisfy { $0.figures.meanReciprocalRank >= 0.8 })
    }

    @Test func `the table has a row for each way to ask and a column for each set`() async throws {
        let report = try await withTemporaryFolder { folder in
            try writeSet(in: folder)
            return try await Evaluation.parse(["--data", folder.string, "--queries", "2", "--long"]).report()
        }
        let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[2] == "| | small, long (2) | mean |")
        #expect(lines.dropFirst(4).map { $0.split(separator: "|")[0] } == [" Sou, match=any ", " Sou, match=all "])
    }

    @Test func `an answer counts by its place, and beyond the tenth not at all`() throws {
        let set = RetrievalSet(
            name: "s", documents: (0..<12).map { .init(id: "\($0)", title: "", text: "") },
            queries: ["p", "q", "r", "s"].map { .init(id: $0, text: $0) },
            answers: ["p": ["3"], "q": ["5", "7"], "r": ["11"], "s": ["0"]])
        let figures = RankingFigures([[3, 1], [1, 7, 5], Array(0..<12), []], of: set)
        #expect(figures.queries == 4)
        #expect(figures.meanReciprocalRank == 0.375)
        #expect(figures.recallAt1 == 0.25)
        #expect(figures.recallAt10 == 0.5)
    }

    @Test func `gluing keeps every document and where its answers are`() throws {
        let ids = (0..<100).map(String.init)
        let set = RetrievalSet(
            name: "s", documents: ids.map { .init(id: $0, title: "标题\($0)", text: "正文\($0)") },
            queries: ids.map { .init(id: $0, text: $0) },
            answers: Dictionary(uniqueKeysWithValues: ids.map { ($0, [$0]) }))
        let glued = set.glued()
        #expect((8..<100).contains(glued.documents.count))
        for id in ids {
            let home = try #require(glued.documents.first { glued.answers[id] == [$0.id] })
            #expect("\n\(home.text)\n".contains("\n标题\(id)\n\n正文\(id)\n"))
        }
        #expect(set.glued().documents.map(\.text) == glued.documents.map(\.text))
    }

    @Test func `what is missing is named with its remedy`() throws {
        #expect(
            throws: EvaluationFailure(
                description: "cannot evaluate '/nowhere': there is no set in it, a folder with docs.jsonl; see --help")
        ) {
            try RetrievalSet.names(in: "/nowhere")
        }
        let set = RetrievalSet(name: "s", documents: [], queries: [], answers: [:])
        try withTemporaryFolder { folder in
            let remedy = "apt-get install liblucene8-java default-jdk-headless"
            #expect(throws: EvaluationFailure(description: "cannot run Lucene: there is no '/nowhere'; \(remedy)")) {
                try LuceneRun(java: "/nowhere").rankings(set, scratch: folder)
            }
            let expected = "cannot run Lucene: there is no lucene-core-8….jar in '\(folder)'; \(remedy)"
            #expect(throws: EvaluationFailure(description: expected)) {
                try LuceneRun(archives: folder.string, java: "/bin/sh").rankings(set, scratch: folder)
            }
        }
    }

    @Test func `a malformed set is refused by the file's name`() throws {
        try withTemporaryFolder { folder in
            try writeSet(in: folder)
            let queries = folder.appending("small/queries.tsv")
            try write("1\t渡口\n没有制表符", to: queries)
            let expected = "cannot read '\(queries)': a line has no tab: 没有制表符"
            #expect(throws: EvaluationFailure(description: expected)) {
                try RetrievalSet(folder: folder.appending("small").string)
            }
        }
    }
}
