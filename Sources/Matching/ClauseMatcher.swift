package import Analysis

/// Finds in a text what one clause of a query asks for, to verify it and to show it.
package struct ClauseMatcher {
    private enum Sought {
        case sequence(Needle)
        case word(Needle, stem: [UInt8], QueryAnalyzer)
        case question(whole: Needle, parts: [Needle], stems: Set<[UInt8]>, QueryAnalyzer)
    }

    private let sought: Sought

    /// More matches than this are not looked for: they cannot change the snippet for the better.
    private static let mostMatches = 2000

    /// Tokens one after another.
    package static func sequence(_ tokens: [Token]) -> ClauseMatcher {
        ClauseMatcher(sought: .sequence(Needle(tokens)))
    }

    /// A word, or another with the same stem.
    package static func word(_ token: Token, stem: [UInt8], analyzer: QueryAnalyzer) -> ClauseMatcher {
        ClauseMatcher(sought: .word(Needle([token]), stem: stem, analyzer))
    }

    /// Tokens one after another, or any pair of characters, word in any of its forms or number of them.
    package static func question(_ tokens: [Token], analyzer: QueryAnalyzer) -> ClauseMatcher {
        var stems: Set<[UInt8]> = []
        var others: [Token] = []
        for token in tokens {
            guard case .word(_, _, let stem?) = token.terms else {
                others.append(token)
                continue
            }
            stems.insert(stem)
        }
        return ClauseMatcher(
            sought: .question(
                whole: Needle(tokens), parts: parts(of: others).map { Needle([$0]) }, stems: stems, analyzer))
    }

    /// True when the text has what the clause asks for: all of a sequence, any form of a word, any piece of a question.
    ///
    /// - Parameter range: where in the folded text it must begin; anywhere without one.
    package func isSatisfied(by text: FoldedText, beginningIn range: Range<Int>? = nil) -> Bool {
        switch sought {
        case .sequence(let needle): needle.isFound(in: text, beginningIn: range)
        case .word(let needle, let stem, let analyzer):
            needle.isFound(in: text, beginningIn: range) || hasWord(withStems: [stem], text, range, analyzer)
        case .question(_, let parts, let stems, let analyzer):
            parts.contains { $0.isFound(in: text, beginningIn: range) }
                || hasWord(withStems: stems, text, range, analyzer)
        }
    }

    /// True when the text contains the clause's tokens one after another.
    package func isContainedWhole(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> Bool {
        switch sought {
        case .sequence(let needle), .word(let needle, _, _), .question(let needle, _, _, _):
            needle.isFound(in: text, beginningIn: range)
        }
    }

    /// What to highlight, ascending; ranges of the folded bytes. The pieces of a question may overlap.
    package func matches(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> [FoldedMatch] {
        text.bytes.withUnsafeBufferPointer { bytes in
            let range = range ?? 0..<bytes.count
            func matches(_ needle: Needle, limit: Int = Self.mostMatches) -> [Range<Int>] {
                needle.matches(in: bytes, beginningIn: range, limit: limit)
            }
            switch sought {
            case .sequence(let needle):
                return matches(needle).map { FoldedMatch(range: $0, isWhole: true) }
            case .word(let needle, let stem, let analyzer):
                let exact = matches(needle)
                let ranges =
                    exact.isEmpty
                    ? words(withStems: [stem], in: bytes, range, Self.mostMatches, analyzer).map(\.range) : exact
                return ranges.map { FoldedMatch(range: $0, isWhole: true) }
            case .question(let whole, let parts, let stems, let analyzer):
                let exact = matches(whole)
                if !exact.isEmpty { return exact.map { FoldedMatch(range: $0, isWhole: true) } }
                var pieces = parts.enumerated().flatMap { piece, part in
                    matches(part, limit: Self.mostMatches / parts.count + 1).map {
                        FoldedMatch(range: $0, isWhole: false, piece: piece)
                    }
                }
                let numbers = Dictionary(uniqueKeysWithValues: zip(stems, parts.count...))
                for word in words(withStems: stems, in: bytes, range, Self.mostMatches, analyzer) {
                    pieces.append(FoldedMatch(range: word.range, isWhole: false, piece: numbers[word.stem] ?? 0))
                }
                return pieces.sorted { $0.range.lowerBound < $1.range.lowerBound }
            }
        }
    }

    private func hasWord(
        withStems stems: Set<[UInt8]>, _ text: FoldedText, _ range: Range<Int>?, _ analyzer: QueryAnalyzer
    ) -> Bool {
        text.bytes.withUnsafeBufferPointer { bytes in
            !words(withStems: stems, in: bytes, range ?? 0..<bytes.count, 1, analyzer).isEmpty
        }
    }

    /// The words that have one of the stems and begin in a range, ascending.
    private func words(
        withStems stems: Set<[UInt8]>, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ limit: Int,
        _ analyzer: QueryAnalyzer
    ) -> [(range: Range<Int>, stem: [UInt8])] {
        guard !stems.isEmpty else { return [] }
        var words: [(range: Range<Int>, stem: [UInt8])] = []
        Segmenter().forEachSegment(in: bytes) { segment in
            guard segment.kind == .word, words.count < limit, range.contains(segment.range.lowerBound) else { return }
            let word = UnsafeBufferPointer(rebasing: bytes[segment.range])
            guard stems.contains(where: { analyzer.mayHaveStem(word, $0) }),
                let stem = analyzer.stem(of: word), stems.contains(stem)
            else { return }
            words.append((segment.range, stem))
        }
        return words
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
}

/// A place in folded text that a clause asks for.
package struct FoldedMatch: Hashable, Sendable {
    /// Bytes of the folded text.
    package var range: Range<Int>
    /// The clause as a whole, not only a piece of it.
    package var isWhole: Bool
    /// Which of the clause's pieces it is, counted from 0; 0 for the whole.
    package var piece: Int

    package init(range: Range<Int>, isWhole: Bool, piece: Int = 0) {
        self.range = range
        self.isWhole = isWhole
        self.piece = piece
    }
}
