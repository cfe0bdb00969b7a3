internal import Analysis
internal import Matching
internal import Queries

/// For each clause of a plan, what finds it in a text.
struct ClauseMatchers {
    let clauses: [SoughtClause]
    /// The clauses that are shown: sought in the text and not for its absence.
    let shownClauses: [SoughtClause]
    /// The query as a whole, as it was typed; nil when none of it is text.
    let wholeQuery: Needle?
    /// What a block has in which the whole query begins.
    let wholeQueryCondition: BlockCondition
    /// The clause that is the whole query.
    let onlyClause: SoughtClause?

    init(_ plan: QueryPlan, analyzer: QueryAnalyzer) {
        let clauses = plan.clauses.enumerated().map {
            SoughtClause($1, number: $0, analyzer: analyzer)
        }
        self.clauses = clauses
        shownClauses = Set(plan.soughtClauses).sorted().filter { plan.clauses[$0].scope == .text }.map { clauses[$0] }
        wholeQuery = plan.wholeQuery.isEmpty ? nil : Needle(plan.wholeQuery)
        wholeQueryCondition = .all(terms: plan.wholeQuery.flatMap(SoughtClause.terms))
        let isOne = plan.clauses.count == 1 && plan.clauses[0].requirement.tokens == plan.wholeQuery
        onlyClause = isOne ? clauses[0] : nil
    }
}
