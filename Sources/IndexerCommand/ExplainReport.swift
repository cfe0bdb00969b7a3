internal import FileWatching
internal import Indexing
internal import SystemPackage

/// What `sou-index explain` says about one path, for people and as JSON.
struct ExplainReport: Encodable {
    /// Escaped like every path that is printed.
    let path: String
    /// A build would read it, or enter it when it is a folder.
    let indexed: Bool
    /// A sentence without the path.
    let reason: String
    /// The path that the reason is about, where it is not `path` itself.
    let at: String?

    init(path: [UInt8], verdict: ScanVerdict) {
        self.path = Output.text(ofPath: path)
        var place = path
        switch verdict {
        case .file:
            (indexed, reason) = (true, "it is a file, and is read")
        case .folder:
            (indexed, reason) = (true, "it is a folder, and what is in it is looked at")
        case .leftOut(let why, let at):
            (indexed, reason, place) = (false, Output.visible(why.description), at)
        case .problem(let problem):
            (indexed, reason, place) = (false, problem.reason, problem.path)
        case .missing(let at, let code):
            (indexed, reason, place) = (false, "it cannot be found: \(Errno(rawValue: code))", at)
        case .outside:
            (indexed, reason) = (false, "it is in none of the folders that are indexed")
        }
        at = place == path ? nil : Output.text(ofPath: place)
    }

    /// The report for people.
    var line: String {
        "\(path): \(indexed ? "indexed" : "not indexed"): " + (at.map { "\($0): " } ?? "") + reason
    }
}
