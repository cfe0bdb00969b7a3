internal import FoundationEssentials
package import LocalSocket
package import Wire
internal import URIs

/// Asks a daemon, one request on a connection of its own at a time.
///
/// Its calls block the thread until there is an answer or the time is up. They suit a program that does nothing else.
package struct SearchClient: Sendable {
    /// Where the daemon listens.
    package let address: SocketAddress
    /// What one request may take, from connecting to the last byte of the answer.
    package let timeout: Duration

    package init(address: SocketAddress, timeout: Duration) {
        self.address = address
        self.timeout = timeout
    }

    /// Searches. No match is an answer with no hits, not an error.
    ///
    /// Throws: `ClientError`; after `.socket(.timedOut)` and a problem with status 503 the same request may succeed later.
    package func search(_ parameters: SearchParameters) throws(ClientError) -> ClientAnswer<SearchResponse> {
        let query = parameters.queryItems.map { "\($0.name.rawValue)=\(PercentEncoding.encoded($0.value.utf8))" }
        return try get("/v1/search?" + query.joined(separator: "&"))
    }

    /// Finds documents like one that the index holds.
    ///
    /// Throws: `ClientError`; `.problem` of the type `Problem.notIndexed` when the index does not hold it.
    package func similar(_ parameters: SimilarParameters) throws(ClientError) -> ClientAnswer<SearchResponse> {
        let query = parameters.queryItems.map { "\($0.name.rawValue)=\(PercentEncoding.encoded($0.value))" }
        return try get("/v1/similar?" + query.joined(separator: "&"))
    }

    /// Completes a text. Nothing that continues it is an answer without suggestions, not an error.
    ///
    /// Throws: `ClientError`.
    package func suggest(_ parameters: SuggestParameters) throws(ClientError) -> ClientAnswer<SuggestResponse> {
        let query = parameters.queryItems.map { "\($0.name.rawValue)=\(PercentEncoding.encoded($0.value.utf8))" }
        return try get("/v1/suggest?" + query.joined(separator: "&"))
    }

    /// The state of the daemon and its index. An index that is missing or unusable is an answer, not an error.
    ///
    /// Throws: `ClientError`.
    package func status() throws(ClientError) -> ClientAnswer<StatusResponse> {
        try get("/v1/status")
    }
}

extension SearchClient {
    private func get<Value: Decodable & Sendable>(_ target: String) throws(ClientError) -> ClientAnswer<Value> {
        let response: HTTPResponse
        do {
            response = try exchange(target)
        } catch let error as LocalSocketError {
            throw .socket(error)
        } catch let error as MalformedResponse {
            throw .malformed(error, path: address.path)
        } catch {
            preconditionFailure("an exchange throws nothing else: \(error)")
        }
        if response.contentType == Problem.contentType { throw .problem(try decode(response.body)) }
        guard response.status == 200 else { throw .unexpectedStatus(response.status, path: address.path) }
        return ClientAnswer(value: try decode(response.body), body: response.body)
    }

    /// Throws: `LocalSocketError`, `MalformedResponse`.
    private func exchange(_ target: String) throws -> HTTPResponse {
        let connection = try LocalConnection(to: address, deadline: .now + timeout)
        let head = "GET \(target) HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n"
        var reader = HTTPResponseReader()
        do {
            try connection.write(Array(head.utf8))
        } catch {
            // A daemon with too many connections answers before it is asked and hangs up. The answer is still there.
            // (`catch .closed` crashes the compiler, Swift 6.3.1.)
            guard case .closed = error else { throw error }
        }
        while true {
            let bytes = try connection.read(limitBytes: Self.readLimitBytes)
            guard !bytes.isEmpty else {
                if reader.receivedBytes == 0 { throw LocalSocketError.closed(path: address.path) }
                throw MalformedResponse.truncated(receivedBytes: reader.receivedBytes)
            }
            if let response = try reader.append(bytes[...]) { return response }
        }
    }

    /// An answer of ten hits comes in one read.
    private static let readLimitBytes = 64 * 1024

    private func decode<Value: Decodable>(_ body: [UInt8]) throws(ClientError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(body))
        } catch {
            throw .malformed(.json(reason: Self.reason(error)), path: address.path)
        }
    }

    /// Where the JSON is wrong, in a few words: a decoder's own description is a paragraph.
    private static func reason(_ error: any Error) -> String {
        let (context, what): (DecodingError.Context, String)
        switch error {
        case DecodingError.keyNotFound(let key, let found): (context, what) = (found, "'\(key.stringValue)' is missing")
        case DecodingError.typeMismatch(_, let found): (context, what) = (found, "another type was expected")
        case DecodingError.valueNotFound(_, let found): (context, what) = (found, "there is no value")
        case DecodingError.dataCorrupted(let found) where !found.codingPath.isEmpty:
            (context, what) = (found, "the value is unknown")
        default: return "it is not JSON"
        }
        let place = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
        return place.isEmpty ? what : "\(what) at '\(place)'"
    }
}
