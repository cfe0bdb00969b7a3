internal import Analysis
internal import Matching
internal import Queries

/// For each clause of a plan, what finds it in a text.
struct ClauseMatchers: Sendable {
    let clauses: [SoughtClause]
    /// Those of them whose matches are marked in the body: the body was asked for, and to have them.
    let shown: [SoughtClause]
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
        let sought = Set(plan.soughtClauses)
        shown = clauses.filter { $0.scope == .text && sought.contains($0.number) }
        wholeQuery = plan.wholeQuery.isEmpty ? nil : Needle(plan.wholeQuery)
        wholeQueryCondition = .all(terms: plan.wholeQuery.flatMap(SoughtClause.terms))
        let isOne = clauses.count == 1 && shown.count == 1 && plan.clauses[0].requirement.tokens == plan.wholeQuery
        onlyClause = isOne ? clauses[0] : nil
    }
}
