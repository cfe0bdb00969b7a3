internal import FoundationEssentials
internal import NIOHTTP1
internal import Search
internal import Wire

/// One answer, before it is put on a connection.
struct Response: Sendable {
    var status: HTTPResponseStatus
    var contentType: String
    var body: [UInt8]
    /// The seconds after which asking again makes sense; nil when it does not.
    var retryAfterSeconds: Int?
    /// The methods that are allowed, when another was tried.
    var allow: String?
    var endsConnection = false
}

extension Response {
    static func text(_ text: String) -> Response {
        Response(status: .ok, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    static func json(_ value: some Encodable) -> Response {
        do {
            return json(bytes: try encode(value))
        } catch {
            return refusal(.unencodableAnswer("\(error)"))
        }
    }

    static func json(_ answer: SearchResponse) -> Response {
        do {
            return json(bytes: try answer.json(encode))
        } catch {
            return refusal(.unencodableAnswer("\(error)"))
        }
    }

    private static func json(bytes: [UInt8]) -> Response {
        Response(status: .ok, contentType: "application/json; charset=utf-8", body: bytes)
    }

    static func refusal(_ error: RequestError) -> Response {
        var response = problem(error.problem, status: error.status)
        if case .methodNotAllowed = error { response.allow = "GET, HEAD" }
        if case .tooManyConnections = error { response.retryAfterSeconds = 1 }
        response.endsConnection = error.endsConnection
        return response
    }

    static func failure(_ error: SearchError) -> Response {
        let (status, word, retryAfterSeconds): (HTTPResponseStatus, String, Int?) =
            switch error {
            case .noIndex: (.serviceUnavailable, "no-index", 10)
            case .incompatibleIndex: (.serviceUnavailable, "incompatible-index", 60)
            case .unreadableIndex: (.serviceUnavailable, "unreadable-index", 60)
            case .notIndexed: (.notFound, "not-indexed", nil)
            case .busy: (.serviceUnavailable, "busy", 1)
            case .shuttingDown: (.serviceUnavailable, "stopping", 1)
            case .deadlinePassed: (.gatewayTimeout, "deadline", nil)
            }
        let problem = Problem(
            type: "urn:sou:problem:\(word)", title: status.reasonPhrase, status: Int(status.code),
            detail: error.description, remedy: error.remedy)
        var response = Self.problem(problem, status: status)
        response.retryAfterSeconds = retryAfterSeconds
        return response
    }

    private static func problem(_ problem: Problem, status: HTTPResponseStatus) -> Response {
        do {
            return Response(status: status, contentType: Problem.contentType, body: try encode(problem))
        } catch {
            // A problem is strings and an integer; there is nothing in it that JSON does not have.
            preconditionFailure("a problem cannot be encoded: \(error)")
        }
    }

    static func encode(_ value: any Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        // Sorted, because otherwise the order of the keys changes from process to process.
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value))
    }
}
