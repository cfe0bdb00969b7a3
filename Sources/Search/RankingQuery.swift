internal import Analysis
internal import Glibc
internal import IndexSchema
internal import Matching
internal import Queries
internal import XapianIndex

/// The engine's query that gives candidates their weights, beside the one that says which they are.
///
/// Each term adds to the weight of a document that has it, also where a clause asks for terms one after another and they
/// stand apart: of two documents that match, that with more of the query is the better one.
struct RankingQuery {
    /// BM25 with a lower bound for long documents: RANKING.md, part 4.
    static let weighting = Weighting.bm25Plus(
        k1: 1.2, k2: 0, k3: 1, b: 0.6, minimumNormalizedLength: 0.5, delta: 1)

    /// How much a term in the title counts beside its counting in the body.
    private static let titleWeight = 0.3

    private let ranked: RankedTerms
    /// The query holds more words and pairs than are ranked by: more than the rarest say little.
    let isCut: Bool
    private let wholeTitles: [[UInt8]]
    private let reader: IndexReader

    /// What a document gains that has the query for its title: more than terms are worth together, less than containing a
    /// long question as it was typed, which such a document does as well.
    private static let titleBonus = 1e5

    /// - Parameter titles: the query as a title would be, folded.
    init(_ plan: QueryPlan, titles: Set<[UInt8]>, _ reader: IndexReader) throws(IndexError) {
        var ranked = RankedTerms(plan)
        let pieceFrequency = { (piece: RankedTerms.Ranked) throws(IndexError) in try reader.termFrequency(piece.term) }
        let rarest = RarestTerms(reader: reader)
        let wordCount = ranked.words.count
        let pieces = try rarest.ofAny(Array((ranked.words + ranked.pairs).enumerated())) { piece throws(IndexError) in
            try pieceFrequency(piece.element)
        }
        ranked.words = pieces.kept.filter { $0.offset < wordCount }.map(\.element)
        ranked.pairs = pieces.kept.filter { $0.offset >= wordCount }.map(\.element)
        ranked.characters = try rarest.ofAny(ranked.characters, frequency: pieceFrequency).kept
        (self.ranked, isCut) = (ranked, pieces.isCut)
        wholeTitles = titles.map { Array(TermPrefix.wholeTitle.utf8) + Term.fitting($0) }
        self.reader = reader
    }

    /// The query, with a document before all others that has what was typed for its title.
    func withTitleFirst(_ query: IndexQuery) -> IndexQuery {
        query.andMaybe(titled)
    }

    /// The query with the weights of what is searched for.
    func weighing(_ query: IndexQuery) throws(IndexError) -> IndexQuery {
        let ranked = try self.query().map(query.andMaybe) ?? query
        return try isSomeTitle() ? withTitleFirst(ranked) : ranked
    }

    /// Those of the documents that have what was typed for their title; nil when no document has.
    func onlyTitled(_ query: IndexQuery) throws(IndexError) -> IndexQuery? {
        try isSomeTitle() ? .and([query, titled]) : nil
    }

    private func isSomeTitle() throws(IndexError) -> Bool {
        for title in wholeTitles where try reader.termFrequency(title) > 0 { return true }
        return false
    }

    private var titled: IndexQuery {
        IndexQuery.constantWeight(Self.titleBonus).filter(.or(wholeTitles.map { .term($0) }))
    }

    /// Nil when there is nothing to rank by.
    func query() throws(IndexError) -> IndexQuery? {
        let searched = (ranked.words + ranked.pairs + (try rareCharacters())).map(Self.query)
        return searched.isEmpty ? nil : .or(searched + (try titleTerms()))
    }

    /// The documents that have a pair or a word of the query, with their weights.
    func anyPiece() throws(IndexError) -> IndexQuery {
        // A character that two texts share says too little to find one by the other; it only adds to the weight.
        let pieces = (ranked.words + ranked.pairs).map(Self.query)
        return IndexQuery.or(pieces).andMaybe(.or(try rareCharacters().map(Self.query) + titleTerms()))
    }

    /// Characters in more documents than 5 % or 2,000 cost much and say little, so they are not searched for; they count
    /// in the best window. RANKING.md, part 3.
    private func rareCharacters() throws(IndexError) -> [RankedTerms.Ranked] {
        let highestFrequency = max(try reader.documentCount / 20, 2000)
        var rare: [RankedTerms.Ranked] = []
        for character in ranked.characters where try reader.termFrequency(character.term) <= highestFrequency {
            rare.append(character)
        }
        return rare
    }

    /// Most of a question is in nobody's title, and what the engine looks up in vain costs it as much as what it finds.
    private func titleTerms() throws(IndexError) -> [IndexQuery] {
        var terms: [IndexQuery] = []
        for ranked in ranked.words + ranked.pairs {
            let term = Array(TermPrefix.title.utf8) + ranked.term
            guard try reader.termFrequency(term) > 0 else { continue }
            terms.append(.term(term).scaled(by: Self.titleWeight * ranked.weight))
        }
        return terms
    }

    private static func query(_ ranked: RankedTerms.Ranked) -> IndexQuery {
        let term = IndexQuery.term(ranked.term)
        return ranked.weight == 1 ? term : term.scaled(by: ranked.weight)
    }

    /// What finds the best window of a text: what a term is worth there is its weight and its rarity, as the engine's
    /// lower bound has it.
    func bestWindow(_ analyzer: QueryAnalyzer) throws(IndexError) -> BestWindow {
        let documentCount = Double(try reader.documentCount)
        func worths(_ terms: [RankedTerms.Ranked]) throws(IndexError) -> [(term: [UInt8], worth: Double)] {
            var worths: [(term: [UInt8], worth: Double)] = []
            for ranked in terms {
                let frequency = try reader.termFrequency(ranked.term)
                guard frequency > 0 else { continue }
                worths.append((ranked.term, ranked.weight * log((documentCount + 1) / Double(frequency))))
            }
            return worths
        }
        return BestWindow(
            words: try worths(ranked.words), pairs: try worths(ranked.pairs),
            characters: try worths(ranked.characters), analyzer: analyzer)
    }
}
