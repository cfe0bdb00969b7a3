import ArgumentParser
import Foundation
import SystemPackage
import TestSupport

/// Sou and the systems that a user could take instead, on the same texts and queries, in the same run.
struct PeersBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Sou beside its peers: building, updating, asking.",
        discussion: """
            Copies the UTF-8 files of CORPUS, and lets every system build an index of them, ask the queries and take in \
            changes of a hundredth of the files, one after another, round after round. What is not installed is said in \
            the report. Nothing is installed. Without CORPUS texts are generated; without --queries they are \
            pieces of the texts.
            """)

    @Argument(help: "The folder of the texts.")
    var corpus: String?

    @Option(help: "A file of queries, one in each line.")
    var queries: String?

    @Option(help: "The folder that report.md and raw.json are written into.")
    var output: String

    @Option(help: "How many rounds there are.")
    var rounds = 3

    @Option(help: "Only these, by their names with commas.")
    var only: String?

    @Option(help: "The folder with Sou's programs.")
    var programs = "bin"

    @Option(help: "How many queries of each kind are asked.")
    var limit = 400

    @Option(name: .customLong("client-queries"), help: "How many of each kind are asked by whole processes.")
    var clientQueries = 25

    @Option(help: "How often queries are asked before they are measured, in half of that time.")
    var warmups = 5

    @Option(
        help: "What one kind of queries may take of a system in a round, in seconds; what is left out is not asked.")
    var seconds = 3.0

    @Option(name: .customLong("load-seconds"), help: "How long the daemon is under each load.")
    var loadSeconds = 5.0

    @Flag(help: "Build Sou's index of an eighth, a quarter and a half of the texts too.")
    var growth = false

    @Option(
        name: .customLong("grown-mb"),
        help: "With --growth: in the last round also of so many MB, texts whose lines are drawn from the texts.")
    var grownMegabytes: Double?

    @Option(name: .customLong("generated-mb"), help: "How much text is generated without CORPUS.")
    var generatedMegabytes = 10.0

    func validate() throws {
        guard rounds > 0, limit > 0, clientQueries >= 0, warmups >= 0, seconds > 0, generatedMegabytes > 0 else {
            throw ValidationError("there is at least one round and one query, and no number is below 0")
        }
        _ = try chosenPeers()
    }

    func run() throws {
        let machine = MachineFacts.read()
        let run = try withTemporaryFolder { scratch in
            let folder = scratch.appending("corpus")
            PeersMeasurement.say("copying the texts")
            let texts =
                try corpus.map { try PeerCorpus(folder: $0, copiedTo: folder) }
                ?? PeerCorpus(generatedBytes: Int(generatedMegabytes * 1e6), in: folder)
            guard !texts.files.isEmpty else { throw ValidationError("'\(corpus ?? "")' has no UTF-8 file") }
            let lines =
                try queries.map {
                    try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init)
                }
                ?? QuerySet.lines(from: texts.texts(upTo: 1_000), count: limit)
            let asked = QuerySet(lines: lines, extensions: texts.extensions, limit: limit)
            var run = PeersRun(
                machine: machine, command: ["sou-bench"] + CommandLine.arguments.dropFirst(), rounds: rounds,
                warmups: warmups,
                text: .init(
                    name: texts.name, files: texts.files.count, bytes: texts.bytes,
                    changedFiles: texts.changedFiles.count, changedBytes: texts.changedBytes,
                    queries: queries.map { URL(fileURLWithPath: $0).lastPathComponent } ?? "pieces of the texts",
                    queryCounts: Dictionary(
                        uniqueKeysWithValues: asked.queries.map { ($0.key.rawValue, $0.value.count) })))
            try PeersMeasurement(
                peers: try chosenPeers(), corpus: texts, queries: asked, rounds: rounds, warmups: warmups,
                seconds: seconds, clientQueries: clientQueries, clients: [1, 8, 64], loadSeconds: loadSeconds,
                growthSteps: growth ? [8, 4, 2] : [], grownBytes: grownMegabytes.map { Int($0 * 1e6) },
                programs: programs, scratch: scratch
            ).run(&run)
            return run
        }
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        let folder = URL(fileURLWithPath: output)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(run).write(to: folder.appendingPathComponent("raw.json"), options: .atomic)
        try Data(run.markdown.utf8).write(to: folder.appendingPathComponent("report.md"), options: .atomic)
        print(run.markdown)
    }

    private func chosenPeers() throws -> [any Peer] {
        guard let only else { return PeersMeasurement.peers }
        return try only.split(separator: ",").map { name in
            guard let peer = PeersMeasurement.peers.first(where: { $0.name.lowercased() == name.lowercased() }) else {
                let names = PeersMeasurement.peers.map(\.name).joined(separator: ", ")
                throw ValidationError("there is no peer '\(name)'; there are \(names)")
            }
            return peer
        }
    }
}
