/// A file that was read and is no document, which an update need not read again until it changes.
package struct UnindexedFile: Hashable, Sendable {
    /// In bytes.
    package var path: [UInt8]
    package var facts: FileFacts
    /// A sentence without the file's name; nil when its type is not wanted.
    package var reason: String?

    package init(path: [UInt8], facts: FileFacts, reason: String?) {
        self.path = path
        self.facts = facts
        self.reason = reason
    }

    // MARK: The stored form

    /// What all keys of such files begin with, in the engine's metadata.
    package static let keyPrefix = "sou.unindexed."

    /// A key has the beginning of the path, so that what lies below a folder has neighbouring keys.
    private static let longestPathBytes = 180

    package static func key(of path: [UInt8]) -> [UInt8] {
        let key = Array(keyPrefix.utf8)
        guard path.count > longestPathBytes else { return key + path }
        return key + path.prefix(longestPathBytes) + "~".utf8 + UniqueTerm.hexadecimalHash(path).utf8
    }

    /// What the keys of all paths below a folder begin with; when its path is long, those of some others as well.
    ///
    /// - Parameter folder: without a slash at the end, unless it is `/`.
    package static func keyPrefix(below folder: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let start = folder.last == slash ? folder : folder + [slash]
        return Array(keyPrefix.utf8) + start.prefix(longestPathBytes)
    }

    package var key: [UInt8] { Self.key(of: path) }

    /// The length of the facts in a byte, the facts, the path, a zero byte, and the reason if there is one.
    package var encoded: [UInt8] {
        let facts = facts.encoded
        precondition(facts.count <= UInt8.max, "the name of an encoding is short")
        return [UInt8(facts.count)] + facts + path + [0] + Array((reason ?? "").utf8)
    }

    /// Nil when these are not the bytes of such a file.
    package init?(_ bytes: [UInt8]) {
        guard let length = bytes.first.map(Int.init), bytes.count > length,
            let facts = FileFacts(bytes[1..<(1 + length)]), let end = bytes[(1 + length)...].firstIndex(of: 0),
            let reason = String(validating: bytes[(end + 1)...], as: UTF8.self)
        else { return nil }
        self.init(path: Array(bytes[(1 + length)..<end]), facts: facts, reason: reason.isEmpty ? nil : reason)
    }
}
