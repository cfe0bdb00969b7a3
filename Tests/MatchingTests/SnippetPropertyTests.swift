import Analysis
import TestSupport
import Testing

@testable import Matching

/// What holds of every snippet, tried on random texts and queries taken from them.
@Suite struct SnippetPropertyTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    /// Kinds of text: words and marks in any order, hard wraps, no marks at all, Latin, nothing but marks, endless words.
    private static let alphabets = [
        [
            "小米", "手机", "高端化", "檢索", "检索", "電商", "的", "𠮷", "ガ", "ｶﾞ", "한국", "，", "。", "“", "”", "！", "…", "——",
            "（", "）", " ", "　", "\n", "\n\n", "\n　　", "\r\n", "redmi", "ＭＩＸ", "café", "cafe\u{301}", "C++", "3.14",
            "1,234",
            "５Ｇ", "👍🏽", "👩\u{200D}💻", "🇨🇳🇯🇵", "5\u{FE0F}\u{20E3}", "葛\u{E0100}", "it's", ".", ", ", "\u{200B}",
        ],
        ["智能家", "居", "旧", "有的", "商业", "形态", "\n", "，", "。", "\n\n"],
        ["没有", "标点", "的", "长句", "說", "個", "不停"],
        ["extraordinary", "pre\u{301}cis", " ", "well-known", "2,000", " ", "naïve", ". ", ", "],
        ["，", "。", "…", "—", "“", "”", "\n", " ", "！", "-", ".", "車"],
        ["a", "b", "7", "e\u{301}"],
    ]

    @Test func `whatever the text and the query, a snippet keeps its promises`() {
        var random = SeededRandom.announced()
        var found = 0
        for _ in 0..<400 {
            let alphabet = Self.alphabets.randomElement(using: &random) ?? []
            let text = Self.text(of: alphabet, count: Int.random(in: 1...200, using: &random), &random)
            let queries = (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Self.text(of: alphabet, count: Int.random(in: 1...3, using: &random), &random)
            }
            if check(text, queries, asQuestions: Bool.random(using: &random)) { found += 1 }
        }
        #expect(found > 100)
    }

    @Test func `a line of half a megabyte is no trouble`() {
        let filler = String(repeating: "没有标点的长句", count: 12_000)
        let word = String(repeating: "a", count: 250_000)
        #expect(check(filler + "关键" + filler + "extra", ["关键", "extra", "没有"], asQuestions: false))
        #expect(check(word + "关键" + word, ["关键"], asQuestions: false))
        #expect(check(word, [word], asQuestions: false))
        #expect(check(String(repeating: "哈", count: 160_000), ["哈哈哈哈哈呵"], asQuestions: true))
    }

    private static func text(of alphabet: [String], count: Int, _ random: inout SeededRandom) -> String {
        (0..<count).map { _ in alphabet.randomElement(using: &random) ?? "" }.joined()
    }

    /// Checks the snippet of a text, and says whether it marks anything.
    private func check(_ text: String, _ queries: [String], asQuestions: Bool) -> Bool {
        let folded = folder.fold(text.utf8)
        let tokens = queries.map(analyzer.tokens).filter { !$0.isEmpty }
        let matches = tokens.map { tokens in
            let matcher = asQuestions ? ClauseMatcher.question(tokens, analyzer: analyzer) : .sequence(tokens)
            return matcher.matches(in: folded)
        }
        var text = text
        let (snippet, windows) = text.withUTF8 { text in
            let builder = SnippetBuilder()
            let places = SnippetPlaces(matches, in: folded)
            let windows = places.cores.isEmpty ? [] : builder.windows(at: places, of: text, folded)
            return (builder.snippet(of: text, folded: folded, matches: matches), builder.joined(windows, in: text))
        }
        let message: Comment = "text: \(text.prefix(3_000).debugDescription), queries: \(queries), snippet: \(snippet)"

        let pieces = snippet.pieces
        #expect(!pieces.contains { $0.text.isEmpty }, message)
        #expect(!zip(pieces, pieces.dropFirst()).contains { $0.isMatch && $1.isMatch }, message)
        let isFound = matches.contains { !$0.isEmpty }
        #expect(pieces.contains(where: \.isMatch) == isFound, message)
        #expect((snippet.firstMatchOffset != nil) == isFound, message)
        checkWidth(snippet, message)
        #expect(windows.count <= 3, message)
        let shown = windows.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }.joined(separator: "…")
        let before = windows.first?.beginsInside == true && isFound ? "…" : ""
        let after = windows.last?.endsInside == true ? "…" : ""
        let joined = pieces.map(\.text).joined()
        #expect(joined == before + shown + after || !isFound && text.contains(joined.prefix { $0 != "…" }), message)
        for window in windows {
            for edge in [window.range.lowerBound, window.range.upperBound] {
                #expect(!cutsWord(text, at: edge), "\(edge) of \(windows). \(message)")
            }
            for edge in window.marks.flatMap({ [$0.lowerBound, $0.upperBound] }) {
                #expect(window.range.lowerBound <= edge && edge <= window.range.upperBound, message)
                #expect(!cutsCharacter(text, at: edge), "\(edge) of \(windows). \(message)")
            }
        }
        for (window, next) in zip(windows, windows.dropFirst()) {
            #expect(window.range.upperBound < next.range.lowerBound, message)
        }
        for piece in pieces where piece.isMatch {
            let isCut = columns(piece.text) > 150
            let isAsked = contains(piece.text, oneOf: tokens, asQuestions)
            #expect(isCut || isAsked, "\(piece.text.debugDescription). \(message)")
        }
        return isFound
    }

    /// True when what is marked has what was asked for: all of a query, or a character or word of a question.
    private func contains(_ marked: String, oneOf queries: [[Token]], _ asQuestions: Bool) -> Bool {
        func letters(_ tokens: some Sequence<Token>) -> [Unicode.Scalar] {
            Array(String(decoding: tokens.flatMap(\.text), as: UTF8.self).unicodeScalars)
        }
        let marked = letters(analyzer.tokens(of: marked))
        return queries.contains { tokens in
            marked.contains(letters(tokens)) || asQuestions && !Set(letters(tokens)).isDisjoint(with: marked)
        }
    }

    private func columns(_ text: String) -> Int { text.reduce(0) { $0 + DisplayWidth.columns($1) } }

    private func cutsCharacter(_ text: String, at offset: Int) -> Bool {
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        return text.index(text.startIndex, offsetBy: text.distance(from: text.startIndex, to: index)) != index
    }

    /// True inside a Latin word or a number, unless it is wider than a window may be.
    private func cutsWord(_ text: String, at offset: Int) -> Bool {
        guard !cutsCharacter(text, at: offset) else { return true }
        let index = text.utf8.index(text.startIndex, offsetBy: offset)
        guard index > text.startIndex, index < text.endIndex, isLatin(text[text.index(before: index)]),
            isLatin(text[index])
        else { return false }
        // What joins words and numbers, as in `well-known` and `2,000`, makes the run longer.
        func run(_ characters: some Sequence<Character>) -> Int {
            characters.prefix(41).prefix { isLatin($0) || ",.-'".contains($0) }.count
        }
        return run(text[..<index].reversed()) + run(text[index...]) < 40
    }

    private func isLatin(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value < 0x300 else { return false }
        return character.isLetter || character.isNumber
    }

    /// Two lines, more only where a single match or full-width letters take more.
    private func checkWidth(_ snippet: Snippet, _ message: Comment) {
        let total = snippet.pieces.reduce(0) { $0 + columns($1.text) }
        #expect(total <= 2 * SnippetBuilder.widthColumns + 24, message)
        let hasWideMatch = snippet.pieces.contains { $0.isMatch && columns($0.text) > 20 }
        let hasWideLetters = snippet.pieces.contains { $0.text.contains { "ＭＩＸ５Ｇ🇨🇳🇯🇵👍🏽👩\u{200D}💻".contains($0) } }
        if !hasWideMatch, !hasWideLetters { #expect(total <= SnippetBuilder.widthColumns + 24, message) }
    }
}
