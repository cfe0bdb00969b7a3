package import Analysis

/// Finds in a text what one clause of a query asks for, to verify it and to show it.
package struct ClauseMatcher {
    private enum Sought {
        case sequence(Needle)
        case word(Needle, stem: [UInt8], QueryAnalyzer)
        case question(whole: Needle, parts: [Needle])
    }

    private let sought: Sought

    /// What is longer than this in all is not looked for any further: it cannot change the snippet for the better.
    private static let mostMatches = 2000

    /// Tokens one after another.
    package static func sequence(_ tokens: [Token]) -> ClauseMatcher {
        ClauseMatcher(sought: .sequence(Needle(tokens)))
    }

    /// A word, or another with the same stem.
    package static func word(_ token: Token, stem: [UInt8], analyzer: QueryAnalyzer) -> ClauseMatcher {
        ClauseMatcher(sought: .word(Needle([token]), stem: stem, analyzer))
    }

    /// Tokens one after another, or any pair of characters, word or number of them.
    package static func question(_ tokens: [Token]) -> ClauseMatcher {
        ClauseMatcher(sought: .question(whole: Needle(tokens), parts: parts(of: tokens).map { Needle([$0]) }))
    }

    /// True when the text has what the clause asks for: all of a sequence, any form of a word, any piece of a question.
    package func isSatisfied(by text: FoldedText) -> Bool {
        switch sought {
        case .sequence(let needle): needle.isFound(in: text)
        case .word(let needle, _, _): needle.isFound(in: text) || !matches(in: text).isEmpty
        case .question(_, let parts): parts.contains { $0.isFound(in: text) }
        }
    }

    /// True when the text contains the clause's tokens one after another.
    package func isContainedWhole(in text: FoldedText) -> Bool {
        switch sought {
        case .sequence(let needle), .word(let needle, _, _), .question(let needle, _): needle.isFound(in: text)
        }
    }

    /// What to highlight, ascending, merged where it overlaps; ranges of the folded bytes.
    package func matches(in text: FoldedText) -> [FoldedMatch] {
        text.bytes.withUnsafeBufferPointer { bytes in
            switch sought {
            case .sequence(let needle):
                return needle.matches(in: bytes, limit: Self.mostMatches).map { FoldedMatch(range: $0, isWhole: true) }
            case .word(let needle, let stem, let analyzer):
                let exact = needle.matches(in: bytes, limit: Self.mostMatches)
                let ranges = exact.isEmpty ? words(withStem: stem, in: bytes, analyzer) : exact
                return ranges.map { FoldedMatch(range: $0, isWhole: true) }
            case .question(let whole, let parts):
                let exact = whole.matches(in: bytes, limit: Self.mostMatches)
                if !exact.isEmpty { return exact.map { FoldedMatch(range: $0, isWhole: true) } }
                let pieces = parts.flatMap { $0.matches(in: bytes, limit: Self.mostMatches / parts.count + 1) }
                return merged(pieces).map { FoldedMatch(range: $0, isWhole: false) }
            }
        }
    }

    private func words(
        withStem stem: [UInt8], in bytes: UnsafeBufferPointer<UInt8>, _ analyzer: QueryAnalyzer
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        Segmenter().forEachSegment(in: bytes) { segment in
            // Stemming every word of a book would take longer than the search: a stem keeps the word's beginning.
            guard segment.kind == .word, ranges.count < Self.mostMatches,
                stem.count < 2 || bytes[segment.range.lowerBound] == stem[1],
                analyzer.stem(of: UnsafeBufferPointer(rebasing: bytes[segment.range])) == stem
            else { return }
            ranges.append(segment.range)
        }
        return ranges
    }

    /// The pieces of a question that are worth a mark: pairs of characters, words, numbers.
    private static func parts(of tokens: [Token]) -> [Token] {
        var parts: [Token] = []
        for token in tokens {
            guard case .grams(_, let pairs) = token.terms, !pairs.isEmpty else {
                parts.append(token)
                continue
            }
            for pair in pairs {
                var part = token
                part.text = pair
                parts.append(part)
            }
        }
        var seen = Set<[UInt8]>()
        return parts.filter { seen.insert($0.text).inserted }
    }

    private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}

/// A place in folded text that a clause asks for.
package struct FoldedMatch: Hashable, Sendable {
    /// Bytes of the folded text.
    package var range: Range<Int>
    /// The clause as a whole, not only a piece of it.
    package var isWhole: Bool

    package init(range: Range<Int>, isWhole: Bool) {
        self.range = range
        self.isWhole = isWhole
    }
}
