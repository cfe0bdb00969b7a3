/// Why the rules leave a file or a folder out.
package enum LeftOut: Hashable, Sendable {
    /// Where a pattern is written.
    package enum PatternPlace: Hashable, Sendable {
        /// In this `.souignore`.
        case file([UInt8])
        /// In the configuration's `exclude`.
        case configuration
    }

    case hidden
    case excluded(IgnorePattern, PatternPlace)
    case notIncluded
    case tooSmall(bytes: Int, limit: Int)
    /// A symbolic link, and links are not followed.
    case link
    /// A symbolic link to nothing that can be reached.
    case deadLink
    /// A symbolic link to what the scan finds at this path anyway, or without one when it is not known where.
    case duplicate([UInt8]?)
    /// A FIFO, a socket or a device.
    case special
    case otherFileSystem
    /// The index itself.
    case ownIndex
    /// A folder with rules of its own.
    case otherFolder
}

extension LeftOut: CustomStringConvertible {
    /// A sentence without the path. Bytes in it that are not UTF-8 are replaced.
    package var description: String {
        switch self {
        case .hidden: "its name begins with a dot, and hidden files are left out (hidden = false)"
        case .excluded(let pattern, .file(let path)):
            "the pattern '\(Self.text(pattern.text))' in \(Self.text(path)):\(pattern.line) excludes it"
        case .excluded(let pattern, .configuration):
            "the pattern '\(Self.text(pattern.text))' of the configuration's exclude excludes it"
        case .notIncluded: "no pattern of the configuration's include matches it"
        case .tooSmall(let bytes, let limit): "it has \(bytes) bytes, fewer than min_file_bytes (\(limit))"
        case .link: "it is a symbolic link, and links are not followed (follow_links = false)"
        case .deadLink: "it is a symbolic link that leads nowhere"
        case .duplicate(let path?): "it is a symbolic link to \(Self.text(path)), which is found there"
        case .duplicate(nil): "it is a symbolic link to what is found elsewhere"
        case .special: "it is a FIFO, a socket or a device"
        case .otherFileSystem: "it is on another file system (one_file_system = true)"
        case .ownIndex: "it belongs to the index"
        case .otherFolder: "it is a folder with rules of its own"
        }
    }

    private static func text(_ bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
