import ArgumentParser
import Documents
import Encodings
import Foundation

/// How many files are read in the encoding that they are in: with the folders' majorities as the indexer has them, and
/// each file for itself.
struct EncodingsBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encodings", abstract: "Files read in their encoding: right, wrong, refused.")

    @Argument(help: "A folder of folders, each with the name of the encoding of its files.")
    var folder: String

    @Option(help: "A folder of UTF-8 files that are written in another encoding first: big5:/path. May be repeated.")
    var recode: [String] = []

    @Flag(help: "Also measure pieces of the files, from 50 to 2,000 bytes, each for itself.")
    var pieces = false

    @Option(name: .customLong("large-mb"), help: "The size of one large text, for the speed of decoding alone.")
    var largeMegabytes = 16

    func validate() throws {
        guard largeMegabytes > 0 else { throw ValidationError("the large text has a size") }
    }

    func run() throws {
        let files = try EncodedFile.files(in: folder)
        print(MachineFacts.read().markdown, "")
        let seconds = Measurement("all", bytes: files.reduce(0) { $0 + $1.bytes.count }, rounds: 3) {
            for file in files { _ = TextDecoder().decode(file.bytes) }
        }
        print("\(files.count) files, \(seconds.bytes / 1000) kB, \(Int(seconds.medianMBPerCPUSecond)) MB/s\n")
        for encoding in ["UTF-8", "GB18030"] { large(in: encoding) }
        table("With the folder's majority, as the indexer reads them", withFolders(files))
        let alone = files.map { EncodingResult($0, TextDecoder().decode($0.bytes)) }
        table("Each file for itself", alone)
        calibration(alone)
        var sources = [(name: "real files", files: files)]
        for text in EuropeanTexts.all {
            for encoding in text.encodings {
                let bytes = text.sentences.map { EncodedFile.recoded(Array(($0 + "\n").utf8), to: encoding) }
                sources.append(
                    (
                        "\(text.language) in \(encoding)",
                        [EncodedFile(path: text.language, encoding: encoding, bytes: bytes.flatMap { $0 })]
                    ))
            }
        }
        for argument in recode {
            let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { throw ValidationError("--recode takes ENCODING:FOLDER") }
            let recoded = try EncodedFile.recodedFiles(in: parts[1], to: parts[0])
            let name = "\(URL(fileURLWithPath: parts[1]).lastPathComponent) in \(parts[0])"
            sources.append((name, recoded))
            table(name + ", each file for itself", recoded.map { EncodingResult($0, TextDecoder().decode($0.bytes)) })
        }
        if pieces { pieceTable(sources) }
    }

    /// One text of one encoding, and what this process has held at most so far.
    private func large(in encoding: String) {
        let block = EncodedFile.recoded(Corpus.generated(sizeBytes: 100_000).documents.flatMap { $0 }, to: encoding)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(largeMegabytes * 1_000_000 + block.count)
        while bytes.count < largeMegabytes * 1_000_000 { bytes += block }
        let measured = Measurement(encoding, bytes: bytes.count, rounds: 5) { _ = TextDecoder().decode(bytes) }
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? "VmHWM unknown"
        print(
            "One text of \(bytes.count / 1_000_000) MB in \(encoding): \(Int(measured.bestMBPerCPUSecond)) MB/s; \(peak)\n"
        )
    }

    /// Two passes: what is undecided waits until its folder's majority is known.
    private func withFolders(_ files: [EncodedFile]) -> [EncodingResult] {
        var majorities = FolderMajorities()
        var results: [EncodingResult] = []
        var waiting: [EncodedFile] = []
        for file in files {
            let outcome = TextDecoder().decode(file.bytes, hints: EncodingHints(mayWait: true))
            if outcome == .undecided {
                waiting.append(file)
                continue
            }
            if case .text(let text) = outcome { majorities.add(text.encoding, of: file.path) }
            results.append(EncodingResult(file, outcome))
        }
        for file in waiting {
            let hints = EncodingHints(folderMajority: majorities.majority(for: file.path), fallbacks: ["GB18030"])
            results.append(EncodingResult(file, TextDecoder().decode(file.bytes, hints: hints)))
        }
        print("\(waiting.count) files waited for their folder's majority.\n")
        return results
    }

    private func table(_ title: String, _ results: [EncodingResult]) {
        print("### \(title)\n")
        print("| encoding | files | right | wrong | refused | over 200 B | right | wrong | refused | right, % |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|")
        let groups = Dictionary(grouping: results, by: \.file.encoding).sorted { $0.key < $1.key }
        for (name, group) in groups.map({ ($0.key, $0.value) }) + [("all", results)] {
            let large = group.filter { $0.file.bytes.count > 200 }
            let cells = [group, large].map { part in
                let counts = EncodingResult.Verdict.allCases.map { verdict in part.count { $0.verdict == verdict } }
                return ([part.count] + counts).map(String.init).joined(separator: " | ")
            }
            let right = large.count { $0.verdict == .right }
            print("| \(name) | \(cells.joined(separator: " | ")) | \(percent(right, of: large.count)) |")
        }
        print("")
        for result in results where result.verdict != .right { print("* \(result.description)") }
        print("")
    }

    /// How often a decision of some confidence is right.
    private func calibration(_ results: [EncodingResult]) {
        print("### Confidence of the detected, and how many of them are right\n")
        print("| confidence | decisions | right, % |\n|---|--:|--:|")
        let bounds = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01]
        for (low, high) in zip(bounds, bounds.dropFirst()) {
            let part = results.filter { ($0.confidence ?? -1) >= low && ($0.confidence ?? 2) < high }
            if part.isEmpty { continue }
            print(
                "| \(low)–\(min(high, 1)) | \(part.count) | \(percent(part.count { $0.verdict == .right }, of: part.count)) |"
            )
        }
        print("")
    }

    private func pieceTable(_ sources: [(name: String, files: [EncodedFile])]) {
        var all: [EncodingResult] = []
        var mistakes: [String] = []
        print("### Pieces, each for itself: right of all, %; wrong with a confidence of 0.9 or more, %\n")
        let sizes = [50, 100, 200, 500, 1000, 2000]
        for atLines in [true, false] {
            print(atLines ? "Cut at the ends of lines:\n" : "Cut at any byte:\n")
            print("| source | " + sizes.map(String.init).joined(separator: " | ") + " |")
            print("|---|" + String(repeating: "--:|", count: sizes.count))
            for source in sources {
                let groups = Dictionary(grouping: source.files, by: \.encoding).sorted { $0.key < $1.key }
                for (encoding, files) in groups {
                    let cells = sizes.map { size -> String in
                        let results = files.flatMap { $0.pieces(ofBytes: size, atLines: atLines) }.prefix(3000).map {
                            EncodingResult($0, TextDecoder().decode($0.bytes))
                        }
                        if atLines {
                            all += results
                            mistakes += results.filter { size >= 500 && $0.verdict != .right }.map(\.description)
                        }
                        let wrong = results.count { $0.verdict == .wrong && ($0.confidence ?? 1) >= 0.9 }
                        return percent(results.count { $0.verdict == .right }, of: results.count) + "; "
                            + percent(wrong, of: results.count)
                    }
                    print("| \(source.name), \(encoding) | \(cells.joined(separator: " | ")) |")
                }
            }
            print("")
        }
        print("Mistakes in pieces of 500 bytes and more, cut at lines:\n")
        for mistake in mistakes { print("* \(mistake)") }
        print("")
        calibration(all)
    }

    private func percent(_ part: Int, of whole: Int) -> String {
        whole == 0 ? "–" : String(format: "%.2f", 100 * Double(part) / Double(whole))
    }
}
