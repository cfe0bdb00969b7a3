internal import IndexSchema
internal import Queries
internal import XapianIndex

/// The engine's query for a plan: what finds the candidates, in the order in which they are looked at.
struct CandidateQuery {
    /// How the clauses are joined.
    enum Mode {
        /// A document needs every clause.
        case all
        /// A document needs one clause.
        case any
        /// A document needs one clause, and those with more of them come first.
        case most
    }

    /// What a candidate gains for each thing worth a class of its own: far above any sum of term weights, so that
    /// the number of such things can be read off a weight.
    static let bonus = 1e6

    let query: IndexQuery
    let mode: Mode

    /// Characters in more documents than this are not searched for, in a question: they cost much and say little.
    private static func highestCharacterFrequency(_ documentCount: Int) -> Int {
        // 5 % of the documents or 2,000: RANKING.md, part 3.
        max(documentCount / 20, 2000)
    }

    /// A word or number weighs as much as two pairs of characters: RANKING.md, part 2.
    private static let wordWeight = 2.0

    init(_ plan: QueryPlan, mode: Mode, reader: IndexReader) throws(IndexError) {
        self.mode = mode
        var clauses: [IndexQuery] = []
        for clause in plan.clauses {
            let query = try Self.query(clause.requirement, reader, ranksWholeFirst: mode != .most)
            clauses.append(mode == .most ? .and([query, .constantWeight(Self.bonus)]) : query)
        }
        query = mode == .all ? .and(clauses) : .or(clauses)
    }

    /// Splits a candidate's weight into the number of bonuses in it and the rest.
    static func split(_ weight: Double) -> (bonuses: Int, rest: Double) {
        let bonuses = (weight / bonus).rounded(.down)
        return (Int(bonuses), weight - bonuses * bonus)
    }

    private static func query(
        _ requirement: QueryPlan.Requirement, _ reader: IndexReader, ranksWholeFirst: Bool
    ) throws(IndexError) -> IndexQuery {
        switch requirement {
        case .sequence(_, let terms), .prefix(_, let terms, _), .near(_, _, _, let terms):
            return .and(terms.map { .term($0) })
        case .word(_, let term, let stem):
            return IndexQuery.term(stem).andMaybe(.term(term))
        case .question(_, let terms, let ranked):
            let highest = highestCharacterFrequency(try reader.documentCount)
            var characters: [IndexQuery] = []
            for character in ranked.characters where try reader.termFrequency(character) <= highest {
                characters.append(.term(character))
            }
            // A character that two texts share says too little to find one by the other; it only adds to the weight.
            let any = IndexQuery.or(
                ranked.words.map { IndexQuery.term($0).scaled(by: wordWeight) } + ranked.pairs.map { .term($0) }
            ).andMaybe(.or(characters))
            guard ranksWholeFirst else { return any }
            // What has all the terms may contain the question as it was typed: such candidates are verified, first.
            let whole = IndexQuery.constantWeight(bonus).filter(.and(terms.map { .term($0) }))
            return any.andMaybe(whole)
        }
    }
}
