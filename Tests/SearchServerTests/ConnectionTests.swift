import Search
import TestSupport
import Testing
import Wire

@testable import SearchServer

/// How requests follow each other on a connection, in process and over a real socket.
struct ConnectionTests {
    private static let ok = "GET /healthz HTTP/1.1\r\nHost: sou\r\n\r\n"

    @Test(arguments: Transport.allCases, [1, 7, 100_000])
    func `pipelined requests are answered in their order, in pieces of any size`(
        transport: Transport, pieceBytes: Int
    ) async throws {
        let service = StubService { request in
            // The first takes longest, so that an answer that does not wait its turn is noticed.
            if request.query == "1" {
                do { try await Task.sleep(for: .milliseconds(20)) } catch { return .empty }
            }
            return .empty
        }
        let bytes = Array((1...20).map { "GET /v1/search?q=\($0) HTTP/1.1\r\n\r\n" }.joined().utf8)
        let pieces = stride(from: 0, to: bytes.count, by: pieceBytes).map {
            Array(bytes[$0..<min($0 + pieceBytes, bytes.count)])
        }
        let responses = try await transport.exchange(pieces, with: service)
        #expect(responses.map(\.status) == Array(repeating: 200, count: 20))
        for (number, response) in responses.enumerated() {
            #expect(response.body.contains("\"query\":\"\(number + 1)\""))
            #expect(response.headers["connection"] == nil)
        }
    }

    @Test(
        arguments: Transport.allCases,
        [
            ("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", "close", 1),
            ("GET /healthz HTTP/1.0\r\n\r\n", "close", 1),
            ("GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", "keep-alive", 2),
            // The decoder takes what follows an upgrade for another protocol; curl --http2 asks for one.
            ("GET /healthz HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n", "close", 1),
            ("\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n", nil, 2),
            ("GET /healthz HTTP/1.1\r\nContent-Length: 0\r\n\r\n", nil, 2),
        ] as [(String, String?, Int)])
    func `a connection lives as long as the client wants`(
        transport: Transport, row: (request: String, connection: String?, answers: Int)
    ) async throws {
        let responses = try await transport.exchange(row.request + Self.ok, with: StubService())
        #expect(responses.map(\.status) == Array(repeating: 200, count: row.answers))
        #expect(responses.first?.headers["connection"] == row.connection)
    }

    @Test(arguments: Transport.allCases)
    func `a long answer arrives whole before the connection is closed`(transport: Transport) async throws {
        var answer = SearchAnswer.empty
        let title = String(repeating: "长", count: 1_000_000)
        answer.hits = [
            SearchHit(path: Array("/a".utf8), title: title, type: "text/plain", sizeBytes: 1, score: 1, snippet: [])
        ]
        let service = StubService { [answer] _ in answer }
        let responses = try await transport.exchange(
            "GET /v1/search?q=a HTTP/1.1\r\nConnection: close\r\n\r\n", with: service)
        #expect(responses.map { $0.body.contains(title) } == [true])
    }

    @Test(
        arguments: Transport.allCases,
        [
            (
                "GET /\(String(repeating: "x", count: 64 * 1024)) HTTP/1.1\r\n\r\n", 414,
                "cannot read the request: its first line is longer than 65536 bytes"
            ),
            (
                "GET /" + String(repeating: "x", count: 140_000), 414,
                "cannot read the request: its first line is longer than 65536 bytes"
            ),
            (
                "GET / HTTP/1.1\r\nX: \(String(repeating: "x", count: 33_000))\r\n\r\n", 431,
                "cannot read the request: its headers have more than 32768 bytes or 256 fields"
            ),
            (
                "GET / HTTP/1.1\r\n\(String(repeating: "X: \(String(repeating: "x", count: 200))\r\n", count: 200))\r\n",
                431,
                "cannot read the request: its headers have more than 32768 bytes or 256 fields"
            ),
            (
                "GET / HTTP/1.1\r\n\(String(repeating: "X: y\r\n", count: 257))\r\n", 431,
                "cannot read the request: its headers have more than 32768 bytes or 256 fields"
            ),
            (
                "POST /v1/search HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello", 413,
                "cannot take the request: it has a body, and none is expected"
            ),
            // Answered at once: the body is a promise that nobody has to wait for.
            (
                "POST /v1/search HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 5000000\r\n\r\n", 413,
                "cannot take the request: it has a body, and none is expected"
            ),
            (
                "GET /v1/search?q=a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", 413,
                "cannot take the request: it has a body, and none is expected"
            ),
            ("hello\r\n\r\n", 400, nil),
            ("GET / HTTP/2.0\r\n\r\n", 400, nil),
            ("GET / HTTP/1.1\r\nno colon\r\n\r\n", 400, nil),
            ("GET / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", 400, nil),
            ("\u{16}\u{3}\u{1}\u{0}", 400, nil),
        ] as [(String, Int, String?)])
    func `what cannot be read is answered once and ends the connection`(
        transport: Transport, row: (bytes: String, status: Int, detail: String?)
    ) async throws {
        let service = StubService()
        let responses = try await transport.exchange(Self.ok + row.bytes + Self.ok, with: service)
        #expect(responses.map(\.status) == [200, row.status])
        #expect(responses.last?.headers["connection"] == "close")
        let detail = try responses.last?.problem.detail
        if let expected = row.detail {
            #expect(detail == expected)
        } else {
            #expect(detail?.hasPrefix("cannot read the request: ") == true)
        }
        #expect(service.requests.isEmpty)
    }

    @Test(arguments: Transport.allCases)
    func `a request line of 16 KiB is taken`(transport: Transport) async throws {
        let frame = "GET /v1/search?q= HTTP/1.1".utf8.count
        for (length, status) in [(64 * 1024, 400), (64 * 1024 + 1, 414)] {
            let query = String(repeating: "x", count: length - frame)
            #expect(try await transport.get("/v1/search?q=\(query)", from: StubService()).status == status)
        }
    }

    @Test(arguments: Transport.allCases)
    func `any bytes are answered with whole responses`(transport: Transport) async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededRandom(seed: seed)
        let pieces = [
            "GET ", "POST ", "/v1/search?q=", "/healthz", " HTTP/1.1", " HTTP/1.0", "\r\n", "\r\n", "\r\n\r\n",
            "Host: x", "Content-Length: ", "0", "7", "Transfer-Encoding: chunked", "Connection: close", "%", "&", "车",
            "\u{0}",
            "\n", " ", "Upgrade: x",
        ]
        for _ in 0..<(transport == .socket ? 20 : 200) {
            let text = (0..<Int.random(in: 0...15, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            let responses = try await transport.exchange(text, with: StubService())
            for response in responses {
                #expect((200..<500).contains(response.status), "seed \(seed): \(text)")
            }
        }
    }
}
