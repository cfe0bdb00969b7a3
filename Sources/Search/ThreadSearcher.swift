package import Analysis
package import SystemPackage

/// Searches the index of a folder on the thread that asks, as a thread of `IndexSearchService` does: for programs that have
/// nothing else to do. Belongs to one thread.
package final class ThreadSearcher {
    private let searcher: Searcher

    /// - Parameters:
    ///   - folder: The folder of the index, which need not exist yet.
    ///   - cacheBytes: What documents that were read take in memory until others take their place.
    ///   - guessPatience: What guessing at a query that found nothing may take beside the search.
    ///
    /// Throws: `AnalysisError` when memory is short.
    package init(
        folder: FilePath, analyzer: Analyzer, cacheBytes: Int = 0,
        guessPatience: Duration = IndexSearchService.guessPatience
    ) throws(AnalysisError) {
        searcher = try Searcher(
            folder: folder, analyzer: analyzer, cache: DocumentCache(limitBytes: cacheBytes),
            guessPatience: guessPatience)
    }

    package func search(_ request: SearchRequest) throws(SearchError) -> SearchAnswer {
        try searcher.answer(request)
    }
}
