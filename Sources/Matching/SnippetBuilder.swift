package import Analysis

/// Chooses the window of a text that shows most of a query, and cuts it where a sentence, a clause or a word ends.
package struct SnippetBuilder: Sendable {
    /// The width of the window in columns: about two lines of a terminal.
    static let widthColumns = 160
    /// Matches whose beginnings and ends lie within so many bytes may share a window: 50 Han characters.
    private static let reachBytes = 150

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
        let marks = merged(candidates[best].map(\.source))
        return cut(text, around: marks)
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

    /// The neighbouring candidates that show most of the query; the first such place wins.
    private func bestWindow(_ candidates: [Candidate], _ folded: FoldedText) -> Range<Int>? {
        var best: (window: Range<Int>, score: Double)?
        for first in candidates.indices {
            var end = first
            var score = 0.0
            var seen = Set<ArraySlice<UInt8>>()
            while end < candidates.count,
                end == first
                    || candidates[end].source.upperBound - candidates[first].source.lowerBound <= Self.reachBytes
            {
                let match = candidates[end].match
                let shown = folded.bytes[match.range]
                // Another part of the query is worth its length; the same once more hardly anything.
                score +=
                    seen.insert(shown).inserted
                    ? Double(shown.count) * (match.isWhole ? 2 : 1) : 0.01 * Double(shown.count)
                end += 1
            }
            if best.map({ score > $0.score }) ?? true { best = (first..<end, score) }
        }
        return best?.window
    }

    private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var merged: [Range<Int>] = []
        for range in ranges where !range.isEmpty {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }

    // MARK: Cutting it out

    private func cut(_ text: UnsafeBufferPointer<UInt8>, around marks: [Range<Int>]) -> Snippet {
        guard let first = marks.first, let last = marks.last else { return beginning(of: text) }
        let core = String(decoding: text[first.lowerBound..<last.upperBound], as: UTF8.self)
        let budget = max(Self.widthColumns - core.reduce(0) { $0 + DisplayWidth.columns($1) }, 40)
        let before = context(before: first.lowerBound, in: text, columns: budget / 3)
        let after = context(after: last.upperBound, in: text, columns: budget - budget / 3)

        var pieces: [Snippet.Piece] = []
        func add(_ string: String, isMatch: Bool) {
            if !string.isEmpty { pieces.append(Snippet.Piece(text: string, isMatch: isMatch)) }
        }
        add(before, isMatch: false)
        var at = first.lowerBound
        for mark in marks {
            add(String(decoding: text[at..<mark.lowerBound], as: UTF8.self), isMatch: false)
            add(String(decoding: text[mark], as: UTF8.self), isMatch: true)
            at = mark.upperBound
        }
        add(after, isMatch: false)
        return Snippet(pieces: pieces, firstMatchOffset: first.lowerBound)
    }

    private func beginning(of text: UnsafeBufferPointer<UInt8>) -> Snippet {
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
