internal import Indexing

/// A build's summary as the program prints it, for people and as JSON; the names are those of INTERFACE.md.
struct BuildReport: Encodable {
    let documents: Int
    /// A build starts from nothing, so it has only added.
    let added: Int
    let changed = 0
    let removed = 0
    /// Of the files that became documents.
    let bytes: Int
    let files: FileReport
    let seconds: Double
    let generation: Int
    let sandbox: SandboxReport

    init(_ summary: BuildSummary, sandbox: SandboxReport) {
        documents = summary.documentCount
        added = summary.documentCount
        bytes = summary.fileByteCount
        files = FileReport(skipped: summary.skipped, notices: summary.notices, ignored: summary.ignored)
        seconds = summary.seconds
        generation = summary.generation
        self.sandbox = sandbox
    }

    private enum CodingKeys: CodingKey {
        case documents, added, changed, removed, bytes, seconds, generation, sandbox
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(documents, forKey: .documents)
        try container.encode(added, forKey: .added)
        try container.encode(changed, forKey: .changed)
        try container.encode(removed, forKey: .removed)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(generation, forKey: .generation)
        try container.encode(sandbox, forKey: .sandbox)
        try files.encode(to: encoder)
    }

    /// The summary for people.
    var line: String {
        "\(Quantity.count(documents, "document")), \(Quantity.bytes(bytes)) in \(Quantity.seconds(seconds))"
            + files.skippedText + "; generation \(generation)"
    }
}
