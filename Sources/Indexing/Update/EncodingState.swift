internal import IndexSchema

/// How the encodings of all files of an index hang together: which count, and which follow.
struct EncodingState: Sendable {
    private(set) var counted = FolderEncodings()
    /// The files whose encoding was decided by that of others, and which it then was; nil for none.
    private(set) var followers: [[UInt8]: String?] = [:]

    init() {}

    init(_ known: KnownFiles) {
        for (path, file) in known.files { replace(path, nil, by: file.facts.encoding) }
    }

    mutating func replace(_ path: [UInt8], _ old: FileFacts.Encoding?, by new: FileFacts.Encoding?) {
        if case .counts(let name) = old { counted.remove(name, path: path) }
        if case .follows = old { followers[path] = nil }
        switch new {
        case .counts(let name): counted.add(name, path: path)
        case .follows(let name): followers.updateValue(name, forKey: path)
        case .alone, nil: break
        }
    }

    /// The files that would be read otherwise now.
    var outdated: [[UInt8]] {
        followers.filter { counted.majority(for: $0.key) != $0.value }.map(\.key)
    }
}
