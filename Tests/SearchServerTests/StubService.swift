import Search
import Synchronization

/// A service that answers what a test wants and remembers what it was asked.
final class StubService: SearchService {
    private let answer: @Sendable (SearchRequest) async throws(SearchError) -> SearchAnswer
    private let similarAnswer: @Sendable (SimilarRequest) async throws(SearchError) -> SearchAnswer
    private let suggestAnswer: @Sendable (SuggestRequest) async throws(SearchError) -> SuggestAnswer
    private let state: @Sendable () throws(SearchError) -> ServedIndexStatus
    private let asked = Mutex<[SearchRequest]>([])
    private let askedSimilar = Mutex<[SimilarRequest]>([])

    private let askedSuggest = Mutex<[SuggestRequest]>([])

    init(
        search: @escaping @Sendable (SearchRequest) async throws(SearchError) -> SearchAnswer = { _ in .empty },
        similar: @escaping @Sendable (SimilarRequest) async throws(SearchError) -> SearchAnswer = { _ in .empty },
        suggest: @escaping @Sendable (SuggestRequest) async throws(SearchError) -> SuggestAnswer = { _ in
            SuggestAnswer(suggestions: [])
        },
        status: @escaping @Sendable () throws(SearchError) -> ServedIndexStatus = {
            ServedIndexStatus(indexPath: "/var/lib/sou/index")
        }
    ) {
        state = status
        answer = search
        similarAnswer = similar
        suggestAnswer = suggest
    }

    var requests: [SearchRequest] { asked.withLock { $0 } }

    var similarRequests: [SimilarRequest] { askedSimilar.withLock { $0 } }

    var suggestRequests: [SuggestRequest] { askedSuggest.withLock { $0 } }

    func search(_ request: SearchRequest) async throws(SearchError) -> SearchAnswer {
        asked.withLock { $0.append(request) }
        return try await answer(request)
    }

    func similar(_ request: SimilarRequest) async throws(SearchError) -> SearchAnswer {
        askedSimilar.withLock { $0.append(request) }
        return try await similarAnswer(request)
    }

    func suggest(_ request: SuggestRequest) async throws(SearchError) -> SuggestAnswer {
        askedSuggest.withLock { $0.append(request) }
        return try await suggestAnswer(request)
    }

    func status() async throws(SearchError) -> ServedIndexStatus { try state() }
}

extension SearchAnswer {
    static let empty = SearchAnswer(hits: [], totalLower: 0, totalEstimated: 0, totalUpper: 0)
}
