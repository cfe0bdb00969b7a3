internal import NIOHTTP1

/// One request as it came from a connection: its head, or why it is refused.
struct IncomingRequest: Sendable {
    var head: Result<HTTPRequestHead, RequestError>
    /// When its head was there; before that, the time is the client's.
    var arrival: ContinuousClock.Instant

    /// Its head; nil when it is refused.
    var readHead: HTTPRequestHead? {
        guard case .success(let head) = head else { return nil }
        return head
    }
}
