/// A text as it is stored: twice its bytes in UTF-8, plus one if it is framed; then its characters, coded, and in a
/// Zstandard frame if so.
enum CodedText {
    /// - Parameter text: valid UTF-8.
    static func encode(_ text: UnsafeBufferPointer<UInt8>, isFramed: Bool) -> [UInt8] {
        var stored: [UInt8] = []
        stored.append(varint: 2 * text.count + (isFramed ? 1 : 0))
        let code = CharacterCode.encode(text)
        stored += isFramed ? code.withUnsafeBufferPointer(Zstandard.compress) : code
        return stored
    }

    /// Whether it is in a frame, which has a checksum.
    static func isFramed(_ stored: UnsafeBufferPointer<UInt8>) -> Bool {
        stored.first.map { $0 & 1 == 1 } ?? false
    }

    /// The bytes of the text, as what is stored says without being read.
    ///
    /// Throws: `TextBlockError.malformed`.
    static func byteCount(_ stored: UnsafeBufferPointer<UInt8>) throws(TextBlockError) -> Int {
        var reader = VarintReader(rest: stored)
        return try reader.number() / 2
    }

    /// The text, valid UTF-8 in any case.
    ///
    /// Throws: `TextBlockError.malformed` when it is not what `encode` gave, or would take more than the limit.
    static func decode(_ stored: UnsafeBufferPointer<UInt8>, limitBytes: Int) throws(TextBlockError) -> [UInt8] {
        var reader = VarintReader(rest: stored)
        let byteCount = try reader.number() / 2
        guard byteCount <= limitBytes else { throw .malformed }
        var text: [UInt8]?
        if isFramed(stored) {
            // A code is never longer than its text.
            let code = Zstandard.decompress(reader.rest, limitBytes: byteCount)
            text = code?.withUnsafeBufferPointer { CharacterCode.decode($0, byteCount: byteCount) }
        } else {
            text = CharacterCode.decode(reader.rest, byteCount: byteCount)
        }
        guard let text else { throw .malformed }
        return text
    }
}
