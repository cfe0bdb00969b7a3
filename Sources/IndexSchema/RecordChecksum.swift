/// The checksum of a document's record, which stands at the end of its line: `,"sum":"89abcdef"}`.
///
/// It is over the line without it and, unless that is in a Zstandard frame, which has its own, the text as it is stored.
enum RecordChecksum {
    private static let key = Array(",\"sum\":\"".utf8)
    private static let end = Array("\"}".utf8)

    /// Puts it before the brace at the end of the line.
    static func add(to line: inout [UInt8], text: UnsafeBufferPointer<UInt8>) {
        line.removeLast()
        let sum = line.withUnsafeBufferPointer { checksum($0[...], text[...]) }
        line += key
        line += sum.utf8
        line += end
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
