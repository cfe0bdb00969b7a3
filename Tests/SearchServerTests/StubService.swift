import Search
import Synchronization

/// A service that answers what a test wants and remembers what it was asked.
final class StubService: SearchService {
    private let answer: @Sendable (SearchRequest) async throws(SearchError) -> SearchAnswer
    private let state: @Sendable () throws(SearchError) -> ServedIndexStatus
    private let asked = Mutex<[SearchRequest]>([])

    init(
        search: @escaping @Sendable (SearchRequest) async throws(SearchError) -> SearchAnswer = { _ in .empty },
        status: @escaping @Sendable () throws(SearchError) -> ServedIndexStatus = {
            ServedIndexStatus(indexPath: "/var/lib/sou/index")
        }
    ) {
        state = status
        answer = search
    }

    var requests: [SearchRequest] { asked.withLock { $0 } }

    func search(_ request: SearchRequest) async throws(SearchError) -> SearchAnswer {
        asked.withLock { $0.append(request) }
        return try await answer(request)
    }

    func status() async throws(SearchError) -> ServedIndexStatus { try state() }
}

extension SearchAnswer {
    static let empty = SearchAnswer(hits: [], totalLower: 0, totalEstimated: 0, totalUpper: 0)
}
