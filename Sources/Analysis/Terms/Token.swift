/// One segment of a query: its folded text, what stands before it, and the terms that documents have for it.
package struct Token: Hashable, Sendable {
    package var kind: Segment.Kind
    /// The folded text; for a name with signs, with them.
    package var text: [UInt8]
    /// How many bytes of signs stand before and after the word in `text`.
    package var leadingSigns: Int
    package var trailingSigns: Int
    package var gap: Segment.Gap
    /// Where it stands in what was analyzed, in UTF-8 bytes.
    package var sourceRange: Range<Int>
    package var terms: Terms

    package enum Terms: Hashable, Sendable {
        /// A CJK run: its characters, and its pairs of neighbours (none for a single character), each in text order.
        case grams(characters: [[UInt8]], pairs: [[UInt8]])
        /// Anything else: one term, the term of the word without its signs, and for a word of a language its stem
        /// (beginning with `Z`).
        case word([UInt8], bare: [UInt8], stem: [UInt8]?)
    }
}

extension Token {
    /// The number of characters of a CJK run, 0 for anything else.
    package var characterCount: Int {
        if case .grams(let characters, _) = terms { characters.count } else { 0 }
    }
}
