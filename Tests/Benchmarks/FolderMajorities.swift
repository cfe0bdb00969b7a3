import Encodings

/// The encodings of the files of each folder, as an indexer counts them.
struct FolderMajorities {
    private var counts: [Substring: [String: Int]] = [:]

    /// Counts a file for its folder and those above, unless it is UTF-8 or was itself decided by a hint.
    mutating func add(_ decision: EncodingDecision, of path: String) {
        guard decision.name != "UTF-8" else { return }
        for folder in Self.folders(of: path) { counts[folder, default: [:]][decision.name, default: 0] += 1 }
    }

    /// The most frequent encoding of the nearest folder that has any.
    func majority(for path: String) -> String? {
        for folder in Self.folders(of: path) {
            if let most = counts[folder]?.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) { return most.key }
        }
        return nil
    }

    /// The folders that hold a file, the nearest first.
    private static func folders(of path: String) -> [Substring] {
        var folders: [Substring] = []
        var rest = path[...]
        while let slash = rest.lastIndex(of: "/") {
            rest = rest[..<slash]
            folders.append(rest)
        }
        return folders
    }
}
