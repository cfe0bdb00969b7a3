import Analysis
import Queries
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Search

@Suite struct HitBuilderTests {
    @Test func `behind the deadline a hit shows the beginning of the text and says that it is not complete`() throws {
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, [.init(name: "a", title: "题", text: "开头。\n\n后来谈到造车。")])
            let analyzer = try index.analyzer.makeQueryAnalyzer()
            let plan = QueryPlanner(analyzer: analyzer).plan(QueryParser().parse("造车").tree)
            func hit(deadline: ContinuousClock.Instant) throws -> (hit: SearchHit, isComplete: Bool) {
                let builder = HitBuilder(
                    matchers: ClauseMatchers(plan, analyzer: analyzer),
                    reader: TextReader(
                        index: try IndexReader(path: folder), folder: try index.analyzer.makeFolder(),
                        deadline: deadline))
                return try builder.hit(FoundDocument(id: 1, score: 1))
            }
            let late = try hit(deadline: .now - .seconds(1))
            #expect(!late.isComplete)
            #expect(late.hit.snippet == [SearchHit.SnippetPiece(text: "开头。", isMatch: false)])
            #expect(late.hit.line == nil)
            #expect(late.hit.title == "题")
            let early = try hit(deadline: .now + .seconds(60))
            #expect(early.isComplete)
            #expect(early.hit.line == 3)
        }
    }

    private static let sentence = "别的话说了又说。"
    private static let far = String(repeating: sentence, count: 60)

    @Test(arguments: [
        // What must not be there, and what another field was asked for, is not marked.
        ("造车 -飞机", "造车不造飞船。", "【造车】不造飞船。"),
        ("造车 OR (电池 -飞机)", "造车也造飞机和电池。", "【造车】也造飞机和【电池】。"),
        ("造车 title:题", "造车是个题目。", "【造车】是个题目。"),
        ("title:题", "造车是个题目。", "造车是个题目。"),
        // Both of what stands near each other, in one window or in two.
        ("造车 NEAR/5 电池", "电池。造车又造电池。", "【电池】。【造车】又造【电池】。"),
        (
            "造车 NEAR/600 电池", "造车。\(far)电池。",
            "【造车】。\(sentence)\(sentence)\(sentence)\(sentence)…\(sentence)\(sentence)\(sentence)\(sentence)【电池】。"
        ),
        ("造*", "造车。", "【造】车。"),
        ("red*", "用redmi手机，不用 red.", "用【redmi】手机，不用 【red】."),
        ("檢索", "全文检索与檢索。", "全文【检索】与【檢索】。"),
    ])
    func `a hit marks what was asked for`(query: String, text: String, expected: String) throws {
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, [.init(name: "a", title: "题", text: text)])
            let analyzer = try index.analyzer.makeQueryAnalyzer()
            let plan = QueryPlanner(analyzer: analyzer).plan(QueryParser().parse(query).tree)
            let builder = HitBuilder(
                matchers: ClauseMatchers(plan, analyzer: analyzer),
                reader: TextReader(
                    index: try IndexReader(path: folder), folder: try index.analyzer.makeFolder(),
                    deadline: .now + .seconds(60)))
            let hit = try builder.hit(FoundDocument(id: 1, score: 1)).hit
            #expect(hit.snippet.map { $0.isMatch ? "【\($0.text)】" : $0.text }.joined() == expected)
        }
    }
}
