internal import FileWatching
internal import Indexing

/// A build's summary as the program prints it, for people and as JSON; the names are those of INTERFACE.md.
struct BuildReport: Encodable {
    struct Skipped: Encodable {
        /// Escaped like every path that is printed.
        var path: String
        var reason: String
    }

    struct Notice: Encodable {
        /// Escaped like every path that is printed.
        var path: String
        var message: String
    }

    /// How many names the rules left out, by kind.
    struct Ignored: Encodable {
        var hidden, excluded, notIncluded, tooSmall, links, special, otherFileSystem, otherType: Int

        private enum CodingKeys: String, CodingKey {
            case hidden, excluded, links, special
            case notIncluded = "not_included"
            case tooSmall = "too_small"
            case otherFileSystem = "other_file_system"
            case otherType = "other_type"
        }

        init(_ ignored: ScanSummary.Ignored) {
            hidden = ignored.hidden
            excluded = ignored.excluded
            notIncluded = ignored.notIncluded
            tooSmall = ignored.tooSmall
            links = ignored.links
            special = ignored.special
            otherFileSystem = ignored.otherFileSystem
            otherType = ignored.otherType
        }
    }

    /// The most skipped files that people are shown, and the most notices.
    private static let listedCount = 10

    let documents: Int
    /// A build starts from nothing, so it has only added.
    let added: Int
    let changed = 0
    let removed = 0
    /// Of the files that became documents.
    let bytes: Int
    let skipped: [Skipped]
    let notices: [Notice]
    let ignored: Ignored
    let seconds: Double
    let generation: Int
    let sandbox: SandboxReport

    init(_ summary: BuildSummary, sandbox: SandboxReport) {
        documents = summary.documentCount
        added = summary.documentCount
        bytes = summary.fileByteCount
        skipped = summary.skipped.map { Skipped(path: Output.text(ofPath: $0.path), reason: $0.reason) }
        notices = summary.notices.map { Notice(path: Output.text(ofPath: $0.path), message: $0.message) }
        ignored = Ignored(summary.ignored)
        seconds = summary.seconds
        generation = summary.generation
        self.sandbox = sandbox
    }

    private enum CodingKeys: CodingKey {
        case documents, added, changed, removed, bytes, skipped, notices, ignored, seconds, generation, sandbox
    }

    /// The summary for people.
    var line: String {
        "\(Quantity.count(documents, "document")), \(Quantity.bytes(bytes)) in \(Quantity.seconds(seconds))"
            + (skipped.isEmpty ? "" : ", \(skipped.count) skipped") + "; generation \(generation)"
    }

    /// The first skipped files, and how many more there are.
    var skippedLines: [String] {
        Self.lines(skipped.map { "skipped \($0.path): \(Output.visible($0.reason))" }, more: "skipped")
    }

    /// The first notices, and how many more there are.
    var noticeLines: [String] {
        Self.lines(notices.map { "note \($0.path): \(Output.visible($0.message))" }, more: "notes")
    }

    private static func lines(_ all: [String], more name: String) -> [String] {
        let more = all.count - listedCount
        return all.prefix(listedCount) + (more > 0 ? ["and \(more) more \(name); --json lists all"] : [])
    }
}
