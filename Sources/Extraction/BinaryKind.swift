/// A kind of file that is known by its first bytes and is not text.
package enum BinaryKind: String, Sendable, Hashable, CaseIterable {
    case pdf = "a PDF document"
    case rtf = "an RTF document"
    case zip = "a ZIP archive or a document packed as one"
    case oldOffice = "an old Office document"
    case gzip = "a gzip archive"
    case bzip2 = "a bzip2 archive"
    case xz = "an xz archive"
    case zstandard = "a Zstandard archive"
    case sevenZip = "a 7z archive"
    case rar = "a RAR archive"
    case image = "an image"
    case sound = "a sound or video file"
    case program = "a program"
    case database = "an SQLite database"

    /// What a file is when it begins so.
    private static let magic: [(kind: BinaryKind, bytes: [UInt8])] = [
        (.pdf, Array("%PDF-".utf8)),
        (.rtf, Array("{\\rtf".utf8)),
        (.zip, Array("PK\u{3}\u{4}".utf8)),
        (.zip, Array("PK\u{5}\u{6}".utf8)),
        (.oldOffice, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        (.gzip, [0x1F, 0x8B]),
        (.bzip2, Array("BZh".utf8)),
        (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        (.zstandard, [0x28, 0xB5, 0x2F, 0xFD]),
        (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        (.rar, Array("Rar!\u{1A}\u{7}".utf8)),
        (.image, [0x89, 0x50, 0x4E, 0x47]),
        (.image, [0xFF, 0xD8, 0xFF]),
        (.image, Array("GIF8".utf8)),
        (.image, [0x49, 0x49, 0x2A, 0x00]),
        (.image, [0x4D, 0x4D, 0x00, 0x2A]),
        (.image, Array("RIFF".utf8)),
        (.sound, Array("ID3".utf8)),
        (.sound, Array("OggS".utf8)),
        (.sound, Array("fLaC".utf8)),
        (.program, [0x7F, 0x45, 0x4C, 0x46]),
        (.database, Array("SQLite format 3\u{0}".utf8)),
    ]

    /// The kind that the first bytes name; nil when they name none. Words such as "GIF8" and "ID3" can begin a text,
    /// so this is asked only about bytes that are known not to be text.
    init?(_ bytes: [UInt8]) {
        guard let known = Self.magic.first(where: { bytes.starts(with: $0.bytes) }) else { return nil }
        self = known.kind
    }

    /// Why bytes that are no text are skipped.
    static func reasonToSkip(_ bytes: [UInt8]) -> String {
        "the file is \(BinaryKind(bytes)?.rawValue ?? "binary"), not text"
    }
}
