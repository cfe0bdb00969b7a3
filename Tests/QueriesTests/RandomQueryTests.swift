import Queries
import TestSupport
import Testing

@testable import Fuzzing

/// A little of what `SOU_FUZZ_COUNT=10000000 sou-fuzz query` does.
@Suite struct RandomQueryTests {
    @Test func `no input is an error, and nothing that was typed is lost`() throws {
        var random = SeededRandom.announced()
        let planner = QueryPlanner(analyzer: try SharedAnalyzer.queries())
        for _ in 0..<1_500 {
            let query = RandomQuery.make(using: &random)
            let defect = QueryProperties.defect(of: query, planner)
            #expect(defect == nil, "query: \(query.debugDescription)")
        }
    }

    /// Many times as long as a query may be: what takes time in proportion takes no second, what does not would take
    /// hours.
    @Test(arguments: [
        "(", ")", "((", "(a ", "f(", "a) ", "-", "-a ", "-(", "+(", "NOT ", "NOT(", "a NEAR ", "a NEAR/5 ", "a OR ",
        "OR ", "|", "a|",
        "\"", "\" ", "“", "‘", "‘a’", "‘ ’a", "’", "title:", "title:(", "title:a ", "title:(a tag:", "date:",
        "date:2016 ", "date:x ",
        "note:b ", "a:", "*", "a* ", "车", "车 ", "小米 ", "车，", "a-b", "👍", "\u{301}", "\u{0}", "1,", "1.", "C++ ",
        "e\u{301}",
    ])
    func `the time is in proportion to the length`(piece: String) throws {
        let planner = QueryPlanner(analyzer: try SharedAnalyzer.queries())
        let query = String(repeating: piece, count: 20_000 / piece.unicodeScalars.count)
        #expect(QueryProperties.defect(of: query, planner) == nil)
    }
}
