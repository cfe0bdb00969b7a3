internal import Indexing

/// An index's status as the program prints it, for people and as JSON.
struct StatusReport: Encodable {
    let index: String
    let generation: Int?
    let documents: Int
    let textBytes: Int?
    let diskBytes: Int
    let format: Int?
    let fingerprint: String?
    /// The index was written by the analyzer of this program and this configuration.
    let isCurrent: Bool
    /// Seconds since 1970-01-01T00:00:00Z.
    let built: Int64?
    let committed: Int64?
    let folders: [String]

    /// - Parameter fingerprint: this build's.
    init(_ status: IndexStatus, path: String, fingerprint: String) {
        index = path
        generation = status.generation
        documents = status.documentCount
        textBytes = status.textByteCount
        diskBytes = status.diskByteCount
        format = status.format
        self.fingerprint = status.fingerprint
        isCurrent = status.fingerprint == fingerprint
        built = status.builtSeconds
        committed = status.committedSeconds
        folders = status.folders.map(Output.text(ofPath:))
    }

    private enum CodingKeys: String, CodingKey {
        case index, generation, documents, format, fingerprint, built, committed, folders
        case textBytes = "text_bytes"
        case diskBytes = "disk_bytes"
        case isCurrent = "current"
    }

    /// The status for people.
    var lines: [String] {
        var lines = [
            "index        \(index)",
            "documents    \(documents)",
            "text         \(textBytes.map(Quantity.bytes) ?? "unknown")",
            "on disk      \(Quantity.bytes(diskBytes))",
            "generation   \(generation.map(String.init) ?? "unknown")",
            "format       \(format.map(String.init) ?? "unknown")",
            "analyzer     \(fingerprint ?? "unknown")\(isCurrent ? "" : " (not this program's; run 'sou-index build')")",
            "last commit  \(committed.map(Quantity.date) ?? "unknown")",
        ]
        for (number, folder) in folders.enumerated() {
            lines.append((number == 0 ? "folders      " : "             ") + folder)
        }
        return lines
    }
}
