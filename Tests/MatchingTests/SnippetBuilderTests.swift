import Analysis
import Matching
import TestSupport
import Testing

@Suite struct SnippetBuilderTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    private func snippet(_ words: [String], in text: String, asQuestion: Bool = false) -> Snippet {
        let folded = folder.fold(text.utf8)
        let matches = words.map { word in
            let tokens = analyzer.tokens(of: word)
            let matcher = asQuestion ? ClauseMatcher.question(tokens, analyzer: analyzer) : .sequence(tokens)
            return matcher.matches(in: folded)
        }
        var text = text
        return text.withUTF8 { SnippetBuilder().snippet(of: $0, folded: folded, matches: matches) }
    }

    /// `之前【命中】之后`
    private func rendered(_ snippet: Snippet) -> String {
        snippet.pieces.map { $0.isMatch ? "【\($0.text)】" : $0.text }.joined()
    }

    @Test(arguments: [
        (["造车"], "他要造车了。", "他要【造车】了。"),
        // Neighbouring and overlapping marks become one.
        (["造车", "车了"], "他要造车了。", "他要【造车了】。"),
        (["感动"], "价格厚道，感動人心。", "价格厚道，【感動】人心。"),
        (["智能家居"], "拥有横跨智能家\n居、出行", "拥有横跨【智能家\n居】、出行"),
        (["ａｉ"], "用ＡＩ写作", "用【ＡＩ】写作"),
        (["没有"], "第一段。\n\n第二段。", "第一段。"),
        (["甲"], "", ""),
        (["第二"], "第一段。\n\n第二段。\n\n第三段。", "【第二】段。"),
        // Behind a heading stands what it is about.
        (["智能家居"], "# 智能家居\n\n灯和门。\n\n别的。", "# 【智能家居】\n\n灯和门。"),
        // All matches that are seen are marked, also those about the best ones.
        (["雷军", "造车"], "造车，造车，雷军，造车。", "【造车】，【造车】，【雷军】，【造车】。"),
        // Traditional text, full-width letters, half-width kana.
        (["检索"], "全文檢索的「檢索」。", "全文【檢索】的「【檢索】」。"),
        (["redmi"], "用Ｒｅｄｍｉ手機。", "用【Ｒｅｄｍｉ】手機。"),
        (["ガイド"], "ｶﾞｲﾄﾞです。", "【ｶﾞｲﾄﾞ】です。"),
        (["旧有的商业形态"], "上紧了发条，旧\n有的商业形态乃至", "上紧了发条，【旧\n有的商业形态】乃至"),
        (["小米5"], "买了小米 5。", "买了【小米 5】。"),
        // A character is marked as a whole.
        (["葛"], "姓葛\u{E0100}的人", "姓【葛\u{E0100}】的人"),
        (["👩"], "一位👩\u{200D}💻在写", "一位【👩\u{200D}💻】在写"),
        (["5"], "第5\u{FE0F}\u{20E3}个", "第【5\u{FE0F}\u{20E3}】个"),
        (["km"], "走了5㎞。", "走了5【㎞】。"),
    ])
    func `a snippet marks whole matches within their paragraph`(words: [String], text: String, expected: String) {
        #expect(rendered(snippet(words, in: text)) == expected)
    }

    @Test func `a question is marked by its longest pieces`() {
        let text = "小米的高端化之路。"
        #expect(rendered(snippet(["小米高端化战略"], in: text, asQuestion: true)) == "【小米】的【高端化】之路。")
    }

    @Test func `a question that stands there as it was typed is marked as a whole and nothing else is`() {
        let text = "高端。小米高端化战略。"
        #expect(rendered(snippet(["小米高端化战略"], in: text, asQuestion: true)) == "高端。【小米高端化战略】。")
    }

    @Test func `the window with most of the query wins over the first match`() {
        let filler = String(repeating: "无关的话说了又说。", count: 40)
        let text = "造车的事。" + filler + "雷军说要造车。" + filler
        let shown = rendered(snippet(["雷军", "造车"], in: text))
        #expect(shown.contains("【雷军】说要【造车】。"))
        #expect(!shown.contains("造车】的事"))
    }

    @Test func `a long text is cut where sentences or clauses end, and an ellipsis says where a sentence is cut`() {
        let sentences = (1...40).map { "这是第\($0)个完整的句子，它说了一些事情。" }.joined()
        let text = sentences + "关键在这里。" + sentences
        let shown = rendered(snippet(["关键"], in: text))
        #expect(shown.hasPrefix("这是第"))
        #expect(shown.hasSuffix("。"))

        let endless = String(repeating: "没有标点的长句", count: 60)
        let cut = rendered(snippet(["关键"], in: endless + "关键" + endless))
        #expect(cut.hasPrefix("…") && cut.hasSuffix("…"))
    }

    @Test(arguments: [
        (["甲乙 丙丁"], "甲乙" + String(repeating: "-", count: 100_000) + "丙丁", false),
        (["哈哈哈哈哈呵"], String(repeating: "哈", count: 100_000), true),
    ])
    func `a match over pages is cut, and an ellipsis says so`(words: [String], text: String, asQuestion: Bool) {
        let found = snippet(words, in: text, asQuestion: asQuestion)
        #expect(found.pieces.map(\.isMatch) == [true, false])
        #expect(found.pieces[0].text.utf8.count <= 1200)
        #expect(text.hasPrefix(found.pieces[0].text))
        #expect(found.pieces[1].text == "…")
    }

    /// Each window was counted anew, which took minutes for one hit.
    @Test(.timeLimit(.minutes(10))) func `many clauses in one place are shown as fast as one`() {
        let words = [String](repeating: "哈", count: 100)
        let found = snippet(words, in: String(repeating: "哈", count: 2_000))
        #expect(found.firstMatchOffset == 0)
    }

    @Test func `a Latin word is never cut`() {
        let words = String(repeating: "extraordinary ", count: 60)
        let shown = rendered(snippet(["needle"], in: words + "needle " + words))
        let kept = shown.split { " …【】".contains($0) }
        #expect(Set(kept) == ["extraordinary", "needle"])
    }

    @Test func `the first match's offset is where the first mark begins`() {
        let text = "第一行\n第二行有词"
        let found = snippet(["有词"], in: text)
        #expect(found.firstMatchOffset == text.utf8.count - "有词".utf8.count)
        #expect(snippet(["没有"], in: text).firstMatchOffset == nil)
    }

    // MARK: Several windows

    private static let filler = String(repeating: "无关的话说了又说。", count: 40)

    @Test func `clauses that stand far apart have a window each, in the order of the text`() {
        let text = "造车的事。" + Self.filler + "雷军来了。" + Self.filler + "续航不错。"
        let found = snippet(["雷军", "造车", "续航"], in: text)
        let shown = rendered(found)
        #expect(shown.hasPrefix("【造车】的事。无关的话"))
        #expect(shown.contains("。…【雷军】来了。无关的话"))
        #expect(shown.hasSuffix("【续航】不错。"))
        #expect(found.pieces.count { $0.text == "…" && !$0.isMatch } == 2)
    }

    @Test func `one window that has every clause is enough`() {
        let text = "造车的事。" + Self.filler + "雷军说要造车。" + Self.filler
        let shown = rendered(snippet(["雷军", "造车"], in: text))
        #expect(shown.contains("【雷军】说要【造车】。"))
        #expect(!shown.contains("】的事"))
    }

    @Test func `a question has a second window for what the first lacks, and none for a stray piece`() {
        let question = ["小米高端化战略怎么走"]
        let text = "小米的高端化。" + Self.filler + "说战略怎么走。" + Self.filler + "高端。"
        #expect(
            rendered(snippet(question, in: text, asQuestion: true)).split(separator: "…").map { $0.contains("【") } == [
                true, true,
            ])
        let stray = "小米高端化战略，怎么走。" + Self.filler + "略怎。"
        #expect(!rendered(snippet(question, in: stray, asQuestion: true)).contains("略怎】"))
    }

    @Test func `windows that touch are one`() {
        let text = String(repeating: "造车的事说了又说，", count: 5) + "电池的事。雷军来了。"
        let shown = rendered(snippet(["造车", "电池", "雷军"], in: text))
        #expect(!shown.dropFirst().dropLast().contains("…"))
    }

    @Test func `the line is that of the best window, not of the first`() {
        let text = "造车的事。" + Self.filler + "\n雷军和雷布斯说电池。"
        let found = snippet(["造车", "雷军", "电池"], in: text)
        let offset = found.firstMatchOffset ?? 0
        #expect(text.utf8.dropFirst(offset).starts(with: "雷军".utf8))
    }

    // MARK: Choosing the place

    @Test(arguments: [
        // A heading shows nothing but itself.
        (["智能家居"], "智能家居\n\n这里讲智能家居的事。", "这里讲【智能家居】的事。"),
        // What stands together wins over what stands apart.
        (["雷军", "造车"], "雷军那天在北京说到了造车。\(filler)后来雷军造车。", "后来【雷军造车】。"),
    ])
    func `the better place is shown`(words: [String], text: String, expected: String) {
        #expect(rendered(snippet(words, in: text)).hasSuffix(expected))
    }
}
