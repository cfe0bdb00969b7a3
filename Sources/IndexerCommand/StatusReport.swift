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
    /// The process that is writing, such as `123 sou-index build`.
    let writer: String?
    /// The last writer, when it did not come to its end.
    let stoppedWriter: String?

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
        switch status.writer {
        case .none: (writer, stoppedWriter) = (nil, nil)
        case .working(let holder): (writer, stoppedWriter) = (holder ?? "unknown", nil)
        case .stopped(let holder): (writer, stoppedWriter) = (nil, holder)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case index, generation, documents, format, fingerprint, built, committed, folders, writer
        case stoppedWriter = "stopped_writer"
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
        if let writer { lines.append("writing      \(Output.visible(writer))") }
        if let stoppedWriter {
            lines.append(
                "stopped      \(Output.visible(stoppedWriter)) did not come to its end; 'sou-index check' reads all")
        }
        return lines
    }
}
