internal import Queries
internal import XapianIndex

/// The engine's query for a plan: what finds the candidates, in the order in which they are looked at.
///
/// A condition becomes two queries: the documents that may meet it, of which some fail when their text is looked at, and
/// those that certainly meet it, which is what a negation may leave out.
struct CandidateQuery {
    /// How the parts of the plan are joined. The constraints are needed in each mode.
    enum Mode {
        /// A document needs every part.
        case all
        /// A document needs one part.
        case any
        /// A document needs one part, and those with more of them come first.
        case most
    }

    /// What a candidate gains for each thing worth a class of its own: far above any sum of term weights, so that
    /// the number of such things can be read off a weight.
    static let bonus = 1e6

    let query: IndexQuery
    let mode: Mode
    /// The same documents where they are those of one term that is in too many to rank by it, so that nothing but its being
    /// the title tells one from another.
    private(set) var ofOneTerm: (titled: IndexQuery?, all: IndexQuery)?

    init(
        _ plan: QueryPlan, mode: Mode, clauses: ClauseQueries, filters: FilterQueries, ranking: RankingQuery
    ) throws(IndexError) {
        self.mode = mode
        let making = Making(clauses: clauses, filters: filters, ranksWholeFirst: mode != .most)
        // A question alone is found by what it is ranked by, so its lists are read once.
        if let question = plan.onlyQuestion {
            query = ranking.withTitleFirst(try clauses.withWholeFirst(question, ranking.anyPiece()))
            return
        }
        var parts = try making.each(plan.parts, making.mayMeet)
        if mode == .most { parts = parts.map { .and([$0, .constantWeight(Self.bonus)]) } }
        if mode != .all, !parts.isEmpty { parts = [.or(parts)] }
        let matching = IndexQuery.and(parts + (try making.each(plan.constraints, making.mayMeet)))
        guard let ranked = try ranking.query() else {
            query = ranking.withTitleFirst(matching)
            if mode != .most, plan.isOneTerm { ofOneTerm = (try ranking.onlyTitled(matching), matching) }
            return
        }
        query = ranking.withTitleFirst(matching.andMaybe(ranked))
    }

    /// Splits a candidate's weight into the number of bonuses in it and the rest.
    static func split(_ weight: Double) -> (bonuses: Int, rest: Double) {
        let bonuses = (weight / bonus).rounded(.down)
        return (Int(bonuses), weight - bonuses * bonus)
    }
}

extension QueryPlan {
    /// It asks for one term in the text, and nothing else.
    fileprivate var isOneTerm: Bool {
        guard parts.count == 1, constraints.isEmpty, case .clause(let index) = parts[0], clauses[index].scope == .text,
            case .sequence(_, let terms) = clauses[index].requirement
        else { return false }
        return terms.count == 1 && clauses[index].requirement.isDecidedByTerms
    }
}

/// What the queries of a plan are made from.
private struct Making {
    let clauses: ClauseQueries
    let filters: FilterQueries
    let ranksWholeFirst: Bool

    /// At least the documents that meet the condition.
    func mayMeet(_ condition: Condition) throws(IndexError) -> IndexQuery {
        switch condition {
        case .clause(let index): try clauses.query(index, ranksWholeFirst: ranksWholeFirst)
        case .filter(let filter): try filters.query(filter)
        case .all(let parts): .and(try each(parts, mayMeet))
        case .any(let parts): .or(try each(parts, mayMeet))
        case .not(let part): IndexQuery.matchAll.andNot(try certainlyMeets(part))
        }
    }

    /// At most the documents that meet the condition.
    private func certainlyMeets(_ condition: Condition) throws(IndexError) -> IndexQuery {
        switch condition {
        case .clause(let index):
            clauses.isDecided(index) ? try clauses.query(index, ranksWholeFirst: false) : .matchNothing
        case .filter(let filter): try filters.query(filter)
        case .all(let parts): .and(try each(parts, certainlyMeets))
        case .any(let parts): .or(try each(parts, certainlyMeets))
        case .not(let part): IndexQuery.matchAll.andNot(try mayMeet(part))
        }
    }

    func each(
        _ conditions: [Condition], _ make: (Condition) throws(IndexError) -> IndexQuery
    ) throws(IndexError) -> [IndexQuery] {
        var queries: [IndexQuery] = []
        for condition in conditions { queries.append(try make(condition)) }
        return queries
    }
}
