extension QueryPlan {
    /// The same, with what is asked for as typed looked for in pieces, as questions are.
    package var inPieces: QueryPlan {
        var plan = self
        for index in clauses.indices {
            guard case .sequence(let tokens, let terms) = clauses[index].requirement else { continue }
            plan.clauses[index].requirement = .question(tokens, terms: terms, ranked: RankedTerms(tokens))
        }
        return plan
    }
}
