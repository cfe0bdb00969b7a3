import Analysis
import ArgumentParser
import Foundation

/// Text to terms on one core: folding alone, folding and segments, and the whole way to sorted, counted terms.
struct AnalysisBenchmark: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analysis", abstract: "Text to terms, in MB of UTF-8 per second on one core.")

    @Argument(help: "Folders of UTF-8 files. Without any, a text made of samples is measured.")
    var corpora: [String] = []

    @Option(help: "How many rounds are measured, at least 5 for numbers to keep.")
    var rounds = 7

    @Option(name: .customLong("limit-mb"), help: "How much is read of each folder.")
    var limitMegabytes = 20

    @Option(help: "Where the raw numbers are written, as JSON.")
    var json: String?

    func validate() throws {
        guard rounds > 0, limitMegabytes > 0 else { throw ValidationError("rounds and the limit begin at 1") }
    }

    func run() throws {
        let machine = MachineFacts.read()
        let limit = limitMegabytes * 1_000_000
        let whole =
            corpora.isEmpty
            ? [Corpus.generated(sizeBytes: limit)] : try corpora.map { try Corpus(folder: $0, upToBytes: limit) }
        let results = try whole.flatMap { [$0, $0.cut(intoBytes: 1_000)] }.map(measure)
        print(markdown(results, on: machine))
        guard let json else { return }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try encoder.encode(Run(machine: machine, results: results)).write(to: URL(fileURLWithPath: json))
    }

    private func measure(_ corpus: Corpus) throws -> Result {
        let analyzer = try Analyzer()
        let folder = try analyzer.makeFolder()
        let segmenter = Segmenter()
        let accumulator = try analyzer.makeAccumulator()
        let bytes = corpus.sizeBytes
        var foldedBytes = 0
        var segments = 0
        var terms = 0
        return Result(
            corpus: corpus.name, documents: corpus.documents.count, bytes: bytes,
            fold: Measurement("fold", bytes: bytes, rounds: rounds) {
                for document in corpus.documents {
                    foldedBytes += folder.withFoldedBytes(of: document) { $0.count }
                }
            },
            segments: Measurement("fold, segments", bytes: bytes, rounds: rounds) {
                for document in corpus.documents {
                    folder.withFoldedBytes(of: document) { bytes in
                        segmenter.forEachSegment(in: bytes) { _ in segments += 1 }
                    }
                }
            },
            terms: Measurement("terms", bytes: bytes, rounds: rounds) {
                for document in corpus.documents {
                    accumulator.add(document)
                    accumulator.drain { _, _ in terms += 1 }
                }
            })
    }

    private func markdown(_ results: [Result], on machine: MachineFacts) -> String {
        func cell(_ measurement: Measurement) -> String {
            func whole(_ number: Double) -> String { String(Int(number.rounded())) }
            return whole(measurement.medianMBPerSecond) + " (" + whole(measurement.medianMBPerCPUSecond) + ", "
                + whole(measurement.bestMBPerCPUSecond) + ")"
        }
        var lines = [
            machine.markdown, "",
            "MB/s, median of \(rounds) rounds by the clock (by processor time: median, best)", "",
            "| corpus | documents | MB | fold | fold, segments | terms |", "|---|--:|--:|--:|--:|--:|",
        ]
        for result in results {
            lines.append(
                "| \(result.corpus) | \(result.documents) | \(result.bytes / 1_000_000) | \(cell(result.fold)) "
                    + "| \(cell(result.segments)) | \(cell(result.terms)) |")
        }
        return lines.joined(separator: "\n")
    }

    private struct Result: Codable {
        var corpus: String
        var documents: Int
        var bytes: Int
        var fold: Measurement
        var segments: Measurement
        var terms: Measurement
    }

    private struct Run: Codable {
        var machine: MachineFacts
        var results: [Result]
    }
}
