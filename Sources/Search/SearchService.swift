package import IndexSchema

/// What a server needs of the index: answers to searches, and its state.
///
/// `IndexSearchService` is the real one; a server's tests bring their own.
package protocol SearchService: Sendable {
    /// Answers one query.
    ///
    /// Throws: `SearchError`, never anything else.
    func search(_ request: SearchRequest) async throws(SearchError) -> SearchAnswer

    /// Finds documents like one that the index holds.
    ///
    /// Throws: `SearchError`, never anything else; `.notIndexed` when the index does not hold it.
    func similar(_ request: SimilarRequest) async throws(SearchError) -> SearchAnswer

    /// Completes a text from what the index holds.
    ///
    /// Throws: `SearchError`, never anything else.
    func suggest(_ request: SuggestRequest) async throws(SearchError) -> SuggestAnswer

    /// The state of the index that would answer a search now. An index that is missing or unusable is a state, not an error.
    func status() async throws(SearchError) -> ServedIndexStatus
}

/// The state of the index that is being served.
package struct ServedIndexStatus: Sendable {
    /// Nil when the index can be searched, else why it cannot.
    package var problem: SearchError?
    /// The folder of the index.
    package var indexPath: String
    package var documentCount: Int?
    package var textBytes: Int?
    package var indexBytes: Int?
    package var generation: Int?
    package var fingerprint: String?
    /// Seconds since 1970-01-01T00:00:00Z.
    package var lastCommitSeconds: Int64?
    /// What the process that keeps the index fresh says; nil when none does.
    package var watch: WatcherState?
    /// How often searches were begun again since the start because commits overtook them.
    package var repeatedSearches: Int?

    package init(
        problem: SearchError? = nil, indexPath: String, documentCount: Int? = nil, textBytes: Int? = nil,
        indexBytes: Int? = nil, generation: Int? = nil, fingerprint: String? = nil, lastCommitSeconds: Int64? = nil,
        watch: WatcherState? = nil, repeatedSearches: Int? = nil
    ) {
        self.problem = problem
        self.indexPath = indexPath
        self.documentCount = documentCount
        self.textBytes = textBytes
        self.indexBytes = indexBytes
        self.generation = generation
        self.fingerprint = fingerprint
        self.lastCommitSeconds = lastCommitSeconds
        self.watch = watch
        self.repeatedSearches = repeatedSearches
    }
}
