import ArgumentParser
import Foundation
import SystemPackage
import TestSupport
import Wire

/// Real queries, one after another over one connection to a daemon: how long an answer takes, and which take longest.
struct QueriesBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "queries",
        abstract: "A file of queries through the daemon: latencies, and the slowest ten explained.",
        discussion: """
            Builds an index of FOLDER with sou-index, unless --index names one, and serves it with soud, unless --socket \
            names a daemon that runs. After a warm-up every query is asked once in each round, with its page of hits and \
            snippets, over one connection that is kept alive.
            """)

    @Argument(help: "The folder of the documents; not read when there is an index or a daemon.")
    var folder: String

    @Argument(help: "A file of queries, one in each line.")
    var queries: String

    @Option(help: "An index to take instead of building one.")
    var index: String?

    @Option(help: "The socket of a daemon to ask instead of starting one.")
    var socket: String?

    @Option(help: "The folder with soud and sou-index.")
    var programs = "bin"

    @Option(help: "How many rounds are measured.")
    var rounds = 3

    @Option(help: "How many hits a page has.")
    var limit = SearchParameters.defaultLimit

    @Option(help: "How many of the queries are asked, from the first on; all without it.")
    var first: Int?

    @Option(help: "Where the raw numbers are written, as JSON.")
    var json: String?

    func validate() throws {
        guard rounds > 0, limit >= 0, first ?? 1 > 0 else { throw ValidationError("rounds and queries begin at 1") }
    }

    func run() throws {
        let machine = MachineFacts.read()
        let lines = try String(contentsOfFile: queries, encoding: .utf8).split(separator: "\n").map(String.init)
        let asked = Array(lines.prefix(first ?? .max))
        guard !asked.isEmpty else { throw ValidationError("'\(queries)' has no query") }
        let run = try withTemporaryFolder { scratch in
            let daemon = socket == nil ? try startDaemon(in: scratch) : nil
            let connection = try DaemonConnection(path: socket ?? scratch.appending("s").string)
            // The daemon ends with the value that started it.
            return try withExtendedLifetime(daemon) {
                try measure(asked, connection, machine, daemon: daemon?.identifier)
            }
        }
        print(run.markdown)
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(run).write(to: URL(fileURLWithPath: json))
    }

    /// Builds the index if there is none, and waits until a daemon serves it.
    private func startDaemon(in scratch: FilePath) throws -> ChildProcess {
        let configuration = scratch.appending("sou.toml")
        try write("", to: configuration)
        let index = self.index ?? scratch.appending("index").string
        if self.index == nil {
            _ = try ProgramRun(
                ["\(programs)/sou-index", "build", "--quiet", "--index", index, folder],
                environment: ["SOU_CONFIG": configuration.string])
        }
        let daemon = try ChildProcess(
            "\(programs)/soud", ["--index", index, "--socket", scratch.appending("s").string],
            environment: ["SOU_CONFIG": configuration.string], in: scratch)
        for _ in 0..<500 where !FileManager.default.fileExists(atPath: scratch.appending("s").string) {
            if let end = try daemon.poll() { throw ProgramRun.Failure(description: end.error) }
            usleep(10_000)
        }
        return daemon
    }

    private func measure(
        _ queries: [String], _ connection: borrowing DaemonConnection, _ machine: MachineFacts, daemon: pid_t?
    ) throws -> QueriesRun {
        func parameters(_ query: String, explains: Bool = false) -> SearchParameters {
            var parameters = SearchParameters(query: query)
            parameters.limit = limit
            parameters.explains = explains
            return parameters
        }
        var results = queries.map { QueriesRun.Result(query: $0) }
        for query in queries.prefix(max(queries.count / 4, 1)) { _ = try connection.ask(parameters(query)) }
        let before = daemon.map(ProcessorTime.seconds)
        for _ in 0..<rounds {
            for index in results.indices {
                let (answer, milliseconds) = try connection.ask(parameters(results[index].query))
                results[index].roundTripMilliseconds.append(milliseconds)
                results[index].tookMilliseconds.append(answer.tookMilliseconds)
                results[index].hits = answer.hits.count
            }
        }
        var run = QueriesRun(machine: machine, limit: limit, results: results)
        if let before, let daemon {
            run.processorMilliseconds =
                1000 * (ProcessorTime.seconds(of: daemon) - before) / Double(rounds * queries.count)
        }
        run.slowest = try run.slowestQueries(10).map { result in
            // The quickest of some, for one may have had to wait for the processor.
            let explanations = try (0..<5).map { _ in
                try connection.ask(parameters(result.query, explains: true)).answer
            }
            let best = explanations.min { $0.tookMilliseconds < $1.tookMilliseconds }
            return QueriesRun.Slow(result: result, total: best?.total, explanation: best?.explanation)
        }
        return run
    }
}
