internal import Queries
internal import XapianIndex

extension Searcher {
    /// Completes a text; nothing to complete it with is an empty answer.
    func suggest(_ request: SuggestRequest) throws(SearchError) -> SuggestAnswer {
        try withReader(until: request.deadline) { reader in
            try Suggester(queryAnalyzer: queryAnalyzer, folder: folder, reader: reader).answer(request)
        }
    }

    /// What a query that found nothing was probably meant to be; nil when no guess finds anything in time.
    ///
    /// - Parameter search: which certainly found nothing.
    func didYouMean(_ request: SearchRequest, _ search: PlanSearch, _ reader: IndexReader) throws -> String? {
        let deadline = min(request.deadline, .now + guessPatience)
        // Few hits tell a text that is written from one that is there by chance.
        var trial = SearchRequest(query: "", limit: 3, match: request.match, deadline: deadline)
        let guesses = DidYouMean(
            queryAnalyzer: queryAnalyzer, pinyin: pinyin, characters: frequentCharacters, folder: folder,
            reader: reader, deadline: deadline, knownRuns: try search.knownRuns()
        ) { [self] query in
            trial.query = query
            trial.deadline = min(deadline, .now + guessPatience / 4)
            let plan = planner.plan(parser.parse(query).tree)
            guard !plan.isEmpty else { return 0 }
            let matchers = ClauseMatchers(plan, analyzer: queryAnalyzer)
            let collector = try CandidateCollector(
                trial, plan, matchers, documents(reader, until: trial.deadline), queryAnalyzer)
            let mode: CandidateQuery.Mode = trial.match == .all ? .all : .any
            let count = try collector.count(mode, upTo: trial.limit)
            guard count == 0, mode == .all, plan.parts.count > 1 else { return count }
            return try collector.count(.most, upTo: trial.limit)
        }
        return try guesses.suggestion(for: request.query)
    }
}
