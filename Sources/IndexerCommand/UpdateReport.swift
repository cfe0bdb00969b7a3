internal import Indexing

/// An update's summary as the program prints it, for people and as JSON; the names are those of INTERFACE.md.
struct UpdateReport: Encodable {
    /// Of the whole index.
    let documents: Int
    let added, changed, removed, moved: Int
    /// Of the files that were read and became documents.
    let bytes: Int
    let files: FileReport
    let seconds: Double
    let generation: Int
    /// Why the index was built anew; absent when it was updated.
    let rebuilt: String?
    /// Room was given back; absent when it was not.
    let isCompacted: Bool
    let sandbox: SandboxReport

    init(_ summary: UpdateSummary, sandbox: SandboxReport) {
        documents = summary.documentCount
        added = summary.addedCount
        changed = summary.changedCount
        removed = summary.removedCount
        moved = summary.movedCount
        bytes = summary.fileByteCount
        files = FileReport(skipped: summary.skipped, notices: summary.notices, ignored: summary.ignored)
        seconds = summary.seconds
        generation = summary.generation
        rebuilt = summary.rebuildReason
        isCompacted = summary.isCompacted
        self.sandbox = sandbox
    }

    private enum CodingKeys: String, CodingKey {
        case documents, added, changed, removed, moved, bytes, seconds, generation, rebuilt, sandbox
        case isCompacted = "compacted"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(documents, forKey: .documents)
        try container.encode(added, forKey: .added)
        try container.encode(changed, forKey: .changed)
        try container.encode(removed, forKey: .removed)
        try container.encode(moved, forKey: .moved)
        try container.encode(bytes, forKey: .bytes)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(generation, forKey: .generation)
        try container.encodeIfPresent(rebuilt, forKey: .rebuilt)
        if isCompacted { try container.encode(true, forKey: .isCompacted) }
        try container.encode(sandbox, forKey: .sandbox)
        try files.encode(to: encoder)
    }

    /// The summary for people.
    var line: String {
        var parts = [(added, "added"), (changed, "changed"), (removed, "removed"), (moved, "moved")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if let rebuilt { parts = ["built anew, because \(rebuilt)"] }
        if isCompacted { parts.append("compacted") }
        if parts.isEmpty { parts = ["nothing changed"] }
        return "\(Quantity.count(documents, "document")): \(parts.joined(separator: ", ")), "
            + "\(Quantity.bytes(bytes)) read in \(Quantity.seconds(seconds))" + files.skippedText
            + "; generation \(generation)"
    }
}
