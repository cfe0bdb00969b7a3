internal import Analysis
internal import IndexSchema
internal import Queries
internal import XapianIndex

extension Searcher {
    /// The documents that share most with one that the index holds, without itself.
    ///
    /// Throws: `SearchError.notIndexed` as well.
    func similar(_ request: SimilarRequest) throws(SearchError) -> SearchAnswer {
        try withReader(until: request.deadline) { reader in
            let unique = UniqueTerm.path(request.path)
            var documents = try reader.documents(containing: unique)
            guard let id = try documents.next() else {
                throw SearchError.notIndexed(path: String(decoding: request.path, as: UTF8.self))
            }
            do {
                return try answer(request, id, unique, reader)
            } catch is DeadlinePassed {
                throw SearchError.deadlinePassed
            }
        }
    }

    /// The best terms of the document are asked for as a question is, so that they are weighed, shown and looked for in
    /// long texts as there.
    private func answer(
        _ request: SimilarRequest, _ id: DocumentID, _ unique: [UInt8], _ reader: IndexReader
    ) throws -> SearchAnswer {
        var answer = SearchAnswer(hits: [], totalLower: 0, totalEstimated: 0, totalUpper: 0)
        let terms = SimilarTerms(reader: reader, analyzer: queryAnalyzer, deadline: request.deadline)
        let tokens = try terms.tokens(of: id)
        guard !tokens.isEmpty else { return answer }
        var ranked = RankedTerms(tokens)
        // The characters of pairs that were chosen because they are rare are mostly not rare themselves.
        ranked.characters = []
        let plan = QueryPlan(
            clauses: [.init(typed: "", requirement: .question(tokens, terms: [], ranked: ranked))],
            parts: [.clause(0)], wholeQuery: [])

        let query = try RankingQuery(plan, titles: [], reader).anyPiece().andNot(.term(unique))
        let set = try reader.search(query, count: request.limit, weighting: RankingQuery.weighting)
        (answer.totalLower, answer.totalEstimated, answer.totalUpper) =
            (set.countLowerBound, set.countEstimate, set.countUpperBound)
        let hits = HitBuilder(
            matchers: ClauseMatchers(plan, analyzer: queryAnalyzer),
            reader: documents(reader, until: request.deadline))
        var areHitsComplete = true
        let found = set.matches.map { FoundDocument(id: $0.documentID, score: $0.weight) }
        for (hit, isComplete) in try hits.hits(found) {
            answer.hits.append(hit)
            if !isComplete { areHitsComplete = false }
        }
        if !areHitsComplete {
            answer.notices.append(
                SearchNotice(code: "deadline", message: "the deadline passed before the matches in all hits were found")
            )
        }
        return answer
    }
}
