package import Analysis
internal import CLinux

/// Tokens that must stand one after another in folded text.
///
/// Between two tokens typed without a gap (`小米5`, `MIX2`) blanks may stand, because the kind of character changes
/// there; where a blank or a mark was typed, at least one blank or mark must stand. Nothing crosses a paragraph's end.
/// CJK text matches anywhere in a run, words and numbers only as a whole, or from their beginning on when only that was
/// typed of the last.
package struct Needle: Sendable {
    private struct Part: Hashable, Sendable {
        /// The folded text without signs: it must be a whole segment.
        var text: [UInt8]
        /// What must stand right before and behind it, such as the `++` of `c++`.
        var leadingSigns: [UInt8]
        var trailingSigns: [UInt8]
        var kind: Segment.Kind
        /// A blank or mark must stand before it.
        var needsGap: Bool
        /// It is only the beginning of a segment; what is found is the whole one.
        var isPrefix: Bool
    }

    private let parts: [Part]
    private let segmenter = Segmenter()

    /// - Parameters:
    ///   - tokens: At least one.
    ///   - lastIsPrefix: the last token is the beginning of a word or number, of any name whatever its signs.
    package init(_ tokens: [Token], lastIsPrefix: Bool = false) {
        precondition(!tokens.isEmpty, "a needle of nothing")
        parts = tokens.enumerated().map { index, token in
            let isPrefix = lastIsPrefix && index == tokens.count - 1
            return Part(
                text: Array(token.text.dropFirst(token.leadingSigns).dropLast(token.trailingSigns)),
                leadingSigns: isPrefix ? [] : Array(token.text.prefix(token.leadingSigns)),
                trailingSigns: isPrefix ? [] : Array(token.text.suffix(token.trailingSigns)), kind: token.kind,
                needsGap: index > 0 && token.gap != .none, isPrefix: isPrefix)
        }
    }

    /// The first match at or after an offset, as a range of the folded bytes.
    package func firstMatch(in bytes: UnsafeBufferPointer<UInt8>, from offset: Int = 0) -> Range<Int>? {
        guard let base = bytes.baseAddress else { return nil }
        let first = parts[0].text
        var at = offset
        while at + first.count <= bytes.count,
            let found = clinux_find(base + at, bytes.count - at, first, first.count)
        {
            let start = base.distance(to: found)
            if let match = match(at: start, in: bytes) { return match }
            at = start + 1
        }
        return nil
    }

    /// The matches that begin in a range of the bytes, not overlapping, at most `limit`.
    package func matches(
        in bytes: UnsafeBufferPointer<UInt8>, beginningIn range: Range<Int>, limit: Int
    ) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        var at = range.lowerBound
        while matches.count < limit, let match = firstMatch(in: bytes, from: at), match.lowerBound < range.upperBound {
            // Signs before the word may lie before the range.
            if match.lowerBound >= range.lowerBound { matches.append(match) }
            at = match.upperBound
        }
        return matches
    }

    /// All matches, also those that overlap, ascending.
    func occurrences(in bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var at = 0
        while let match = firstMatch(in: bytes, from: at) {
            found.append(match)
            at = match.lowerBound + parts[0].leadingSigns.count + 1
        }
        return found
    }

    /// True when the tokens begin in a range of the folded text, or anywhere in it.
    package func isFound(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> Bool {
        text.bytes.withUnsafeBufferPointer { bytes in
            !matches(in: bytes, beginningIn: range ?? 0..<bytes.count, limit: 1).isEmpty
        }
    }

    /// The match whose first token's text, without signs, begins at the offset.
    func match(at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Range<Int>? {
        guard var end = end(of: parts[0], at: start, in: bytes) else { return nil }
        for part in parts.dropFirst() {
            // The scan for a gap passes leading signs, which are marks; the scan for blanks stops before them.
            let next =
                part.needsGap
                ? segmenter.endOfSeparators(from: end, in: bytes)
                : segmenter.endOfBlanks(from: end, in: bytes) + part.leadingSigns.count
            guard !part.needsGap || next > end, let partEnd = self.end(of: part, at: next, in: bytes) else {
                return nil
            }
            end = partEnd
        }
        return start - parts[0].leadingSigns.count..<end
    }

    /// Where a part ends whose text, without signs, begins at the offset; nil when it does not stand there.
    private func end(of part: Part, at start: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let range = start..<start + part.text.count
        let signedRange = start - part.leadingSigns.count..<range.upperBound + part.trailingSigns.count
        guard signedRange.lowerBound >= 0, signedRange.upperBound <= bytes.count,
            bytes[range].elementsEqual(part.text),
            bytes[signedRange.lowerBound..<start].elementsEqual(part.leadingSigns),
            bytes[range.upperBound..<signedRange.upperBound].elementsEqual(part.trailingSigns)
        else { return nil }
        if part.isPrefix { return segmenter.endOfSegment(beginningWith: range, kind: part.kind, in: bytes) }
        guard segmenter.isWholeSegment(range, kind: part.kind, in: bytes) else { return nil }
        return signedRange.upperBound
    }
}
