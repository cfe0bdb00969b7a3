internal import Queries
internal import XapianIndex

/// Says of documents that the engine found whether they have what a plan's conditions ask for.
struct ConditionVerifier {
    let matchers: ClauseMatchers
    let filters: FilterQueries
    /// For each clause, whether its terms alone decide it.
    let isClauseDecided: [Bool]
    let deadline: ContinuousClock.Instant

    /// True when the engine's answer is the truth.
    func isDecided(_ condition: Condition) -> Bool {
        switch condition {
        case .clause(let index): isClauseDecided[index]
        case .filter: true
        case .all(let parts), .any(let parts): parts.allSatisfy(isDecided)
        case .not(let part): isDecided(part)
        }
    }

    // Both throw `DeadlinePassed` between two clauses and between two blocks of a long text, and what reading throws.

    /// True when a document has what the condition asks for.
    func holds(_ condition: Condition, in text: StoredText) throws -> Bool {
        switch condition {
        case .clause(let index):
            // A long text against many clauses takes longer than a deadline may be exceeded.
            try DeadlinePassed.check(deadline)
            return try text.satisfies(matchers.clauses[index])
        case .filter(let filter): return try filters.passes(text.id, filter)
        case .all(let parts): return try parts.allSatisfy { try holds($0, in: text) }
        case .any(let parts): return try parts.contains { try holds($0, in: text) }
        case .not(let part): return try !holds(part, in: text)
        }
    }

    /// The same for a document that the engine found for the condition, so that what terms decide is not asked again.
    func holds(_ condition: Condition, inCandidate text: StoredText) throws -> Bool {
        if isDecided(condition) { return true }
        if case .all(let parts) = condition { return try parts.allSatisfy { try holds($0, inCandidate: text) } }
        return try holds(condition, in: text)
    }
}
