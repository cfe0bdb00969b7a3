import ArgumentParser
import Foundation
import SystemPackage
import TestSupport

/// A daemon under steady load while its index is written: that every answer is right, and how long the answers take.
struct ReadingBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reading",
        abstract: "Clients ask a daemon through commits and generation switches: what is right, and what it takes.",
        discussion: """
            Beside the documents of FOLDER, or generated ones, some documents carry a number that every commit changes in \
            all of them at once; every answer about them has to be of one commit, and of the newest. In each round there \
            are some updates and a build, then as much time without a writer, and then three updates while the daemon \
            is stopped, which overtake what it was reading. A failed request, a mixed answer, or a daemon that goes on \
            growing ends the run with an error.
            """)

    @Argument(help: "The folder of the documents; without it they are generated.")
    var folder: String?

    @Option(help: "How much of the documents is taken, in megabytes.")
    var megabytes = 8.0

    @Option(help: "A file of queries, one in each line.")
    var queries: String?

    @Option(help: "The folder with soud and sou-index.")
    var programs = "bin"

    @Option(help: "How many clients ask at the same time.")
    var clients = 8

    @Option(help: "How many requests each of them makes a second.")
    var rate = 10.0

    @Option(help: "How many commits are made by updates.")
    var commits = 200

    @Option(help: "How many generations are built.")
    var switches = 20

    @Option(help: "What is random begins with this; by chance without it.")
    var seed: UInt64?

    @Option(help: "Where the raw numbers are written, as JSON.")
    var json: String?

    private struct Run: Codable {
        var machine: MachineFacts
        var result: ReadingRun.Result
    }

    func validate() throws {
        guard clients > 0, rate > 0, switches > 0, commits >= switches, megabytes > 0 else {
            throw ValidationError("there is at least one client, one switch, and a commit for each switch")
        }
    }

    func run() throws {
        let machine = MachineFacts.read()
        let seed = seed ?? .random(in: 0 ... .max)
        let size = Int(megabytes * 1e6)
        let documents = try folder.map { try Corpus(folder: $0, upToBytes: size) } ?? .generated(sizeBytes: size)
        let asked =
            try queries.map { try String(contentsOfFile: $0, encoding: .utf8).split(separator: "\n").map(String.init) }
            ?? SampleSentences.all.map { String($0.prefix(12)) }
        let run = ReadingRun(
            clients: clients, rate: rate, commits: commits, switches: switches, queries: asked, seed: seed,
            programs: programs)
        print("SOU_SEED=\(seed)\n\n\(machine.markdown)\n")
        let result = try withTemporaryFolder { try run.run(documents, in: $0) }
        print(result.markdown)
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        try encoder.encode(Run(machine: machine, result: result)).write(to: URL(fileURLWithPath: json))
    }
}
