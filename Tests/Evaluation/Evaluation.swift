import ArgumentParser
import Foundation
import SystemPackage
import TestSupport

/// How good the order of hits is: retrieval sets asked through the real analyzer, index and query path.
@main
struct Evaluation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sou-eval", abstract: "Measures the order of hits on retrieval sets.",
        discussion: """
            A set is a folder with docs.jsonl (id, title, text), queries.tsv (id, query) and qrels.tsv (query's id, id of a \
            document that answers it). Without --data the sets of ../shared/data/retrieval.tar.xz are unpacked.
            """)

    @Option(help: "The folder that holds the sets' folders.")
    var data: String?

    @Option(parsing: .upToNextOption, help: "The names of the sets; all there are without it.")
    var sets: [String] = []

    @Option(help: "any, all or both: whether one word of a query is enough.")
    var match = MatchChoice.both

    @Option(help: "So many queries of each set, chosen evenly; all without it.")
    var queries: Int?

    @Flag(help: "Glue 1 to 13 passages to a document, at random but always the same.")
    var long = false

    @Flag(help: "Rank the same documents with Lucene's CJKAnalyzer and BM25 (needs liblucene8-java and a JDK).")
    var lucene = false

    @Flag(help: "One object instead of a table.")
    var json = false

    enum MatchChoice: String, ExpressibleByArgument, CaseIterable {
        case any, all, both

        var modes: [SetIndex.Match] {
            switch self {
            case .any: [.any]
            case .all: [.all]
            case .both: [.any, .all]
            }
        }
    }

    func validate() throws {
        if let queries, queries < 1 { throw ValidationError("the number of queries begins at 1") }
    }

    func run() async throws {
        print(try await report())
    }

    /// What is printed.
    func report() async throws -> String {
        try await withTemporaryFolder { scratch in
            let folder = try data ?? RetrievalSet.unpackedSets(into: scratch)
            var results: [EvaluationReport.Result] = []
            for name in sets.isEmpty ? try RetrievalSet.names(in: folder) : sets {
                var set = try RetrievalSet(folder: "\(folder)/\(name)")
                if long { set = set.glued() }
                if let queries { set = set.sampled(queries) }
                let index = try SetIndex(set, in: scratch.appending("set-\(results.count)"))
                for mode in match.modes {
                    let start = ContinuousClock.now
                    let rankings = try await index.rankings(of: set.queries.map(\.text), mode)
                    let seconds = (ContinuousClock.now - start) / .seconds(1)
                    results.append(
                        .init(
                            set: set.name, system: "Sou, match=\(mode.rawValue)",
                            figures: RankingFigures(rankings, of: set), secondsOfQueries: seconds))
                }
                await index.close()
                if lucene {
                    let rankings = try LuceneRun().rankings(set, scratch: scratch)
                    results.append(
                        .init(set: set.name, system: LuceneRun.name, figures: RankingFigures(rankings, of: set)))
                }
            }
            let report = EvaluationReport(results: results)
            return json ? try report.json() : report.markdown
        }
    }
}
