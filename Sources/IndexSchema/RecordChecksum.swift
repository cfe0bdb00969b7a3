/// The checksum of a document's record, which stands at the end of its line: `,"sum":"89abcdef"}`.
///
/// It is over the line without it and, unless that is a Zstandard frame, which has its own, the text.
enum RecordChecksum {
    private static let key = Array(",\"sum\":\"".utf8)
    private static let end = Array("\"}".utf8)
    private static let digitCount = 8

    /// What takes the place of the brace at the end of the line.
    static func text(line: [UInt8], text: [UInt8]) -> String {
        let sum: UInt32 = line.withUnsafeBufferPointer { line in
            text.withUnsafeBufferPointer { checksum(line[..<(line.count - 1)], $0[...]) }
        }
        let digits = String(sum, radix: 16)
        return String(decoding: key, as: UTF8.self) + String(repeating: "0", count: digitCount - digits.count) + digits
            + String(decoding: end, as: UTF8.self)
    }

    /// True for a line without a checksum as well.
    static func isRight(line: UnsafeBufferPointer<UInt8>, text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let start = line.count - key.count - digitCount - end.count
        guard start > 0, line[start...].starts(with: key), line.suffix(end.count).elementsEqual(end) else {
            return true
        }
        let digits = line[(start + key.count)...].prefix(digitCount)
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16) == checksum(line[..<start], text)
    }

    /// FNV-1a of 64 bits, folded to 32.
    private static func checksum(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, _ text: Slice<UnsafeBufferPointer<UInt8>>
    ) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in line { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ hash >> 32)
    }
}
