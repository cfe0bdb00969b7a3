internal import NIOHTTP1
internal import Search
internal import Synchronization

/// What the server counts since it started, in the text form that Prometheus reads.
final class Metrics: Sendable {
    static let contentType = "text/plain; version=0.0.4"

    /// Upper bounds of the histogram's buckets: around the millisecond that most searches take, up to the deadline.
    static let bucketSeconds = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

    private struct Request: Hashable {
        /// `none` for what is no request to any endpoint, so that a client cannot make labels.
        var endpoint: String
        var status: UInt
    }

    private struct State {
        var requests: [Request: Int] = [:]
        /// Searches by bucket, each in one; the last is for those that took longer than all bounds.
        var searches = [Int](repeating: 0, count: Metrics.bucketSeconds.count + 1)
        var searchSeconds = 0.0
        var busyRefusals = 0
        var openConnections = 0
        var refusedConnections = 0
    }

    private let state = Mutex(State())

    /// Counts an answered request.
    ///
    /// - Parameter endpoint: nil when the request is to none.
    func answered(_ endpoint: Endpoint?, _ status: HTTPResponseStatus) {
        state.withLock {
            $0.requests[Request(endpoint: endpoint?.name ?? "none", status: status.code), default: 0] += 1
        }
    }

    /// Counts a search that was answered with hits or none, and its time.
    func searched(_ duration: Duration) {
        let seconds = duration / .seconds(1)
        let bucket = Self.bucketSeconds.firstIndex { seconds <= $0 } ?? Self.bucketSeconds.count
        state.withLock { state in
            state.searches[bucket] += 1
            state.searchSeconds += seconds
        }
    }

    /// Counts a request that was refused because too many were waiting.
    func refusedAsBusy() { state.withLock { $0.busyRefusals += 1 } }

    func connectionOpened() { state.withLock { $0.openConnections += 1 } }
    func connectionClosed() { state.withLock { $0.openConnections -= 1 } }

    /// Counts a connection that was turned away because too many were open.
    func connectionRefused() { state.withLock { $0.refusedConnections += 1 } }

    /// All metrics. Those of the index are left out as far as its status is not known.
    func text(_ status: ServedIndexStatus?, version: String, uptime: Duration) -> String {
        let state = state.withLock { $0 }
        var text = PrometheusText()
        text.add("sou_build_info", .gauge, "The version of soud.", labels: [("version", version)], 1)
        text.add("sou_uptime_seconds", .gauge, "Seconds since the daemon started.", uptime / .seconds(1))
        text.begin("sou_requests_total", .counter, "Answered requests.")
        for (request, count) in state.requests.sorted(by: {
            ($0.key.endpoint, $0.key.status) < ($1.key.endpoint, $1.key.status)
        }) {
            let labels = [("endpoint", request.endpoint), ("status", String(request.status))]
            text.sample("sou_requests_total", labels: labels, Double(count))
        }
        text.begin("sou_search_seconds", .histogram, "Time from a search's arrival to its answer.")
        var count = 0
        for (bound, inBucket) in zip(Self.bucketSeconds.map(PrometheusText.number) + ["+Inf"], state.searches) {
            count += inBucket
            text.sample("sou_search_seconds_bucket", labels: [("le", bound)], Double(count))
        }
        text.sample("sou_search_seconds_sum", state.searchSeconds)
        text.sample("sou_search_seconds_count", Double(count))
        text.add(
            "sou_busy_refusals_total", .counter, "Requests refused because too many were waiting.",
            Double(state.busyRefusals))
        text.add("sou_open_connections", .gauge, "Connections that are served now.", Double(state.openConnections))
        text.add(
            "sou_refused_connections_total", .counter, "Connections turned away because too many were open.",
            Double(state.refusedConnections))
        guard let status else { return text.text }
        text.add("sou_index_ready", .gauge, "1 when the index can be searched.", status.problem == nil ? 1 : 0)
        let facts = [
            ("sou_index_documents", "Documents in the index.", status.documentCount),
            ("sou_index_generation", "Number of the live generation.", status.generation),
            ("sou_index_bytes", "Bytes of the index on disk.", status.indexBytes),
            ("sou_index_text_bytes", "Bytes of extracted text in all documents.", status.textBytes),
            (
                "sou_index_last_commit_timestamp_seconds", "When documents last changed.",
                status.lastCommitSeconds.map(Int.init)
            ),
        ]
        for case let (name, help, value?) in facts { text.add(name, .gauge, help, Double(value)) }
        if let repeated = status.repeatedSearches {
            text.add(
                "sou_repeated_searches_total", .counter, "Searches begun again because commits overtook them.",
                Double(repeated))
        }
        return text.text
    }
}
