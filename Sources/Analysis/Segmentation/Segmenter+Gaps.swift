extension Segmenter {
    /// Where the blanks and line breaks that begin at the offset end; the offset itself when there are none.
    ///
    /// The end of a paragraph is no blank.
    package func endOfBlanks(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        end(from: offset, in: bytes) { $0 == .blank || $0 == .newline }
    }

    /// Where the blanks, line breaks and marks that begin at the offset end; the offset itself when there are none.
    package func endOfSeparators(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        end(from: offset, in: bytes) { $0 == .blank || $0 == .newline || $0 == .mark || $0 == .combining }
    }

    private func end(
        from offset: Int, in bytes: UnsafeBufferPointer<UInt8>, while belongs: (CharacterKind) -> Bool
    ) -> Int {
        var at = offset
        while at < bytes.count {
            let (codePoint, length) = UTF8Bytes.decode(bytes, at: at)
            guard belongs(CharacterKinds.shared[codePoint]) else { break }
            at += length
        }
        return at
    }
}
