/// What can be asked for, under its path.
enum Endpoint: String, CaseIterable, Sendable {
    case search = "/v1/search"
    case similar = "/v1/similar"
    case suggest = "/v1/suggest"
    case status = "/v1/status"
    case health = "/healthz"
    case metrics = "/metrics"

    /// The last part of its path, which metrics name it by.
    var name: String { String(rawValue.split(separator: "/").last ?? "") }
}
