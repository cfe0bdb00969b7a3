import Analysis
import Matching
import TestSupport
import Testing

/// The property that DESIGN.md wants to hold always: a piece of a document, taken from inside a paragraph without cutting
/// a word or a number, finds the document when it is quoted; and what a quoted query finds contains it.
@Suite struct SubstringPropertyTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    /// Pieces of text that meet in every order: both scripts, wraps, paragraphs, signs, widths, emoji, rare characters.
    private static let pieces = [
        "小米", "手机", "高端化", "檢索", "检索", "電商", "后", "後", "𠮷", "㐀", "リング", "グ", "ｶﾞｲﾄﾞ", "한국", "말",
        "，", "。", "“", "”", "、", "…", "+", "-", ".", ",", "#", "%", "（", "）", "·", "_", "\n", " \n ", "\n\n", "\n　",
        " ", "　",
        "redmi", "ＭＩＸ", "Café", "cafe\u{301}", "C++", "C#", ".NET", "iOS", "5", "96.9", "1,234", "２０", "①", "㎞", "ﬁ",
        "👍🏽", "☕", "\u{200B}", "\u{FE0F}", "\u{301}", "\r\n", "\t", "Ё", "ὀ", "٣",
    ]

    @Test func `a piece of a document, quoted, finds it, and every match reads as the piece`() throws {
        var random = SeededRandom.announced()
        var found = 0
        for _ in 0..<60_000 {
            let text = (0..<Int.random(in: 1...25, using: &random)).map { _ in
                Self.pieces.randomElement(using: &random) ?? ""
            }.joined()
            let characters = Array(text)
            let start = Int.random(in: 0..<characters.count, using: &random)
            let end = Int.random(in: start + 1...characters.count, using: &random)
            guard !Self.cuts(characters, at: start), !Self.cuts(characters, at: end) else { continue }
            let piece = String(characters[start..<end])
            let tokens = analyzer.tokens(of: piece)
            guard !tokens.isEmpty, tokens.dropFirst().allSatisfy({ $0.gap < .paragraph }) else { continue }
            let message: Comment = "text: \(text.debugDescription), piece: \(piece.debugDescription)"

            let folded = folder.fold(text.utf8)
            let matches = folded.bytes.withUnsafeBufferPointer {
                Needle(tokens).matches(in: $0, beginningIn: 0..<$0.count, limit: 10)
            }
            #expect(!matches.isEmpty, message)
            for match in matches {
                let shown = String(decoding: Array(text.utf8)[folded.sourceRange(of: match)], as: UTF8.self)
                #expect(Self.letters(of: analyzer.tokens(of: shown)) == Self.letters(of: tokens), message)
            }
            found += 1
        }
        // Most pieces cut a word or cross a paragraph; the rest must be enough to mean something.
        #expect(found > 500)
    }

    /// The tokens' texts without signs, for what stands alone may have a sign that was a mark in the piece, and without
    /// accents, for a match is shown with the whole of the last character.
    private static func letters(of tokens: [Token]) -> [String] {
        tokens.map { token in
            var letters = String(decoding: token.text, as: UTF8.self).unicodeScalars
            letters.removeAll { $0 == "\u{301}" || token.kind == .word && "+#.".unicodeScalars.contains($0) }
            return String(letters)
        }
    }

    /// True when a place between two characters may be inside a word, a number or a name with signs.
    private static func cuts(_ characters: [Character], at index: Int) -> Bool {
        guard index > 0, index < characters.count else { return false }
        let (before, after) = (characters[index - 1], characters[index])
        return isInsideWord(before) && isInsideWord(after)
            || isNumeric(before) && ".,，".contains(after) || ".,，".contains(before) && isNumeric(after)
            // What joins or composes over the edge is not a piece of the text.
            || isJoining(before) || isJoining(after)
    }

    private static func isInsideWord(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first else { return false }
        if "①㎞".contains(character) { return true }
        let isCJK =
            (0x1100...0x11FF).contains(scalar.value) || (0x2E80...0xFFEF).contains(scalar.value) && !isWide(scalar)
        return (character.isLetter || character.isNumber) && !isCJK && scalar.value < 0x20000
    }

    private static func isNumeric(_ character: Character) -> Bool {
        character.isNumber || character == "①"
    }

    /// Full-width letters, digits and ligatures, which fold to ASCII.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        (0xFF01...0xFF5E).contains(scalar.value) || (0xFB00...0xFB06).contains(scalar.value)
    }

    private static func isJoining(_ character: Character) -> Bool {
        character.unicodeScalars.contains { [0x200B, 0x301, 0xFE0F].contains($0.value) } || character == "ﾞ"
    }
}
