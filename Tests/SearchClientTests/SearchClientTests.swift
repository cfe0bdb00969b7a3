import TestSupport
import LocalSocket
import SearchClient
import Testing
import Wire

struct SearchClientTests {
    private static let empty =
        #"{"query":"a","total":{"lower":0,"estimated":0,"upper":0},"hits":[],"notices":[],"took_ms":0.5}"#

    @Test func `a search is one GET with the query encoded`() throws {
        let server = try FakeServer(.answer([FakeServer.response(Self.empty)]))
        var parameters = SearchParameters(query: "雷军 -a&b")
        parameters.limit = 3
        let answer = try client(server).search(parameters)
        #expect(answer.value.hits.isEmpty)
        #expect(String(decoding: answer.body, as: UTF8.self) == Self.empty)
        #expect(
            server.received == [
                "GET /v1/search?q=%E9%9B%B7%E5%86%9B%20-a%26b&limit=3 HTTP/1.1\r\nHost: localhost\r\n"
                    + "Accept: application/json\r\nConnection: close\r\n\r\n"
            ])
    }

    @Test func `a file is sent byte for byte`() throws {
        let server = try FakeServer(.answer([FakeServer.response(Self.empty)]))
        var parameters = SimilarParameters(path: Array("/文 &".utf8) + [0xFF])
        parameters.limit = 5
        #expect(try client(server).similar(parameters).value.hits.isEmpty)
        #expect(server.received.first?.hasPrefix("GET /v1/similar?path=%2F%E6%96%87%20%26%FF&limit=5 HTTP/1.1") == true)
    }

    @Test func `the status is asked for at its path`() throws {
        let body = #"{"state":"no-index","problem":"p","version":"1","index":"/i","uptime_seconds":2}"#
        let server = try FakeServer(.answer(FakeServer.response(body).map { [$0] }))
        let answer = try client(server).status()
        #expect(
            answer.value
                == StatusResponse(state: .noIndex, problem: "p", version: "1", index: "/i", uptimeSeconds: 2))
        #expect(server.received.first?.hasPrefix("GET /v1/status HTTP/1.1\r\n") == true)
    }

    @Test func `a problem object is an error with its facts`() throws {
        let body = #"{"type":"urn:sou:problem:busy","title":"busy","status":503,"detail":"cannot","remedy":"wait"}"#
        let bytes = FakeServer.response(body, status: "503 Busy", contentType: "application/problem+json")
        let problem = Problem(
            type: "urn:sou:problem:busy", title: "busy", status: 503, detail: "cannot", remedy: "wait")
        let server = try FakeServer(.answer([bytes]))
        #expect(throws: ClientError.problem(problem)) { try client(server).status() }
        // Also when the daemon did not wait for the question.
        let hasty = try FakeServer(.answerUnasked(bytes))
        #expect(throws: ClientError.problem(problem)) { try client(hasty).status() }
    }

    @Test func `a status without a problem object is an error`() throws {
        let server = try FakeServer(.answer([FakeServer.response("oops", status: "500 No", contentType: "text/plain")]))
        #expect(throws: ClientError.unexpectedStatus(500, path: server.path)) { try client(server).status() }
    }

    @Test(arguments: [
        ("", "it is not JSON"),
        ("{", "it is not JSON"),
        ("[]", "another type was expected"),
        ("{}", "'query' is missing"),
        (empty.replacing("0.5", with: "\"x\""), "another type was expected at 'took_ms'"),
        (empty.replacing("[]", with: "[{}]"), "'path' is missing at 'hits.0'"),
        (empty.replacing("\"hits\":[]", with: "\"hits\":null"), "there is no value at 'hits'"),
    ])
    func `a body that is not the answer says where`(body: String, reason: String) throws {
        let server = try FakeServer(.answer([FakeServer.response(body)]))
        #expect(throws: ClientError.malformed(.json(reason: reason), path: server.path)) {
            try client(server).search(SearchParameters(query: "a"))
        }
    }

    @Test func `a state this client does not know is named`() throws {
        let body = #"{"state":"asleep","version":"1","index":"/i","uptime_seconds":2}"#
        let server = try FakeServer(.answer([FakeServer.response(body)]))
        #expect(throws: ClientError.malformed(.json(reason: "the value is unknown at 'state'"), path: server.path)) {
            try client(server).status()
        }
    }

    @Test func `an answer that breaks off says after how many bytes`() throws {
        let server = try FakeServer(.answer([Array("HTTP/1.1 200 OK\r\n".utf8)]))
        #expect(throws: ClientError.malformed(.truncated(receivedBytes: 17), path: server.path)) {
            try client(server).status()
        }
    }

    @Test func `a daemon that hangs up without a word has closed the connection`() throws {
        let server = try FakeServer(.answer([]))
        #expect(throws: ClientError.socket(.closed(path: server.path))) { try client(server).status() }
    }

    @Test func `what is not HTTP is malformed`() throws {
        let server = try FakeServer(.answer([Array("220 mail\r\n".utf8)]))
        #expect(throws: ClientError.malformed(.statusLine, path: server.path)) { try client(server).status() }
    }

    @Test func `a silent daemon times out`() throws {
        let server = try FakeServer(.silence(seconds: 0.5))
        let client = SearchClient(address: try SocketAddress(path: server.path), timeout: .milliseconds(50))
        #expect(throws: ClientError.socket(.timedOut(path: server.path, step: .reading))) { try client.status() }
    }

    @Test func `an absent daemon is an error of the socket`() throws {
        let client = SearchClient(address: try SocketAddress(path: "/nowhere/s"), timeout: .seconds(1))
        #expect(throws: ClientError.socket(.noSocket(path: "/nowhere/s"))) { try client.status() }
    }

    private func client(_ server: FakeServer) throws -> SearchClient {
        SearchClient(address: try SocketAddress(path: server.path), timeout: .seconds(10))
    }
}
