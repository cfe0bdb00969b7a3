extension Segmenter {
    /// Where the blanks and line breaks that begin at the offset end; the offset itself when there are none.
    ///
    /// The end of a paragraph is no blank.
    package func endOfBlanks(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        end(from: offset, in: bytes) { $0 == .blank || $0 == .newline }
    }

    /// Where the blanks, line breaks and marks that begin at the end of a segment end; the offset itself when there are
    /// none.
    package func endOfSeparators(from offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        // A combining mark that touches a character belongs to it; anywhere else it is a mark like others.
        if offset > 0, offset < bytes.count, kind(at: offset, in: bytes) == .combining {
            let before = kind(at: UTF8Bytes.start(before: offset, in: bytes), in: bytes)
            if before == .unspaced || before == .spacedCJK || before == .letter || before == .combining {
                return offset
            }
        }
        return end(from: offset, in: bytes) { $0 == .blank || $0 == .newline || $0 == .mark || $0 == .combining }
    }

    private func kind(at offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> CharacterKind {
        CharacterKinds.shared[UTF8Bytes.decode(bytes, at: offset).codePoint]
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
