/// A kind of file that is known by its first bytes and is not text.
package enum BinaryKind: String, Sendable, Hashable, CaseIterable {
    case pdf = "a PDF document"
    case rtf = "an RTF document"
    case zip = "a ZIP archive"
    case oldOffice = "an old Office document"
    case encryptedOffice = "an encrypted Office document"
    case djvu = "a DjVu document"
    case kindle = "a Kindle book"
    case help = "a compiled help file"
    case tar = "a tar archive"
    case gzip = "a gzip archive"
    case bzip2 = "a bzip2 archive"
    case xz = "an xz archive"
    case zstandard = "a Zstandard archive"
    case sevenZip = "a 7z archive"
    case rar = "a RAR archive"
    case cabinet = "a Cabinet archive"
    case image = "an image"
    case sound = "a sound or video file"
    case font = "a font"
    case program = "a program"
    case database = "an SQLite database"

    /// What a file is when it has these bytes at the offset.
    private struct Mark {
        let kind: BinaryKind
        let offset: Int
        let bytes: [UInt8]
        /// Whether no text begins so, because the bytes are characters in no encoding.
        let isUnmistakable: Bool

        init(_ kind: BinaryKind, _ text: String, at offset: Int = 0) {
            self.init(kind, Array(text.utf8), at: offset)
        }

        init(_ kind: BinaryKind, _ bytes: [UInt8], at offset: Int = 0) {
            self.kind = kind
            self.offset = offset
            self.bytes = bytes
            isUnmistakable =
                bytes.contains { $0 < 0x09 || (0x0E...0x1A).contains($0) || (0x1C...0x1F).contains($0) || $0 == 0x7F }
                || bytes.starts(with: [0xFF, 0xD8, 0xFF])
        }

        func matches(_ file: [UInt8]) -> Bool {
            file.count >= offset + bytes.count && file[offset...].starts(with: bytes)
        }
    }

    private static let marks = [
        Mark(.pdf, "%PDF-"),
        Mark(.rtf, "{\\rtf"),
        Mark(.zip, "PK\u{3}\u{4}"),
        Mark(.zip, "PK\u{5}\u{6}"),
        Mark(.zip, "PK\u{7}\u{8}"),
        Mark(.oldOffice, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        Mark(.djvu, "AT&TFORM"),
        Mark(.kindle, "BOOKMOBI", at: 60),
        Mark(.help, "ITSF\u{3}\u{0}"),
        Mark(.tar, "ustar", at: 257),
        Mark(.gzip, [0x1F, 0x8B]),
        Mark(.bzip2, "BZh"),
        Mark(.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
        Mark(.zstandard, [0x28, 0xB5, 0x2F, 0xFD]),
        Mark(.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
        Mark(.rar, "Rar!\u{1A}\u{7}"),
        Mark(.cabinet, "MSCF\u{0}\u{0}\u{0}\u{0}"),
        Mark(.image, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        Mark(.image, [0xFF, 0xD8, 0xFF]),
        Mark(.image, "GIF8"),
        Mark(.image, [0x49, 0x49, 0x2A, 0x00]),
        Mark(.image, [0x4D, 0x4D, 0x00, 0x2A]),
        Mark(.image, "WEBP", at: 8),
        Mark(.image, "ftypheic", at: 4),
        Mark(.image, "ftypmif1", at: 4),
        Mark(.image, "ftypavif", at: 4),
        Mark(.image, "8BPS"),
        Mark(.image, [0x00, 0x00, 0x01, 0x00]),
        Mark(.sound, "RIFF"),
        Mark(.sound, "ID3"),
        Mark(.sound, "OggS"),
        Mark(.sound, "fLaC"),
        Mark(.sound, "ftyp", at: 4),
        Mark(.sound, [0x1A, 0x45, 0xDF, 0xA3]),
        Mark(.sound, [0xFF, 0xFB]),
        Mark(.sound, "FLV\u{1}"),
        Mark(.font, [0x00, 0x01, 0x00, 0x00, 0x00]),
        Mark(.font, "OTTO\u{0}"),
        Mark(.font, "ttcf\u{0}"),
        Mark(.font, "wOFF"),
        Mark(.font, "wOF2"),
        Mark(.program, [0x7F, 0x45, 0x4C, 0x46]),
        Mark(.program, "MZ"),
        Mark(.program, [0xCA, 0xFE, 0xBA, 0xBE]),
        Mark(.program, [0xCF, 0xFA, 0xED, 0xFE]),
        Mark(.program, "\u{0}asm"),
        Mark(.database, "SQLite format 3\u{0}"),
    ]

    /// The kind that the first bytes name; nil when they name none. Words such as "GIF8" and "ID3" can begin a text,
    /// so this is asked only about bytes that are known not to be text.
    init?(_ bytes: [UInt8]) {
        guard let mark = Self.marks.first(where: { $0.matches(bytes) }) else { return nil }
        self = mark.kind
    }

    /// As above, but only by marks that no text begins with: so that a folder of pictures costs no look for encodings.
    init?(unmistakable bytes: [UInt8]) {
        guard let mark = Self.unmistakableMarks.first(where: { $0.matches(bytes) }) else { return nil }
        self = mark.kind
        if self == .oldOffice, Self.holdsEncryptedPackage(bytes) { self = .encryptedOffice }
    }

    /// Office packs a document with a password in the form of its old documents, under this name in UTF-16.
    private static func holdsEncryptedPackage(_ bytes: [UInt8]) -> Bool {
        let name: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
        var start = 0
        while let found = bytes.firstOffset(of: name[0], from: start) {
            if bytes[found...].starts(with: name) { return true }
            start = found + 1
        }
        return false
    }

    private static let unmistakableMarks = marks.filter(\.isUnmistakable)

    /// Why a file of this kind is skipped.
    var reasonToSkip: String {
        self == .encryptedOffice ? "the document is encrypted with a password" : "the file is \(rawValue), not text"
    }

    /// Why bytes that are no text are skipped: by the kinds above, which are most of what there is and cost nothing,
    /// else by libmagic.
    static func reasonToSkip(_ bytes: [UInt8]) -> String {
        BinaryKind(bytes)?.reasonToSkip ?? "the file is \(MagicDatabase.mediaType(of: bytes) ?? "binary"), not text"
    }
}
