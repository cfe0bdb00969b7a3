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
    func didYouMean(_ request: SearchRequest, _ reader: IndexReader) throws -> String? {
        let deadline = min(request.deadline, .now + guessPatience)
        var trial = SearchRequest(query: "", limit: 1, match: request.match, deadline: deadline)
        let guesses = DidYouMean(
            queryAnalyzer: queryAnalyzer, pinyin: pinyin, folder: folder, reader: reader, deadline: deadline
        ) { [self] query in
            trial.query = query
            let plan = planner.plan(parser.parse(query).tree)
            guard !plan.isEmpty else { return false }
            let matchers = ClauseMatchers(plan, analyzer: queryAnalyzer)
            let collector = try CandidateCollector(trial, plan, matchers, reader, folder, queryAnalyzer)
            return try !collector.collect(trial.match == .all ? .all : .any).documents.isEmpty
        }
        return try guesses.suggestion(for: request.query)
    }
}
