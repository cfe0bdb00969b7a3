import Analysis
import ArgumentParser
import Foundation
import Search
import SystemPackage

/// Sou in one process, without a daemon: what `PeerXapian` and the others are for their peers.
struct AskCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ask", abstract: "Asks a file of queries in this process, for the benchmark of peers.",
        shouldDisplay: false)

    @Flag(help: "On this thread, without guessing what a query that finds nothing was meant to be.")
    var alike = false
    @Argument var index: String
    @Argument var queries: String
    @Argument var warmups: Int
    @Argument var seconds: Double

    /// As much as the daemon keeps by default, unless a control group has less memory than the machine.
    private static let cacheBytes = Int(ProcessInfo.processInfo.physicalMemory / 100 * 3)

    func run() async throws {
        let lines = try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n").map(String.init)
        let asked = try lines.map { try PeerQuery(driverLine: $0).typed }
        let (folder, analyzer) = (FilePath(index), try Analyzer())
        if alike {
            let searcher = try ThreadSearcher(
                folder: folder, analyzer: analyzer, cacheBytes: Self.cacheBytes, guessPatience: .zero)
            return try await measure(asked) { try searcher.search($0) }
        }
        let service = try IndexSearchService(
            folder: folder, analyzer: analyzer, threads: 1, cacheBytes: Self.cacheBytes, queueLimit: 1)
        try await measure(asked) { try await service.search($0) }
        await service.shutdown()
    }

    /// Prints nanoseconds and hits of each query, after the passes to warm up.
    private func measure(_ asked: [String], _ search: (SearchRequest) async throws -> SearchAnswer) async throws {
        func ask(_ query: String) async throws -> Int {
            try await search(SearchRequest(query: query, deadline: .now + .seconds(600))).hits.count
        }
        var end = ContinuousClock.now + .seconds(seconds / 2)
        for _ in 0..<warmups {
            for query in asked where ContinuousClock.now < end { _ = try await ask(query) }
        }
        end = .now + .seconds(seconds)
        var output = ""
        for query in asked where ContinuousClock.now < end {
            let start = ContinuousClock.now
            let hits = try await ask(query)
            output += "\((ContinuousClock.now - start) / .nanoseconds(1)) \(hits)\n"
        }
        print(output, terminator: "")
    }
}
