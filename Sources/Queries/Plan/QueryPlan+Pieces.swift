extension QueryPlan {
    /// The same, with some clauses looked for in pieces, as questions are. Only sequences can be.
    package func withPieces(of indices: [Int]) -> QueryPlan {
        var plan = self
        for index in indices {
            guard case .sequence(let tokens, let terms) = clauses[index].requirement else { continue }
            plan.clauses[index].requirement = .question(tokens, terms: terms, ranked: RankedTerms(tokens))
        }
        return plan
    }
}
