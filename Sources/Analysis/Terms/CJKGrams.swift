/// The characters of a CJK run and its pairs of neighbours, for documents and queries alike.
enum CJKGrams {
    struct Character {
        var codePoint: UInt32
        /// Byte offsets into the run.
        var range: Range<Int>

        /// True when grams of this character are kept as numbers: it takes three bytes of UTF-8.
        @inline(__always)
        var isPackable: Bool { codePoint >= 0x800 && codePoint < 0x10000 }
    }

    /// Calls `body` with each character of the run and the one before it.
    @inline(__always)
    static func forEach(
        in run: UnsafeBufferPointer<UInt8>, _ body: (_ previous: Character?, _ current: Character) -> Void
    ) {
        var previous: Character?
        var at = 0
        while at < run.count {
            let (codePoint, length) = UTF8Bytes.decode(run, at: at)
            let current = Character(codePoint: codePoint, range: at..<at + length)
            body(previous, current)
            previous = current
            at += length
        }
    }
}
