internal import IndexSchema
internal import Queries
internal import XapianIndex

/// The engine's queries for a plan's clauses: the documents that may satisfy each.
struct ClauseQueries {
    private let plan: QueryPlan
    /// The most frequent characters that are searched for, in a question.
    private let highestCharacterFrequency: Int
    private let reader: IndexReader
    /// For each clause, whether it is a prefix of which only the most frequent words are searched.
    private let isCut: [Bool]

    /// A prefix stands for no more words than this: each is a list of documents to be read beside the others.
    static let mostPrefixTerms = 1000

    /// A word or number weighs as much as two pairs of characters: RANKING.md, part 2.
    private static let wordWeight = 2.0

    init(_ plan: QueryPlan, _ reader: IndexReader) throws(IndexError) {
        self.plan = plan
        self.reader = reader
        // Characters in more documents than 5 % or 2,000 cost much and say little: RANKING.md, part 3.
        highestCharacterFrequency = max(try reader.documentCount / 20, 2000)
        var isCut: [Bool] = []
        for clause in plan.clauses { isCut.append(try Self.isCut(clause, reader)) }
        self.isCut = isCut
    }

    /// True when some prefix that is looked for stands for more words than are searched.
    var hasCutPrefix: Bool { plan.soughtClauses.contains { isCut[$0] } }

    /// True when a document has what the clause asks for if the engine finds it, and only then.
    func isDecided(_ index: Int) -> Bool {
        plan.clauses[index].requirement.isDecidedByTerms && !isCut[index]
    }

    /// The documents that may satisfy a clause.
    ///
    /// - Parameter ranksWholeFirst: a bonus for each question of which a document has all terms.
    func query(_ index: Int, ranksWholeFirst: Bool) throws(IndexError) -> IndexQuery {
        let clause = plan.clauses[index]
        let field = clause.scope.termPrefix
        func term(_ term: [UInt8]) -> IndexQuery { .term(field + term) }
        switch clause.requirement {
        case .sequence(_, let terms), .near(_, _, _, let terms):
            return .and(terms.map(term))
        case .prefix(_, let terms, let prefix):
            return .and(terms.map(term) + [.termsStarting(with: field + prefix, limit: Self.mostPrefixTerms)])
        case .word(_, let whole, let stem):
            return term(stem).andMaybe(term(whole))
        case .question(_, let terms, let ranked):
            var characters: [IndexQuery] = []
            for character in ranked.characters
            where try reader.termFrequency(field + character) <= highestCharacterFrequency {
                characters.append(term(character))
            }
            // A character that two texts share says too little to find one by the other; it only adds to the weight.
            let any = IndexQuery.or(
                ranked.words.map { term($0).scaled(by: Self.wordWeight) } + ranked.pairs.map(term)
            ).andMaybe(.or(characters))
            guard ranksWholeFirst else { return any }
            // What has all the terms may contain the question as it was typed: such candidates are verified, first.
            let whole = IndexQuery.constantWeight(CandidateQuery.bonus).filter(.and(terms.map(term)))
            return any.andMaybe(whole)
        }
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
    fileprivate var termPrefix: [UInt8] {
        switch self {
        case .text: []
        case .title: Array(TermPrefix.title.utf8)
        case .author: Array(TermPrefix.author.utf8)
        case .path: Array(TermPrefix.pathText.utf8)
        }
    }
}
