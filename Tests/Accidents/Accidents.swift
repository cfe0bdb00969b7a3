import ArgumentParser
import Foundation
import SystemPackage
import TestSupport

/// Lets accidents happen to the indexer, and holds the index and the daemon to what they owe afterwards.
@main
struct Accidents: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sou-accidents",
        abstract: "Kills the indexer, fills its disk and damages its index, and looks at what is left.",
        discussion: """
            A tree of small files changes from trial to trial. In each, a command of sou-index meets an accident; then \
            the index must open and pass the check, the daemon, which runs all the time, must answer right, and after the \
            next command without an accident the index must equal one that is built afresh.

            Examples:
              sou-accidents kill --count 1000
              sou-accidents kill --commands build,update --seed 7
              sou-accidents kill --commands watch --count 500
            """)

    @Argument(help: "One of: \(AccidentKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: AccidentKind

    @Option(help: "How many accidents.")
    var count = 100

    @Option(help: "What is random begins with this; without it with SOU_SEED, or by chance.")
    var seed: UInt64?

    @Option(help: "The commands of sou-index that are disturbed, with commas.")
    var commands = "build"

    @Option(help: "About how many files the tree has.")
    var files = 200

    @Option(help: "A folder of real documents, of which some are in the tree as well.")
    var corpus: String?

    @Option(name: .customLong("corpus-files"), help: "How many of them.")
    var corpusFiles = 3000

    @Flag(help: "Leave the folder behind, with everything as the last trial left it.")
    var keep = false

    @Option(parsing: .upToNextOption, help: .hidden)
    var compare: [String] = []

    func run() throws {
        if compare.count == 2 {
            let (one, other) = (try IndexContent(FilePath(compare[0])), try IndexContent(FilePath(compare[1])))
            guard let difference = one.differences(from: other).first else { return }
            print(difference)
            throw ExitCode.failure
        }
        let seed =
            seed ?? ProcessInfo.processInfo.environment["SOU_SEED"].flatMap(UInt64.init) ?? .random(in: 0 ... .max)
        print("SOU_SEED=\(seed)")
        guard
            let workplace = try Workplace(
                files: files, corpus: corpus.map { (FilePath($0), corpusFiles) }, seed: seed, disk: kind.needsDisk)
        else {
            print("skipped: \(kind) needs a file system of its own, and mounting is not permitted here")
            return
        }
        defer { if !keep { workplace.remove() } }
        do {
            let report: String
            switch kind {
            case .flip:
                var tables = try DamagedTables(workplace)
                report = try tables.run(count: count)
            default:
                var run = try AccidentRun(
                    kind, workplace, commands: commands.split(separator: ",").map(String.init))
                try run.run(count: count)
                report = run.report
            }
            print(report)
        } catch {
            print("SOU_SEED=\(seed): \(error)")
            if keep { print("left behind: \(workplace.folder)") }
            throw ExitCode.failure
        }
    }
}
