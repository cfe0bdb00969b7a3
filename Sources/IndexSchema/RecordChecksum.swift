/// The checksum of a document's record, which stands at the end of its line: `,"sum":"89abcdef"}`.
///
/// It is over the line without it and, unless that is in a Zstandard frame, which has its own, the text as it is stored.
enum RecordChecksum {
    private static let key = Array(",\"sum\":\"".utf8)
    private static let end = Array("\"}".utf8)

    /// What takes the place of the brace at the end of the line.
    static func text(line: [UInt8], text: [UInt8]) -> String {
        let sum = line.withUnsafeBufferPointer { line in
            text.withUnsafeBufferPointer { checksum(line[..<(line.count - 1)], $0[...]) }
        }
        return String(decoding: key, as: UTF8.self) + sum + String(decoding: end, as: UTF8.self)
    }

    /// True for a line without a checksum as well.
    static func isRight(line: UnsafeBufferPointer<UInt8>, text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let start = line.count - key.count - Checksum.digitCount - end.count
        guard start > 0, line[start...].starts(with: key), line.suffix(end.count).elementsEqual(end) else {
            return true
        }
        return line[(start + key.count)...].prefix(Checksum.digitCount).elementsEqual(
            checksum(line[..<start], text).utf8)
    }

    private static func checksum(
        _ line: Slice<UnsafeBufferPointer<UInt8>>, _ text: Slice<UnsafeBufferPointer<UInt8>>
    ) -> String {
        var sum = Checksum()
        sum.add(line)
        sum.add(text)
        return sum.text
    }
}
