internal import FileWatching
internal import Indexing

/// What is said of single files after a build or an update, for people and as JSON.
struct FileReport: Encodable {
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

    let skipped: [Skipped]
    let notices: [Notice]
    let ignored: Ignored

    init(skipped: [SkippedFile], notices: [FileNotice], ignored: ScanSummary.Ignored) {
        self.skipped = skipped.map { Skipped(path: Output.text(ofPath: $0.path), reason: $0.reason) }
        self.notices = notices.map { Notice(path: Output.text(ofPath: $0.path), message: $0.message) }
        self.ignored = Ignored(ignored)
    }

    /// For the middle of a summary; empty when nothing was skipped.
    var skippedText: String { skipped.isEmpty ? "" : ", \(skipped.count) skipped" }

    /// The first skipped files and the first notices, and how many more there are of each.
    var lines: [String] {
        Self.lines(skipped.map { "skipped \($0.path): \(Output.visible($0.reason))" }, more: "skipped")
            + Self.lines(notices.map { "note \($0.path): \(Output.visible($0.message))" }, more: "notes")
    }

    private static func lines(_ all: [String], more name: String) -> [String] {
        let more = all.count - listedCount
        return all.prefix(listedCount) + (more > 0 ? ["and \(more) more \(name); --json lists all"] : [])
    }
}
