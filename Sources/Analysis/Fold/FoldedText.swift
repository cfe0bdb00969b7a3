/// Folded text and the way back to the text it came from. A match is looked for in `bytes` and shown in the original.
package struct FoldedText: Hashable, Sendable {
    /// Valid UTF-8. A paragraph's end is U+001E, a line break inside a paragraph that was not joined is U+000A.
    package let bytes: [UInt8]

    private let map: OffsetMap

    init(bytes: [UInt8], map: OffsetMap) {
        self.bytes = bytes
        self.map = map
    }

    /// The range of the original text that a range of the folded text stands for.
    ///
    /// A range that cuts what folding made of one character (`㎞` folds to `km`) is mapped to the whole character.
    package func sourceRange(of folded: Range<Int>) -> Range<Int> {
        map.source(of: folded)
    }

    /// The first offset of the folded text that stands for nothing before an offset of the original.
    package func foldedOffset(ofSource offset: Int) -> Int {
        var (low, high) = (0, bytes.count)
        while low < high {
            let middle = (low + high) / 2
            if map.source(of: middle..<middle).lowerBound < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
