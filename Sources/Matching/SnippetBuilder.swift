package import Analysis

/// Chooses the window of a text that shows most of a query, and cuts it where a sentence, a clause or a word ends.
package struct SnippetBuilder: Sendable {
    /// The width of the window in columns: about two lines of a terminal.
    static let widthColumns = 160
    /// Matches whose beginnings and ends lie within so many bytes may share a window: 50 Han characters.
    private static let reachBytes = 150
    /// A match longer than this, 400 Han characters, is shown up to here: a phrase may match across any number of blanks
    /// and marks, and the pieces of a question may run together over pages.
    private static let longestMatchBytes = 1200

    package init() {}

    /// - Parameters:
    ///   - text: The document's text, valid UTF-8.
    ///   - folded: The same text folded.
    ///   - matches: For each clause of the query, what it marks in the folded text.
    /// - Returns: The best window, or the beginning of the text when there is no match.
    package func snippet(
        of text: UnsafeBufferPointer<UInt8>, folded: FoldedText, matches: [[FoldedMatch]]
    ) -> Snippet {
        let candidates = candidates(matches, folded)
        guard let best = bestWindow(candidates, folded) else { return beginning(of: text) }
        let marks = candidates[best.window].map(\.source).merged
        var snippet = cut(text, around: marks)
        snippet.worth = best.worth
        return snippet
    }

    // MARK: Choosing a window

    private struct Candidate {
        var clause: Int
        var match: FoldedMatch
        var source: Range<Int>
    }

    /// All matches, in the order of the text.
    private func candidates(_ matches: [[FoldedMatch]], _ folded: FoldedText) -> [Candidate] {
        matches.enumerated().flatMap { clause, matches in
            matches.map { Candidate(clause: clause, match: $0, source: folded.sourceRange(of: $0.range)) }
        }.sorted { ($0.source.lowerBound, $1.source.upperBound) < ($1.source.lowerBound, $0.source.upperBound) }
    }

    /// How often the candidates of a window show the same text.
    private struct Shown {
        var asWhole = 0
        var asPiece = 0

        /// What it is worth for each byte, in hundredths. Another part of the query is worth its length, and twice that as
        /// a whole clause; the same once more hardly anything.
        var worth: Int {
            asWhole + asPiece == 0 ? 0 : (asWhole > 0 ? 200 : 100) + asWhole + asPiece - 1
        }
    }

    /// The neighbouring candidates that show most of the query; the first such place wins.
    private func bestWindow(_ candidates: [Candidate], _ folded: FoldedText) -> (window: Range<Int>, worth: Int)? {
        var best: (window: Range<Int>, worth: Int)?
        var shown: [ArraySlice<UInt8>: Shown] = [:]
        var score = 0
        func count(_ candidate: Candidate, _ step: Int) {
            let match = candidate.match
            let text = folded.bytes[match.range]
            var entry = shown[text, default: Shown()]
            score -= entry.worth * text.count
            if match.isWhole { entry.asWhole += step } else { entry.asPiece += step }
            score += entry.worth * text.count
            shown[text] = entry.worth == 0 ? nil : entry
        }
        // The window slides: each candidate enters it once and leaves it once, however many lie in one place.
        var end = 0
        for first in candidates.indices {
            while end < candidates.count,
                end == first
                    || candidates[end].source.upperBound - candidates[first].source.lowerBound <= Self.reachBytes
            {
                count(candidates[end], 1)
                end += 1
            }
            if best.map({ score > $0.worth }) ?? true { best = (first..<end, score) }
            count(candidates[first], -1)
        }
        return best
    }

    // MARK: Cutting it out

    private func cut(_ text: UnsafeBufferPointer<UInt8>, around marks: [Range<Int>]) -> Snippet {
        guard let first = marks.first, let last = marks.last else { return beginning(of: text) }
        var end = min(last.upperBound, first.lowerBound + Self.longestMatchBytes)
        while end < last.upperBound, text[end] & 0xC0 == 0x80 { end -= 1 }
        let core = String(decoding: text[first.lowerBound..<end], as: UTF8.self)
        let budget = max(Self.widthColumns - core.reduce(0) { $0 + DisplayWidth.columns($1) }, 40)
        let before = context(before: first.lowerBound, in: text, columns: budget / 3)
        let after = end < last.upperBound ? "…" : context(after: end, in: text, columns: budget - budget / 3)

        var pieces: [Snippet.Piece] = []
        func add(_ string: String, isMatch: Bool) {
            if !string.isEmpty { pieces.append(Snippet.Piece(text: string, isMatch: isMatch)) }
        }
        add(before, isMatch: false)
        var at = first.lowerBound
        for mark in marks.map({ $0.clamped(to: first.lowerBound..<end) }) {
            add(String(decoding: text[at..<mark.lowerBound], as: UTF8.self), isMatch: false)
            add(String(decoding: text[mark], as: UTF8.self), isMatch: true)
            at = mark.upperBound
        }
        add(after, isMatch: false)
        return Snippet(pieces: pieces, firstMatchOffset: first.lowerBound)
    }

    /// The beginning of a text, valid UTF-8, with nothing marked.
    package func beginning(of text: UnsafeBufferPointer<UInt8>) -> Snippet {
        let start = text.firstIndex { $0 > 0x20 } ?? text.endIndex
        let shown = context(after: start, in: text, columns: Self.widthColumns)
        return Snippet(
            pieces: shown.isEmpty ? [] : [Snippet.Piece(text: shown, isMatch: false)], firstMatchOffset: nil)
    }

    /// What stands before an offset: from the beginning of a sentence when one begins within the columns, else of a
    /// clause, else of a word; `…` when that cuts a sentence.
    private func context(before offset: Int, in text: UnsafeBufferPointer<UInt8>, columns: Int) -> String {
        var start = max(0, offset - 8 * columns)
        while start < offset, start > 0, text[start] & 0xC0 == 0x80 { start += 1 }
        let reversed = String(decoding: text[start..<offset], as: UTF8.self).reversed().map { $0 }
        var edge = ContextEdge()
        var used = 0
        for (index, character) in reversed.enumerated() {
            used += DisplayWidth.columns(character)
            let next = index + 1 < reversed.count ? reversed[index + 1] : nil
            if ContextEdge.endsParagraph(character, next) {
                edge.note(.sentence, at: index)
                return String(reversed[..<edge.count].reversed()).trimmingLeadingBlanks
            }
            if index > 0 {
                edge.note(ContextEdge.strength(ofCutAfter: character, before: reversed[index - 1]), at: index)
            }
            if used > columns {
                return edge.ellipsis + String(reversed[..<edge.count].reversed()).trimmingLeadingBlanks
            }
        }
        if start == 0 { return String(reversed.reversed()).trimmingLeadingBlanks }
        return edge.ellipsis + String(reversed[..<edge.count].reversed()).trimmingLeadingBlanks
    }

    /// What stands after an offset: to the end of a sentence when one ends within the columns, else of a clause, else
    /// of a word; `…` when that cuts a sentence.
    private func context(after offset: Int, in text: UnsafeBufferPointer<UInt8>, columns: Int) -> String {
        var end = min(text.count, offset + 8 * columns)
        while end > offset, end < text.count, text[end] & 0xC0 == 0x80 { end -= 1 }
        let characters = String(decoding: text[offset..<end], as: UTF8.self).map { $0 }
        var edge = ContextEdge()
        var used = 0
        for (index, character) in characters.enumerated() {
            used += DisplayWidth.columns(character)
            let next = index + 1 < characters.count ? characters[index + 1] : nil
            if ContextEdge.endsParagraph(character, next) {
                return String(characters[..<index])
            }
            if used > columns { return String(characters[..<edge.count]) + edge.ellipsis }
            if let next { edge.note(ContextEdge.strength(ofCutAfter: character, before: next), at: index + 1) }
        }
        if end == text.count { return String(characters).trimmingTrailingBlanks }
        return String(characters[..<edge.count]) + edge.ellipsis
    }
}
