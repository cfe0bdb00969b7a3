internal import NIOHTTP1
internal import Wire

/// Why a request is refused before it reaches the index.
enum RequestError: Error, Hashable, Sendable {
    /// It is not HTTP/1; the parser's word for what is wrong.
    case malformed(String)
    case requestLineTooLong
    case headersTooLarge
    case hasBody
    case unknownPath(String)
    case methodNotAllowed(String, path: String)
    /// The percent-encoding of a parameter is broken, or what it encodes is not UTF-8.
    case badEncoding(String)
    case unknownParameter(String, known: [String])
    case repeatedParameter(String)
    case missingParameter(String)
    case badValue(parameter: String, value: String, wanted: String)
    case queryTooLong(characters: Int)
    case tooManyConnections(limit: Int)
    /// The answer cannot be written as JSON, which is a mistake of ours.
    case unencodableAnswer(String)

    /// The longest request line, without its line end: the longest query, 4,096 characters, takes 48 KiB at the worst
    /// when it is percent-encoded.
    static let requestLineLimitBytes = 64 * 1024
    /// The most that all headers of one request may have together.
    static let headersLimitBytes = 32 * 1024

    var status: HTTPResponseStatus {
        switch self {
        case .requestLineTooLong: .uriTooLong
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .hasBody: .payloadTooLarge
        case .unknownPath: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .tooManyConnections: .serviceUnavailable
        case .unencodableAnswer: .internalServerError
        case .malformed, .badEncoding, .unknownParameter, .repeatedParameter, .missingParameter, .badValue,
            .queryTooLong:
            .badRequest
        }
    }

    /// Where the next request begins is not known, or there shall be none.
    var endsConnection: Bool {
        switch self {
        case .malformed, .requestLineTooLong, .headersTooLarge, .hasBody, .tooManyConnections: true
        default: false
        }
    }

    var problem: Problem {
        Problem(
            type: "urn:sou:problem:\(word)", title: status.reasonPhrase, status: Int(status.code),
            detail: description, remedy: remedy)
    }

    /// The last part of the problem's type.
    private var word: String {
        switch self {
        case .malformed: "malformed-request"
        case .requestLineTooLong, .queryTooLong: "query-too-long"
        case .headersTooLarge: "headers-too-large"
        case .hasBody: "body"
        case .unknownPath: "unknown-path"
        case .methodNotAllowed: "method"
        case .badEncoding, .unknownParameter, .repeatedParameter, .missingParameter, .badValue: "parameter"
        case .tooManyConnections: "too-many-connections"
        case .unencodableAnswer: "internal"
        }
    }

    private var remedy: String? {
        switch self {
        case .requestLineTooLong, .queryTooLong: "ask with a shorter query"
        case .tooManyConnections: "try again in a moment, or raise daemon.max_connections"
        case .unencodableAnswer: "report this as a mistake in soud"
        default: nil
        }
    }
}

extension RequestError: CustomStringConvertible {
    var description: String {
        switch self {
        case .malformed(let cause): "cannot read the request: \(cause)"
        case .requestLineTooLong:
            "cannot read the request: its first line is longer than \(Self.requestLineLimitBytes) bytes"
        case .headersTooLarge:
            "cannot read the request: its headers have more than \(Self.headersLimitBytes) bytes or 256 fields"
        case .hasBody: "cannot take the request: it has a body, and none is expected"
        case .unknownPath(let path):
            "cannot find '\(Self.excerpt(path))': the paths here are \(Endpoint.allCases.map(\.rawValue).joined(separator: ", "))"
        case .methodNotAllowed(let method, let path):
            "cannot \(Self.excerpt(method)) '\(path)': it is only for GET and HEAD"
        case .badEncoding(let text):
            "cannot read the parameter '\(Self.excerpt(text))': its percent-encoding is broken or is not UTF-8"
        case .unknownParameter(let name, let known) where known.isEmpty:
            "cannot use the parameter '\(Self.excerpt(name))': no parameters are known here"
        case .unknownParameter(let name, let known):
            "cannot use the parameter '\(Self.excerpt(name))': known parameters here are \(known.joined(separator: ", "))"
        case .repeatedParameter(let name): "cannot use the parameter '\(name)': it is given more than once"
        case .missingParameter(let name): "cannot search: the parameter '\(name)' is missing"
        case .badValue(let parameter, let value, let wanted):
            "cannot use the parameter '\(parameter)': it must be \(wanted), not '\(Self.excerpt(value))'"
        case .queryTooLong(let characters):
            "cannot search: the query has \(characters) characters, "
                + "at most \(SearchParameters.longestQueryCharacters) are allowed"
        case .tooManyConnections(let limit): "cannot take another connection: \(limit) are open already"
        case .unencodableAnswer(let cause): "cannot write the answer: \(cause)"
        }
    }

    /// The beginning of what a client sent, so that a sentence stays a sentence.
    private static func excerpt(_ text: String) -> String {
        text.count <= 60 ? text : text.prefix(60) + "…"
    }
}
