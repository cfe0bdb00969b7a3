internal import Documents

/// Counts in which encodings the texts below each folder are written, so that what most are can decide about one that
/// does not tell. UTF-8 is not counted: a text in it would have been recognised.
struct FolderEncodings: Sendable {
    /// From here on an encoding counts as known.
    private static let leastConfidence = 0.8
    private static let recognised: Set<String> = ["UTF-8", "US-ASCII"]

    /// By the path of a folder: how many texts there are of each encoding in it and below.
    private var counts: [ArraySlice<UInt8>: [String: Int]] = [:]

    /// The encoding that a document counts for; nil when it does not count.
    static func countedEncoding(of document: ExtractedDocument) -> String? {
        guard let encoding = document.encoding, !recognised.contains(encoding),
            document.encodingConfidence ?? 1 >= leastConfidence
        else { return nil }
        return encoding
    }

    mutating func add(_ encoding: String, path: [UInt8]) {
        Self.forEachFolder(of: path) { folder in
            counts[folder, default: [:]][encoding, default: 0] += 1
            return true
        }
    }

    /// Takes back what was added.
    mutating func remove(_ encoding: String, path: [UInt8]) {
        Self.forEachFolder(of: path) { folder in
            guard let count = counts[folder]?[encoding] else { return true }
            counts[folder]?[encoding] = count > 1 ? count - 1 : nil
            if counts[folder]?.isEmpty == true { counts[folder] = nil }
            return true
        }
    }

    /// The most frequent encoding in the nearest folder that has any, below it included; of two that are as frequent, the
    /// first by name.
    func majority(for path: [UInt8]) -> String? {
        var majority: String?
        Self.forEachFolder(of: path) { folder in
            majority = counts[folder]?.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
            return majority == nil
        }
        return majority
    }

    /// Calls `body` with the folders that a path lies in, the nearest first, until it returns false.
    private static func forEachFolder(of path: [UInt8], _ body: (ArraySlice<UInt8>) -> Bool) {
        var folder = path[...]
        while let slash = folder.lastIndex(of: UInt8(ascii: "/")) {
            folder = folder[..<slash]
            guard body(folder) else { return }
        }
    }
}
