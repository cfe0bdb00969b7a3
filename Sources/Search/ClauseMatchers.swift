internal import Analysis
internal import Matching
internal import Queries

/// For each clause of a plan, what finds it in a text.
struct ClauseMatchers {
    let clauses: [ClauseMatcher]
    /// The query as a whole, as it was typed.
    let wholeQuery: Needle

    /// - Parameter plan: With at least one clause.
    init(_ plan: QueryPlan, analyzer: QueryAnalyzer) {
        clauses = plan.clauses.map { clause in
            switch clause.requirement {
            case .sequence(let tokens, _): .sequence(tokens)
            case .word(let token, _, let stem): .word(token, stem: stem, analyzer: analyzer)
            case .question(let tokens, _, _): .question(tokens, analyzer: analyzer)
            }
        }
        wholeQuery = Needle(plan.wholeQuery)
    }
}
