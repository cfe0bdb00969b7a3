/// Clauses and filters joined: which documents match.
package indirect enum Condition: Hashable, Sendable {
    /// The plan's clause with this index.
    case clause(Int)
    case filter(Filter)
    case all([Condition])
    case any([Condition])
    case not(Condition)
}

extension Condition {
    /// The indices of all clauses in it, in order; negated ones only when they are asked for.
    package func clauses(includingNegated: Bool = true) -> [Int] {
        switch self {
        case .clause(let index): [index]
        case .filter: []
        case .all(let parts), .any(let parts): parts.flatMap { $0.clauses(includingNegated: includingNegated) }
        case .not(let part): includingNegated ? part.clauses() : []
        }
    }

    /// Its one-line form, with the clauses it speaks of.
    func description(_ clauses: [QueryPlan.Clause]) -> String {
        func list(_ parts: [Condition]) -> String {
            parts.map { $0.description(clauses) }.joined(separator: " ")
        }
        return switch self {
        case .clause(let index): clauses[index].description
        case .filter(let filter): filter.description
        case .all(let parts): "all(\(list(parts)))"
        case .any(let parts): "any(\(list(parts)))"
        case .not(let part): "not(\(part.description(clauses)))"
        }
    }
}
