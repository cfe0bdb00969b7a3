import ArgumentParser
import Foundation

/// Whole programs over folders of one format each: Sou's build beside Omega's and Recoll's, and pdftotext for PDF.
struct ExtractionBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extraction",
        abstract: "Builds of folders of PDF, DOCX, HTML …, beside other programs' on the same files.",
        discussion: """
            Each FOLDER holds files of one format. The programs take turns; a program that is not installed is left out. Sou, \
            omindex and recollindex extract and index; pdftotext only extracts, one process a file.
            """)

    @Argument(help: "Folders, each with files of one format.")
    var folders: [String]

    @Option(help: "The sou-index to measure.")
    var souIndex = "bin/sou-index"

    @Option(help: "How many rounds are measured, at least 3 for numbers to keep.")
    var rounds = 3

    @Option(help: "Where the raw numbers are written, as JSON.")
    var json: String?

    func run() throws {
        let machine = MachineFacts.read()
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("sou-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let results = try folders.flatMap { try measure($0, scratch: scratch) }
        print(markdown(results, on: machine))
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(Run(machine: machine, results: results)).write(to: URL(fileURLWithPath: json))
    }

    private struct Run: Codable {
        var machine: MachineFacts
        var results: [Result]
    }

    private struct Result: Codable {
        var folder: String
        var files: Int
        var bytes: Int
        var program: String
        var runs: [ProgramRun]

        /// The run in the middle by the clock.
        var median: ProgramRun { runs.sorted { $0.wallSeconds < $1.wallSeconds }[runs.count / 2] }
    }

    private struct Rival {
        var name: String
        /// Makes ready what a run needs, outside of the measured time, and gives the command.
        var command: () throws -> (arguments: [String], environment: [String: String])
    }

    private func measure(_ folder: String, scratch: URL) throws -> [Result] {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
        let bytes = try files.reduce(0) { sum, name in
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
            return sum + (attributes[.size] as? Int ?? 0)
        }
        let rivals = rivals(for: folder, files: files, scratch: scratch)
        var results = rivals.map {
            Result(folder: folder, files: files.count, bytes: bytes, program: $0.name, runs: [])
        }
        // The first round warms the page cache and is not kept.
        for round in 0...rounds {
            for (index, rival) in rivals.enumerated() {
                let (arguments, environment) = try rival.command()
                let run = try ProgramRun(arguments, environment: environment)
                if round > 0 { results[index].runs.append(run) }
            }
        }
        return results
    }

    private func rivals(for folder: String, files: [String], scratch: URL) -> [Rival] {
        func fresh(_ name: String) throws -> String {
            let path = scratch.appendingPathComponent(name)
            try? FileManager.default.removeItem(at: path)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            return path.path
        }
        var rivals = [1, 2].map { jobs in
            Rival(name: "sou-index, \(jobs) job\(jobs == 1 ? "" : "s")") {
                (
                    [souIndex, "build", "--quiet", "--jobs", "\(jobs)", "--index", try fresh("sou"), folder], [:]
                )
            }
        }
        if Self.isInstalled("omindex") {
            rivals.append(
                Rival(name: "omindex") {
                    // With bigrams, or Chinese would be one term a clause.
                    (
                        ["omindex", "--overwrite", "--db", try fresh("omega") + "/db", "--url", "/", folder],
                        ["XAPIAN_CJK_NGRAM": "1"]
                    )
                })
        }
        if Self.isInstalled("recollindex") {
            rivals.append(
                Rival(name: "recollindex") {
                    let home = try fresh("recoll")
                    let absolute = URL(fileURLWithPath: folder).standardizedFileURL.path
                    try "topdirs = \(absolute)\n".write(
                        toFile: home + "/recoll.conf", atomically: true, encoding: .utf8)
                    return (["recollindex", "-c", home, "-z"], [:])
                })
        }
        if Self.isInstalled("pdftotext"), files.first?.hasSuffix(".pdf") == true {
            let script = "for f in \"$0\"/*.pdf; do pdftotext -q \"$f\" - ; done"
            rivals.append(Rival(name: "pdftotext, text only") { (["sh", "-c", script, folder], [:]) })
        }
        return rivals
    }

    private static func isInstalled(_ program: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }

    private func markdown(_ results: [Result], on machine: MachineFacts) -> String {
        func number(_ value: Double) -> String { String(format: "%.2f", value) }
        var lines = [
            machine.markdown, "", "Median of \(rounds) rounds, programs taking turns; MB are those of the files", "",
            "| folder | files | MB | program | seconds | CPU seconds | MB/s | peak MB of a process |",
            "|---|--:|--:|---|--:|--:|--:|--:|",
        ]
        for result in results {
            let megabytes = Double(result.bytes) / 1e6
            let run = result.median
            lines.append(
                "| \(URL(fileURLWithPath: result.folder).lastPathComponent) | \(result.files) | \(number(megabytes)) "
                    + "| \(result.program) | \(number(run.wallSeconds)) | \(number(run.cpuSeconds)) "
                    + "| \(number(megabytes / run.wallSeconds)) | \(run.peakBytes / 1_000_000) |")
        }
        return lines.joined(separator: "\n")
    }
}
