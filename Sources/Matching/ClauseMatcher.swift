package import Analysis

/// Finds in a text what one clause of a query asks for, to verify it and to show it.
package struct ClauseMatcher: Sendable {
    private enum Sought: Sendable {
        case sequence
        case word(PieceFinder)
        case near(NearNeedle)
        case question(PieceFinder)
    }

    private let sought: Sought
    /// The clause's tokens one after another.
    private let whole: Needle

    /// More matches than this are not looked for: they cannot change the snippet for the better.
    private static let mostMatches = 2000

    /// Tokens one after another; `lastIsPrefix` when the last is only the beginning of a word or number.
    package static func sequence(_ tokens: [Token], lastIsPrefix: Bool = false) -> ClauseMatcher {
        ClauseMatcher(sought: .sequence, whole: Needle(tokens, lastIsPrefix: lastIsPrefix))
    }

    /// A word, or another with the same stem.
    package static func word(_ token: Token, analyzer: QueryAnalyzer) -> ClauseMatcher {
        ClauseMatcher(sought: .word(PieceFinder([token], analyzer: analyzer)), whole: Needle([token]))
    }

    /// Both, in either order, with at most so many characters between them; a paragraph's end counts as one.
    package static func near(_ first: [Token], _ second: [Token], characters: Int) -> ClauseMatcher {
        ClauseMatcher(
            sought: .near(NearNeedle(first: Needle(first), second: Needle(second), characters: characters)),
            whole: Needle(first + second))
    }

    /// Tokens one after another, or any pair of characters, word in any of its forms or number of them.
    package static func question(_ tokens: [Token], analyzer: QueryAnalyzer) -> ClauseMatcher {
        ClauseMatcher(sought: .question(PieceFinder(tokens, analyzer: analyzer)), whole: Needle(tokens))
    }

    /// True when the text has what the clause asks for: all of a sequence, any form of a word, any piece of a question.
    ///
    /// - Parameter range: where in the folded text it must begin; anywhere without one.
    package func isSatisfied(by text: FoldedText, beginningIn range: Range<Int>? = nil) -> Bool {
        switch sought {
        case .sequence:
            return whole.isFound(in: text, beginningIn: range)
        case .near(let needle):
            return text.bytes.withUnsafeBufferPointer { bytes in
                !needle.pieces(in: bytes, beginningIn: range ?? 0..<bytes.count).isEmpty
            }
        case .word(let finder), .question(let finder):
            // The word as it was typed is found faster than a form of it.
            if case .word = sought, whole.isFound(in: text, beginningIn: range) { return true }
            return text.bytes.withUnsafeBufferPointer { bytes in
                !finder.matches(in: bytes, beginningIn: range ?? 0..<bytes.count, limit: 1).isEmpty
            }
        }
    }

    /// True when the text contains the clause's tokens one after another.
    package func isContainedWhole(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> Bool {
        whole.isFound(in: text, beginningIn: range)
    }

    /// What to highlight, ascending; ranges of the folded bytes. Those of a question's pieces or of two that stand near each
    /// other may overlap.
    package func matches(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> [FoldedMatch] {
        text.bytes.withUnsafeBufferPointer { bytes in
            let range = range ?? 0..<bytes.count
            if case .near(let needle) = sought {
                // A piece of the first and one of the second needle in turn, and some of them twice.
                let pieces = needle.pieces(in: bytes, beginningIn: range).enumerated().map { index, piece in
                    FoldedMatch(range: piece, isWhole: true, piece: index % 2)
                }
                return Array(Set(pieces).sorted().prefix(Self.mostMatches))
            }
            let exact = whole.matches(in: bytes, beginningIn: range, limit: Self.mostMatches)
            if !exact.isEmpty { return exact.map { FoldedMatch(range: $0, isWhole: true) } }
            switch sought {
            case .sequence, .near: return []
            case .word(let finder):
                return finder.matches(in: bytes, beginningIn: range, limit: Self.mostMatches).map {
                    FoldedMatch(range: $0.range, isWhole: true)
                }
            case .question(let finder):
                return finder.matches(in: bytes, beginningIn: range, limit: Self.mostMatches)
                    .sorted()
            }
        }
    }
}

/// A place in folded text that a clause asks for.
package struct FoldedMatch: Hashable, Comparable, Sendable {
    /// Bytes of the folded text.
    package var range: Range<Int>
    /// The clause as a whole, not only a piece of it.
    package var isWhole: Bool
    /// Which of the clause's pieces it is, counted from 0; 0 for the whole. Of two near each other each is one.
    package var piece: Int

    package init(range: Range<Int>, isWhole: Bool, piece: Int = 0) {
        self.range = range
        self.isWhole = isWhole
        self.piece = piece
    }

    /// By where they begin.
    package static func < (a: FoldedMatch, b: FoldedMatch) -> Bool {
        (a.range.lowerBound, a.range.upperBound, a.piece) < (b.range.lowerBound, b.range.upperBound, b.piece)
    }
}
