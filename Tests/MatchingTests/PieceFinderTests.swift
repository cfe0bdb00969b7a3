import Analysis
import Matching
import TestSupport
import Testing

/// The pieces of a question are found in one pass as they are by looking for each of them alone.
@Suite struct PieceFinderTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    private static let pieces = [
        "小米", "手机", "高端化", "檢索", "人人", "人人人", "后", "𠮷", "㐀𠮷", "リング", "グ", "ｶﾞｲﾄﾞ", "한국", "，", "。", "+", ".", ",",
        "#", "\n", "\n\n", " ", "　", "redmi", "phones", "phone", "ＭＩＸ", "Café", "cafe\u{301}", "C++", "C#", ".NET", "5",
        "96.9", "1,234", "２０", "㎞", "👍🏽", "☕", "\u{301}", "٣",
    ]

    /// The places of each pair, character, word and number, each looked for alone; words by their stems.
    private func expected(_ tokens: [Token], in text: FoldedText, beginningIn range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        text.bytes.withUnsafeBufferPointer { bytes in
            for token in tokens {
                switch token.terms {
                case .word(_, _, let stem?):
                    Segmenter().forEachSegment(in: bytes) { segment in
                        let word = UnsafeBufferPointer(rebasing: bytes[segment.range])
                        if segment.kind == .word, range.contains(segment.range.lowerBound),
                            analyzer.stemmer.stem(of: word) == stem
                        {
                            found.append(segment.range)
                        }
                    }
                case .word:
                    found += Needle([token]).matches(in: bytes, beginningIn: range, limit: .max)
                case .grams(let characters, let pairs):
                    for piece in pairs.isEmpty ? characters : pairs {
                        var part = token
                        part.text = piece
                        found += Needle([part]).matches(in: bytes, beginningIn: range, limit: .max)
                    }
                }
            }
        }
        var places = Set<Int>()
        for range in found { places.formUnion(range) }
        // Bytes rather than ranges: which neighbours are made one is not the subject.
        return places.sorted().map { $0..<$0 + 1 }
    }

    @Test func `one pass finds what a pass for each piece finds`() throws {
        var random = SeededRandom.announced()
        var compared = 0
        for _ in 0..<1500 {
            func text(_ counts: ClosedRange<Int>) -> String {
                (0..<Int.random(in: counts, using: &random))
                    .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            }
            let (query, document) = (text(1...6), text(1...30))
            let tokens = analyzer.tokens(of: query)
            guard !tokens.isEmpty else { continue }
            let folded = folder.fold(document.utf8)
            var (from, to) = (0, folded.bytes.count)
            if Bool.random(using: &random), to > 0 {
                (from, to) = (Int.random(in: 0..<to, using: &random), Int.random(in: 0...to, using: &random))
                while from > 0, folded.bytes[from] & 0xC0 == 0x80 { from -= 1 }
                while to < folded.bytes.count, folded.bytes[to] & 0xC0 == 0x80 { to += 1 }
            }
            let range = min(from, to)..<max(from, to)
            let matcher = ClauseMatcher.question(tokens, analyzer: analyzer)
            guard !matcher.isContainedWhole(in: folded, beginningIn: range) else { continue }
            let expected = expected(tokens, in: folded, beginningIn: range)
            let found = Set(matcher.matches(in: folded, beginningIn: range).flatMap { Array($0.range) }).sorted()
            let message: Comment = "\(query.debugDescription) in \(document.debugDescription), \(range)"
            #expect(found == expected.map(\.lowerBound), message)
            #expect(matcher.isSatisfied(by: folded, beginningIn: range) == !expected.isEmpty, message)
            compared += expected.isEmpty ? 0 : 1
        }
        #expect(compared > 300)
    }

    @Test func `pieces of a long question are found in a long text without a pass for each`() throws {
        let question = String(
            String.UnicodeScalarView((0..<3000).compactMap { Unicode.Scalar(0x4E00 + $0 * 5 % 20_000) }))
        let text = folder.fold(String(repeating: "清晨的渡口起了薄雾，", count: 5000).utf8)
        let matcher = ClauseMatcher.question(analyzer.tokens(of: question), analyzer: analyzer)
        let time = ContinuousClock().measure { #expect(!matcher.isSatisfied(by: text)) }
        #expect(time < .seconds(5))
    }
}
