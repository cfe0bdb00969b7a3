import Foundation
import LocalSocket
import SearchClient
import URIs
import Wire

/// One connection to a daemon that is kept alive over many requests, as `curl` and a web server would; `sou` asks once.
struct DaemonConnection: ~Copyable {
    private let connection: LocalConnection

    /// Why there is no answer to measure.
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    init(path: String) throws {
        connection = try LocalConnection(to: SocketAddress(path: path), deadline: .now + .seconds(3600))
    }

    /// The answer, and the milliseconds from the request's first byte to the answer's last.
    borrowing func ask(_ parameters: SearchParameters) throws -> (answer: SearchResponse, milliseconds: Double) {
        let items = parameters.queryItems.map { "\($0.name.rawValue)=\(PercentEncoding.encoded($0.value.utf8))" }
        let (body, milliseconds) = try get("/v1/search?\(items.joined(separator: "&"))")
        return (try JSONDecoder().decode(SearchResponse.self, from: Data(body)), milliseconds)
    }

    /// The body of an answer, and the milliseconds likewise.
    borrowing func get(_ target: String) throws -> (body: [UInt8], milliseconds: Double) {
        let head = "GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let start = ContinuousClock.now
        try connection.write(Array(head.utf8))
        var reader = HTTPResponseReader()
        while true {
            let bytes = try connection.read(limitBytes: 1 << 18)
            guard !bytes.isEmpty else { throw Failure(description: "cannot measure: the daemon hung up") }
            let end = ContinuousClock.now
            guard let response = try reader.append(bytes[...]) else { continue }
            guard response.status == 200 else {
                let text = String(decoding: response.body, as: UTF8.self)
                throw Failure(
                    description: "cannot measure '\(target)': the daemon answered \(response.status): \(text)")
            }
            return (response.body, (end - start) / .milliseconds(1))
        }
    }
}
