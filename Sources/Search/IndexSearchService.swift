package import Analysis
package import Queries
package import SystemPackage

/// Searches the index of a folder on threads of its own, always at the newest commit.
package final class IndexSearchService: SearchService {
    private let folder: FilePath
    private let pool: WorkerPool<Searcher>

    /// What guessing at a query that found nothing takes at most, unless it is said otherwise.
    package static let guessPatience: Duration = .milliseconds(20)

    /// Starts the threads. The index need not exist yet.
    ///
    /// - Parameters:
    ///   - folder: The folder of the index.
    ///   - synonyms: What words stand for in queries.
    ///   - threads: How many searches run at the same time, at least 1.
    ///   - cacheBytes: What documents that were read take in memory until others take their place.
    ///   - queueLimit: How many may wait, at least 1; more are refused as busy.
    ///   - guessPatience: What guessing at a query that found nothing may take beside the search.
    ///
    /// Throws: `AnalysisError` when memory is short.
    package init(
        folder: FilePath, analyzer: Analyzer, synonyms: Synonyms = Synonyms(), threads: Int,
        cacheBytes: Int = 0, queueLimit: Int, guessPatience: Duration = IndexSearchService.guessPatience
    ) throws(AnalysisError) {
        self.folder = folder
        let cache = DocumentCache(limitBytes: cacheBytes)
        let repeats = RepeatCount()
        pool = try WorkerPool(threads: threads, queueLimit: queueLimit) { () throws(AnalysisError) in
            try Searcher(
                folder: folder, analyzer: analyzer, synonyms: synonyms, cache: cache, repeats: repeats,
                guessPatience: guessPatience)
        }
    }

    package func search(_ request: SearchRequest) async throws(SearchError) -> SearchAnswer {
        try await run { [pool] searcher throws(SearchError) in try searcher.answer(request, helpedBy: pool) }
    }

    package func similar(_ request: SimilarRequest) async throws(SearchError) -> SearchAnswer {
        try await run { searcher throws(SearchError) in try searcher.similar(request) }
    }

    package func suggest(_ request: SuggestRequest) async throws(SearchError) -> SuggestAnswer {
        try await run { searcher throws(SearchError) in try searcher.suggest(request) }
    }

    package func status() async throws(SearchError) -> ServedIndexStatus {
        try await run { [folder] searcher throws(SearchError) in searcher.status(indexPath: folder) }
    }

    /// Takes no more searches, lets those that wait be answered, and returns when the threads have ended.
    package func shutdown() async {
        await pool.shutdown()
    }

    private func run<Answer: Sendable>(
        _ work: @escaping @Sendable (Searcher) throws(SearchError) -> Answer
    ) async throws(SearchError) -> Answer {
        let result: Result<Answer, SearchError> = await withCheckedContinuation { continuation in
            let submitted = pool.submit { searcher in
                continuation.resume(returning: Result { () throws(SearchError) in try work(searcher) })
            }
            switch submitted {
            case .queued: break
            case .full(let waiting): continuation.resume(returning: .failure(.busy(waiting: waiting)))
            case .closed: continuation.resume(returning: .failure(.shuttingDown))
            }
        }
        return try result.get()
    }
}
