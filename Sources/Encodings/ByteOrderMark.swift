/// The mark U+FEFF at the beginning of a file, which tells its encoding.
enum ByteOrderMark {
    static let utf8: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// The encodings that the first bytes may announce, the most telling first. UTF-32 begins as UTF-16 does.
    static func encodings(of bytes: [UInt8]) -> [(encoding: CharacterEncoding, length: Int)] {
        marks.filter { bytes.starts(with: $0.mark) }.map { ($0.encoding, $0.mark.count) }
    }

    private static let marks: [(mark: [UInt8], encoding: CharacterEncoding)] = [
        (utf8, .utf8),
        ([0xFF, 0xFE, 0, 0], .utf32LE), ([0, 0, 0xFE, 0xFF], .utf32BE),
        ([0xFF, 0xFE], .utf16LE), ([0xFE, 0xFF], .utf16BE),
        ([0x84, 0x31, 0x95, 0x33], .gb18030),
    ]
}
