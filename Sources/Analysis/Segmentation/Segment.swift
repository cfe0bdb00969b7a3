/// A run of folded text of one kind, and what stands between it and the run before.
package struct Segment: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        /// Han, kana, Hangul, bopomofo: indexed as characters and pairs.
        case cjk
        /// Letters and marks of a spaced script.
        case word
        /// Digits, with `.` and thousands' `,` inside.
        case number
        /// One emoji.
        case pictograph
    }

    /// What stands before a segment, the strongest separator wins.
    package enum Gap: UInt8, Comparable, Sendable {
        /// Nothing: the run before touches it.
        case none
        /// Blanks and line breaks only.
        case blank
        /// At least one mark.
        case marks
        /// The end of a paragraph, or the beginning of the text.
        case paragraph

        package static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
    }

    package var kind: Kind
    /// Byte offsets into the folded text.
    package var range: Range<Int>
    package var gap: Gap
    /// The same with the signs of a name such as `c++`, `c#` or `.net`; equal to `range` for everything else.
    package var signedRange: Range<Int>
}
