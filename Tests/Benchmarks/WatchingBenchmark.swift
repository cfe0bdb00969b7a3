import ArgumentParser
import Foundation

/// What it costs to watch folders, and how many changes at a time are told one by one.
struct WatchingBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watching",
        abstract: "Watches folders made for it: time and memory, a burst of files, renames, and wake-ups while idle.")

    @Option(help: "How many folders are watched.")
    var folders = 20_000

    @Option(name: .customLong("burst-files"), help: "How many files are made at once.")
    var burstFiles = 10_000

    @Option(name: .customLong("busy-seconds"), help: "How long nobody asks for changes from when the burst begins.")
    var busySeconds = 5.0

    @Option(name: .customLong("idle-seconds"), help: "How long nothing happens.")
    var idleSeconds = 130.0

    @Option(help: "Where the raw numbers are written, as JSON.")
    var json: String?

    private struct Run: Codable {
        var machine: MachineFacts
        var result: WatchingRun.Result
    }

    func validate() throws {
        guard folders > 0, burstFiles >= 0, busySeconds >= 0, idleSeconds >= 0 else {
            throw ValidationError("there is at least one folder, and no number is below 0")
        }
    }

    func run() throws {
        let machine = MachineFacts.read()
        let result = try WatchingRun(
            folders: folders, burstFiles: burstFiles, busySeconds: busySeconds, idleSeconds: idleSeconds
        ).run()
        print(
            """
            \(machine.markdown)

            \(result.folders) folders watched in \(result.watchSeconds) s, \(Int(result.bytesPerFolder)) bytes each
            \(result.toldFiles) of \(result.burstFiles) files told, \(result.toldSeconds) s after they were asked for; \
            \(result.overflows) overflows
            \(Int(result.eventsPerSecond)) events a second
            \(result.idleWakeUps) wake-ups in \(result.idleSeconds) idle seconds
            """)
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(Run(machine: machine, result: result)).write(to: URL(fileURLWithPath: json))
    }
}
