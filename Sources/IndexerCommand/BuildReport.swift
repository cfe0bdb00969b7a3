internal import FileWatching
internal import Indexing

/// A build's summary as the program prints it, for people and as JSON; the names are those of INTERFACE.md.
struct BuildReport: Encodable {
    struct Skipped: Encodable {
        /// Escaped like every path that is printed.
        var path: String
        var reason: String
    }

    /// How many names the rules left out, by kind.
    struct Ignored: Encodable {
        var hidden, excluded, notIncluded, tooSmall, links, special, otherFileSystem: Int

        private enum CodingKeys: String, CodingKey {
            case hidden, excluded, links, special
            case notIncluded = "not_included"
            case tooSmall = "too_small"
            case otherFileSystem = "other_file_system"
        }

        init(_ ignored: ScanSummary.Ignored) {
            hidden = ignored.hidden
            excluded = ignored.excluded
            notIncluded = ignored.notIncluded
            tooSmall = ignored.tooSmall
            links = ignored.links
            special = ignored.special
            otherFileSystem = ignored.otherFileSystem
        }
    }

    /// The most skipped files that people are shown.
    private static let listedSkippedCount = 10

    let documents: Int
    /// A build starts from nothing, so it has only added.
    let added: Int
    let changed = 0
    let removed = 0
    /// Of the files that became documents.
    let bytes: Int
    let skipped: [Skipped]
    let ignored: Ignored
    let seconds: Double
    let generation: Int

    init(_ summary: BuildSummary) {
        documents = summary.documentCount
        added = summary.documentCount
        bytes = summary.fileByteCount
        skipped = summary.skipped.map { Skipped(path: Output.text(ofPath: $0.path), reason: $0.reason) }
        ignored = Ignored(summary.ignored)
        seconds = summary.seconds
        generation = summary.generation
    }

    private enum CodingKeys: CodingKey {
        case documents, added, changed, removed, bytes, skipped, ignored, seconds, generation
    }

    /// The summary for people.
    var line: String {
        "\(Quantity.count(documents, "document")), \(Quantity.bytes(bytes)) in \(Quantity.seconds(seconds))"
            + (skipped.isEmpty ? "" : ", \(skipped.count) skipped") + "; generation \(generation)"
    }

    /// The first skipped files, and how many more there are.
    var skippedLines: [String] {
        var lines = skipped.prefix(Self.listedSkippedCount).map { "skipped \($0.path): \($0.reason)" }
        let more = skipped.count - lines.count
        if more > 0 { lines.append("and \(more) more skipped; --json lists all") }
        return lines
    }
}
