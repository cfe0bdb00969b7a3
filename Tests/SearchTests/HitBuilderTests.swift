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
                    matchers: ClauseMatchers(plan, analyzer: analyzer), reader: try IndexReader(path: folder),
                    folder: try index.analyzer.makeFolder(), deadline: deadline)
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
}
