internal import Indexing

/// What is known of a build that another process has done, for people and as JSON. Which files it has skipped only that
/// process's log tells.
struct WatchedBuildReport: Encodable {
    let documents: Int
    /// A build starts from nothing, so it has only added.
    let added: Int
    let changed = 0
    let removed = 0
    let seconds: Double
    let generation: Int?
    /// The process.
    let builtBy: Int32

    init(_ status: IndexStatus, by build: WatchedBuild, seconds: Double) {
        documents = status.documentCount
        added = status.documentCount
        generation = status.generation
        builtBy = build.processID
        self.seconds = seconds
    }

    private enum CodingKeys: String, CodingKey {
        case documents, added, changed, removed, seconds, generation
        case builtBy = "built_by"
    }

    /// The summary for people.
    var line: String {
        "indexed \(Quantity.count(documents, "document")) in \(Quantity.seconds(seconds)); "
            + "generation \(generation.map(String.init) ?? "unknown")"
    }
}
