internal import Glibc

/// Joins lines that were broken inside a run of an unspaced script.
///
/// A single line break between two characters of Han or kana, with the blanks around it, is nothing. Between Hangul,
/// which is written with blanks, it stays a blank; a paragraph's end was marked before and is no line break any more.
enum HardWraps {
    /// Removes the joined line breaks in place, moving what follows.
    ///
    /// Returns the removed ranges, in the offsets before the removal, ascending.
    static func join(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> [Range<Int>] {
        guard let start = bytes.baseAddress else { return [] }
        let kinds = CharacterKinds.shared
        let text = UnsafeBufferPointer(bytes)
        var removed: [Range<Int>] = []
        var at = 0
        // Removal shifts bytes only behind the place that is read, so offsets ahead stay true.
        var kept = 0
        var copiedUpTo = 0
        while at < bytes.count, let found = memchr(start + at, 0x0A, bytes.count - at) {
            let lineBreak = UnsafeRawPointer(start).distance(to: UnsafeRawPointer(found))
            let before = lowerEdge(of: lineBreak, in: text, notBelow: copiedUpTo, kinds)
            let after = upperEdge(of: lineBreak, in: text, kinds)
            at = max(after, lineBreak + 1)
            guard after < text.count, kinds[UTF8Bytes.decode(text, at: after).codePoint] == .unspaced,
                followsUnspaced(before, in: text, notBelow: copiedUpTo, kinds)
            else { continue }
            memmove(start + kept, start + copiedUpTo, before - copiedUpTo)
            kept += before - copiedUpTo
            copiedUpTo = after
            removed.append(before..<after)
        }
        memmove(start + kept, start + copiedUpTo, bytes.count - copiedUpTo)
        return removed
    }

    /// Where the blanks before a line break begin.
    private static func lowerEdge(
        of lineBreak: Int, in text: UnsafeBufferPointer<UInt8>, notBelow limit: Int, _ kinds: CharacterKinds
    ) -> Int {
        var edge = lineBreak
        while edge > limit {
            let start = UTF8Bytes.start(before: edge, in: text)
            guard kinds[UTF8Bytes.decode(text, at: start).codePoint] == .blank else { break }
            edge = start
        }
        return edge
    }

    /// True when an unspaced character, with the combining marks on it, ends at an offset.
    private static func followsUnspaced(
        _ offset: Int, in text: UnsafeBufferPointer<UInt8>, notBelow limit: Int, _ kinds: CharacterKinds
    ) -> Bool {
        var at = offset
        while at > limit {
            at = UTF8Bytes.start(before: at, in: text)
            let kind = kinds[UTF8Bytes.decode(text, at: at).codePoint]
            guard kind == .combining else { return kind == .unspaced }
        }
        return false
    }

    /// Where the blanks after a line break end. A second line break is no blank.
    private static func upperEdge(
        of lineBreak: Int, in text: UnsafeBufferPointer<UInt8>, _ kinds: CharacterKinds
    ) -> Int {
        var edge = lineBreak + 1
        while edge < text.count {
            let (codePoint, length) = UTF8Bytes.decode(text, at: edge)
            guard kinds[codePoint] == .blank else { break }
            edge += length
        }
        return edge
    }
}
