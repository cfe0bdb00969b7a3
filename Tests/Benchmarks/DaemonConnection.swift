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
        let head = "GET /v1/search?\(items.joined(separator: "&")) HTTP/1.1\r\nHost: localhost\r\n\r\n"
        let start = ContinuousClock.now
        try connection.write(Array(head.utf8))
        var reader = HTTPResponseReader()
        while true {
            let bytes = try connection.read(limitBytes: 1 << 18)
            guard !bytes.isEmpty else { throw Failure(description: "cannot measure: the daemon hung up") }
            let end = ContinuousClock.now
            guard let response = try reader.append(bytes[...]) else { continue }
            guard response.status == 200 else {
                throw Failure(
                    description: "cannot measure '\(parameters.query)': the daemon answered \(response.status)")
            }
            let answer = try JSONDecoder().decode(SearchResponse.self, from: Data(response.body))
            return (answer, (end - start) / .milliseconds(1))
        }
    }
}
