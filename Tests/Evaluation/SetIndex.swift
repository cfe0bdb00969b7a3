import Analysis
import Documents
import FileWatching
import Foundation
import Indexing
import Search
import SystemPackage
import TestSupport

/// An index of a set's documents, made and asked as users' indexes are.
final class SetIndex {
    enum Match: String { case any, all }

    private let service: IndexSearchService
    private static let threads = 2

    /// Builds the index; only how a file becomes a title and a text is not the product's way.
    init(_ set: RetrievalSet, in folder: FilePath) throws {
        let (files, index) = (folder.appending("files"), folder.appending("index"))
        try FileManager.default.createDirectory(atPath: files.string, withIntermediateDirectories: true)
        for (number, document) in set.documents.enumerated() {
            try write(PassageExtractor.fileText(document).utf8, to: files.appending("\(number)"))
        }
        let analyzer = try Analyzer()
        let build = IndexBuild(
            index: index, analyzer: analyzer, jobs: Self.threads,
            limits: FileLimits(seconds: 60, memoryBytes: 1 << 30, extraction: ExtractionLimits()),
            extractors: PassageExtractor.Source(), rules: RuleBook())
        let summary = try build.run([files])
        guard summary.documentCount == set.documents.count else {
            throw EvaluationFailure(
                description: "cannot index '\(set.name)': of \(set.documents.count) documents "
                    + "\(summary.documentCount) were indexed")
        }
        service = try IndexSearchService(folder: index, analyzer: analyzer, threads: Self.threads, queueLimit: 64)
    }

    /// For each query the numbers of the first ten documents.
    func rankings(of queries: [String], _ match: Match) async throws -> [[Int]] {
        try await withThrowingTaskGroup(of: [(Int, [Int])].self) { group in
            for worker in 0..<Self.threads {
                group.addTask { [service] in
                    var rankings: [(Int, [Int])] = []
                    for number in stride(from: worker, to: queries.count, by: Self.threads) {
                        // The order is measured, not the speed: nothing may be cut short.
                        let request = SearchRequest(
                            query: queries[number], match: match == .any ? .any : .all,
                            deadline: .now + .seconds(600))
                        let answer = try await service.search(request)
                        rankings.append((number, try answer.hits.map(Self.number)))
                    }
                    return rankings
                }
            }
            var rankings = [[Int]](repeating: [], count: queries.count)
            for try await part in group {
                for (number, ranking) in part { rankings[number] = ranking }
            }
            return rankings
        }
    }

    func close() async {
        await service.shutdown()
    }

    private static func number(of hit: SearchHit) throws -> Int {
        let path = String(decoding: hit.path, as: UTF8.self)
        guard let name = path.split(separator: "/").last, let number = Int(name) else {
            throw EvaluationFailure(description: "cannot tell which document '\(path)' is")
        }
        return number
    }
}
