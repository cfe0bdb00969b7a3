import TestSupport
import Testing

@testable import Analysis

/// The way from folded text back to the original.
struct FoldedTextTests {
    struct Row: CustomTestStringConvertible {
        var text: String
        /// What is looked for in the folded text, and what it stands for in the original.
        var folded: String
        var source: String

        init(_ text: String, _ folded: String, _ source: String) {
            self.text = text
            self.folded = folded
            self.source = source
        }

        var testDescription: String { "\(folded) in \(text.debugDescription)" }
    }

    static let rows = [
        Row("abc", "b", "b"),
        Row("长3㎞远", "km", "㎞"),
        // Half of what one character became is the whole character.
        Row("长3㎞远", "k", "㎞"),
        Row("长3㎞远", "远", "远"),
        Row("a ﬁn", "i", "ﬁ"),
        Row("a ﬁn", "n", "n"),
        Row("你，好", ",", "，"),
        Row("你，好", "好", "好"),
        Row("檢索", "检索", "檢索"),
        Row("cafe\u{301}!", "é", "e\u{301}"),
        Row("cafe\u{301}!", "!", "!"),
        Row("cafe\u{301}!", "caf", "caf"),
        Row("ｶﾞｲﾄﾞ", "ガ", "ｶﾞ"),
        Row("ｶﾞｲﾄﾞ", "イド", "ｲﾄﾞ"),
        // What is dropped at the edges is no part of a match; what is dropped inside is.
        Row("\u{200B}文\u{200B}字\u{200B}", "文", "文"),
        Row("\u{200B}文\u{200B}字\u{200B}", "文字", "文\u{200B}字"),
        Row("\u{200B}文\u{200B}字\u{200B}", "字", "字"),
        Row("\u{FEFF}文", "文", "文"),
        Row("个人计\n算机", "计算", "计\n算"),
        Row("个人计\n算机", "人计", "人计"),
        Row("个人计\n算机", "算机", "算机"),
        Row("一 \r\n\t二\n三四", "一二三", "一 \r\n\t二\n三"),
        Row("一 \r\n\t二\n三四", "二", "二"),
        Row("一 \r\n\t二\n三四", "四", "四"),
        // Dropped characters around a joined line break once shifted all that follows.
        Row("智\n\u{200B}能家居", "家居", "家居"),
        Row("智\u{200B}\n能家居", "智能", "智\u{200B}\n能"),
        Row("智\u{200B}\n\u{200B}能\n\u{FEFF}家居", "能家", "能\n\u{FEFF}家"),
        Row("智\u{200B}\n\u{200B}能\n\u{FEFF}家居", "居", "居"),
        Row("一家\n\u{3000}\u{3000}公司", "公司", "公司"),
        Row("𠮷，野\n家", "野家", "野\n家"),
        Row("ẞtraße", "sstrasse", "ẞtraße"),
    ]

    @Test(arguments: rows)
    func `a match in folded text is shown in the original`(_ row: Row) throws {
        let folded = try Analyzer().makeFolder().fold(row.text.utf8)
        let range = try #require(folded.bytes.firstRange(of: Array(row.folded.utf8)))
        let source = folded.sourceRange(of: range)
        #expect(
            String(decoding: Array(row.text.utf8)[source], as: UTF8.self).unicodeScalars.elementsEqual(
                row.source.unicodeScalars))
    }

    @Test func `an empty range stays empty`() throws {
        let folded = try Analyzer().makeFolder().fold("a\u{200B}㎞\n字".utf8)
        for offset in 0...folded.bytes.count {
            #expect(folded.sourceRange(of: offset..<offset).isEmpty)
        }
    }

    /// Precisely: the source ranges of folded characters lie in the text, at its scalars, and neither their beginnings
    /// nor their ends ever go back. Two may be the same only when folding made both of one piece.
    @Test func `source ranges of random text are inside, in order and at scalars`() throws {
        var text = RandomText(random: SeededRandom.announced())
        let folder = try Analyzer().makeFolder()
        for _ in 0..<2_000 {
            let original = text.next(pieces: 30)
            let boundaries = Set(scalarOffsets(of: Array(original.utf8)))
            let folded = folder.fold(original.utf8)
            let offsets = scalarOffsets(of: folded.bytes)
            var last = 0..<0
            for (start, end) in zip(offsets, offsets.dropFirst()) {
                let source = folded.sourceRange(of: start..<end)
                let isRight =
                    boundaries.contains(source.lowerBound) && boundaries.contains(source.upperBound)
                    && !source.isEmpty && last.lowerBound <= source.lowerBound && last.upperBound <= source.upperBound
                    && (last == source || last.upperBound <= source.lowerBound)
                #expect(isRight, "\(start..<end) of \(original.debugDescription)")
                last = source
            }
        }
    }

    /// Precisely: the original of a segment folds to the segment, unless one edge lies inside of what folding made of one
    /// piece (`½` is `1⁄2`); then it folds to something that contains the segment.
    @Test func `the original of a segment folds to the segment`() throws {
        var text = RandomText(random: SeededRandom.announced())
        let folder = try Analyzer().makeFolder()
        for _ in 0..<1_000 {
            let original = text.next(pieces: 30)
            let folded = folder.fold(original.utf8)
            for segment in Segmenter().segments(in: folded.bytes) {
                let range = segment.signedRange
                let source = folded.sourceRange(of: range)
                let again = folder.fold(Array(original.utf8)[source]).bytes
                let isCut =
                    folded.sourceRange(of: 0..<range.lowerBound).upperBound > source.lowerBound
                    || folded.sourceRange(of: range.upperBound..<folded.bytes.count).lowerBound < source.upperBound
                let piece = Array(folded.bytes[range])
                let isRight = isCut ? again.firstRange(of: piece) != nil : again == piece
                #expect(isRight, "\(range) of \(original.debugDescription)")
            }
        }
    }

    /// Where each scalar begins, and the end.
    private func scalarOffsets(of bytes: [UInt8]) -> [Int] {
        bytes.indices.filter { bytes[$0] & 0xC0 != 0x80 } + [bytes.count]
    }
}
