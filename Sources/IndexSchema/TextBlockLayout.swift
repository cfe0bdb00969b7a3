/// How long texts are cut into blocks.
///
/// A short text is one piece. Of a long one only the blocks are read that a match can be in. A block that does not end
/// with a paragraph may have matches that run on into the next, so what is looked at is its *window*: some bytes before
/// it, itself, and some of the next. A match belongs to the block in which it begins.
package struct TextBlockLayout: Hashable, Sendable {
    /// Texts up to this are not cut.
    package var wholeBytes: Int
    /// The longest block. None but the last is shorter than half of it.
    package var blockBytes: Int
    /// How much of the next block a window has; at most half a block. A longer match is not found where it crosses.
    package var bytesAfter: Int
    /// How much of the block before a window has: enough to tell the kind of what is cut, and for a snippet.
    package var bytesBefore: Int

    package init(
        wholeBytes: Int = 256 << 10, blockBytes: Int = 64 << 10, bytesAfter: Int = 16 << 10, bytesBefore: Int = 1 << 10
    ) {
        precondition(
            blockBytes >= 8 && bytesAfter <= blockBytes / 2 && bytesBefore <= blockBytes / 2, "windows reach too far")
        self.wholeBytes = wholeBytes
        self.blockBytes = blockBytes
        self.bytesAfter = bytesAfter
        self.bytesBefore = bytesBefore
    }

    /// A piece of a text.
    package struct Cut: Hashable, Sendable {
        /// Bytes of the text.
        package var range: Range<Int>
        /// The line of the text, from 1, on which it begins.
        package var firstLine: Int
        /// Nothing that could be found crosses its end.
        package var endsParagraph: Bool
    }

    /// Cuts valid UTF-8 into blocks: behind a paragraph if possible, else behind a line, else behind a mark or blank,
    /// else between two Han characters, else between any two.
    package func cut(_ text: UnsafeBufferPointer<UInt8>) -> [Cut] {
        var cuts: [Cut] = []
        var start = 0
        var line = 1
        while start < text.count {
            let (end, endsParagraph) = end(from: start, in: text)
            cuts.append(Cut(range: start..<end, firstLine: line, endsParagraph: endsParagraph))
            line += text[start..<end].count { $0 == Self.lineBreak }
            start = end
        }
        return cuts
    }

    /// The window of a block: its bytes of the text, whole characters.
    package func window(_ index: Int, of cuts: [Cut], in text: [UInt8]) -> Range<Int> {
        let cut = cuts[index]
        var window = cut.range
        if index > 0, !cuts[index - 1].endsParagraph {
            window = Self.start(before: cuts[index - 1].range, bytesBefore, in: text)..<window.upperBound
        }
        if !cut.endsParagraph, index + 1 < cuts.count {
            window = window.lowerBound..<Self.end(after: cuts[index + 1].range, bytesAfter, in: text)
        }
        return window
    }

    /// Where the last so many bytes of a block begin, moved back to a character.
    package static func start(before block: Range<Int>, _ bytes: Int, in text: [UInt8]) -> Int {
        var start = max(block.lowerBound, block.upperBound - bytes)
        while start > block.lowerBound, start < block.upperBound, text[start] & 0xC0 == 0x80 { start -= 1 }
        return start
    }

    /// Where the first so many bytes of a block end, moved back to a character.
    package static func end(after block: Range<Int>, _ bytes: Int, in text: [UInt8]) -> Int {
        var end = min(block.upperBound, block.lowerBound + bytes)
        while end > block.lowerBound, end < block.upperBound, text[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }

    // MARK: Where a block ends

    private static let lineBreak = UInt8(ascii: "\n")
    private static let wideMarks = Set("、。」』！，：；？”".map { Array(String($0).utf8) })

    private func end(from start: Int, in text: UnsafeBufferPointer<UInt8>) -> (end: Int, endsParagraph: Bool) {
        guard text.count - start > blockBytes else { return (text.count, true) }
        var (line, mark, character, any): (Int?, Int?, Int?, Int?)
        var at = start + blockBytes
        while at > start + blockBytes / 2 {
            if text[at - 1] == Self.lineBreak {
                if text[at - 2] == Self.lineBreak || text[at...].starts(with: [0xE3, 0x80, 0x80]) { return (at, true) }
                line = line ?? at
            } else if mark == nil, isMark(before: at, in: text) {
                mark = at
            } else if character == nil, isHan(at, in: text), isHan(at - 3, in: text) {
                character = at
            } else if any == nil, text[at] & 0xC0 != 0x80 {
                any = at
            }
            at -= 1
        }
        // Four bytes of a character at most: with blocks of eight and more there is a place between two.
        return (line ?? mark ?? character ?? any ?? start + blockBytes, false)
    }

    /// A blank or a mark that is part of no number, name or word.
    private func isMark(before offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch text[offset - 1] {
        case UInt8(ascii: " "), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"), 0x09: true
        default: Self.wideMarks.contains(Array(text[offset - 3..<offset]))
        }
    }

    private func isHan(_ offset: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
        offset >= 0 && (0xE4...0xE9).contains(text[offset])
    }
}
