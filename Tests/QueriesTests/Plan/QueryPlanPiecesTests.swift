import Analysis
import Queries
import Testing

struct QueryPlanPiecesTests {
    @Test func `in pieces, words as typed are questions and words with stems stay`() throws {
        let planner = QueryPlanner(analyzer: try Analyzer().makeQueryAnalyzer())
        let plan = planner.plan(QueryParser().parse("木桥工程 phones").tree)
        #expect(plan.inPieces.description == "question(木桥 桥工 工程 木 桥 工 程) word(phones Zphone)")
    }
}
