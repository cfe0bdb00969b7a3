internal import IndexSchema
internal import Queries
internal import XapianIndex

/// The engine's queries for a plan's clauses: the documents that may satisfy each.
struct ClauseQueries {
    private let plan: QueryPlan
    /// For each clause, whether it is a prefix of which only the most frequent words are searched.
    private let isCut: [Bool]
    /// For each question beside other things, the words and pairs that are searched, the rarest of it.
    private let pieces: [Int: [RankedTerms.Ranked]]
    /// Some question holds more words and pairs than are searched.
    let hasCutQuestion: Bool
    private let rarest: RarestTerms

    /// A prefix stands for no more words than this: each is a list of documents to be read beside the others.
    static let mostPrefixTerms = 1000

    init(_ plan: QueryPlan, _ reader: IndexReader) throws(IndexError) {
        self.plan = plan
        var isCut: [Bool] = []
        for clause in plan.clauses { isCut.append(try Self.isCut(clause, reader)) }
        self.isCut = isCut
        rarest = RarestTerms(reader: reader)
        var pieces: [Int: [RankedTerms.Ranked]] = [:]
        var hasCutQuestion = false
        // A question alone is found by what it is ranked by.
        for (index, clause) in plan.clauses.enumerated() where plan.onlyQuestion == nil {
            guard case .question(_, _, let ranked) = clause.requirement else { continue }
            let field = clause.scope.termPrefix
            let searched = try rarest.ofAny(ranked.words + ranked.pairs) { piece throws(IndexError) in
                try reader.termFrequency(field + piece.term)
            }
            pieces[index] = searched.kept
            if searched.isCut { hasCutQuestion = true }
        }
        (self.pieces, self.hasCutQuestion) = (pieces, hasCutQuestion)
    }

    /// True when some prefix that is looked for stands for more words than are searched.
    var hasCutPrefix: Bool { plan.soughtClauses.contains { isCut[$0] } }

    /// True when a document has what the clause asks for if the engine finds it, and only then.
    func isDecided(_ index: Int) -> Bool {
        plan.clauses[index].requirement.isDecidedByTerms && !isCut[index]
    }

    /// False when no document has some term that the clause needs, which a look at each costs and not a search.
    func mayBeFound(_ index: Int, _ reader: IndexReader) throws(IndexError) -> Bool {
        let clause = plan.clauses[index]
        let needed: [[UInt8]]
        switch clause.requirement {
        case .sequence(_, let terms), .near(_, _, _, let terms), .prefix(_, let terms, _): needed = terms
        case .word(_, _, let stem): needed = [stem]
        case .question: needed = []
        }
        let field = clause.scope.termPrefix
        for term in needed where try reader.termFrequency(field + term) == 0 { return false }
        return true
    }

    /// Terms that the documents of `query` have, and no others, where they have no weight; nil where it is not so simple.
    func terms(_ index: Int) -> [[UInt8]]? {
        let clause = plan.clauses[index]
        guard clause.scope == .text else { return nil }
        switch clause.requirement {
        case .sequence(_, let terms), .near(_, _, _, let terms): return terms.count <= RarestTerms.most ? terms : nil
        case .word(_, _, let stem): return [stem]
        case .prefix, .question: return nil
        }
    }

    /// The documents that may satisfy a clause. Without a weight when the clause is for texts, which `RankingQuery` ranks,
    /// but for prefixes, whose words are many.
    ///
    /// - Parameter ranksWholeFirst: a bonus for each question of which a document has all terms.
    func query(_ index: Int, ranksWholeFirst: Bool) throws(IndexError) -> IndexQuery {
        let clause = plan.clauses[index]
        let field = clause.scope.termPrefix
        let weight = clause.scope == .text ? 0.0 : 1
        func term(_ term: [UInt8]) -> IndexQuery { .term(field + term) }
        switch clause.requirement {
        case .sequence(_, let terms), .near(_, _, _, let terms):
            return .and(try rarest.ofAll(terms, in: field).map(term)).scaled(by: weight)
        case .prefix(_, let terms, let prefix):
            let word = IndexQuery.termsStarting(with: field + prefix, limit: Self.mostPrefixTerms)
            return .and(try rarest.ofAll(terms, in: field).map { term($0).scaled(by: weight) } + [word])
        case .word(_, let whole, let stem):
            return term(stem).andMaybe(term(whole)).scaled(by: weight)
        case .question:
            let any = IndexQuery.or((pieces[index] ?? []).map { term($0.term).scaled(by: weight * $0.weight) })
            return ranksWholeFirst ? try withWholeFirst(index, any) : any
        }
    }

    /// The query, with a bonus for documents that have all terms of a question: they may contain it as it was typed, so
    /// they are verified, first.
    func withWholeFirst(_ index: Int, _ query: IndexQuery) throws(IndexError) -> IndexQuery {
        guard case .question(_, let terms, _) = plan.clauses[index].requirement else { return query }
        let field = plan.clauses[index].scope.termPrefix
        let whole = IndexQuery.and(try rarest.ofAll(terms, in: field).map { .term(field + $0) })
        return query.andMaybe(IndexQuery.constantWeight(CandidateQuery.bonus).filter(whole))
    }

    private static func isCut(_ clause: QueryPlan.Clause, _ reader: IndexReader) throws(IndexError) -> Bool {
        guard case .prefix(_, _, let prefix) = clause.requirement else { return false }
        var terms = try reader.terms(startingWith: clause.scope.termPrefix + prefix)
        for _ in 0...mostPrefixTerms where try terms.next() == nil { return false }
        return true
    }
}

extension QueryPlan.Scope {
    /// What the terms of the field begin with.
    var termPrefix: [UInt8] {
        switch self {
        case .text: []
        case .title: Array(TermPrefix.title.utf8)
        case .author: Array(TermPrefix.author.utf8)
        case .path: Array(TermPrefix.pathText.utf8)
        }
    }
}
