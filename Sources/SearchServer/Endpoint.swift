/// What can be asked for, under its path.
enum Endpoint: String, CaseIterable, Sendable {
    case search = "/v1/search"
    case status = "/v1/status"
    case health = "/healthz"
}
