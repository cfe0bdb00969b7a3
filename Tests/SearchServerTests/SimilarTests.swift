import Search
import Testing
import Wire

@testable import SearchServer

/// `GET /v1/similar`, in process and over a real socket.
struct SimilarTests {
    @Test(arguments: Transport.allCases)
    func `the path reaches the service byte for byte`(transport: Transport) async throws {
        let service = StubService()
        let targets = [
            ("/v1/similar?path=/a", Array("/a".utf8), 10),
            ("/v1/similar?limit=3&path=%2F%E6%96%87+%2B", Array("/文 +".utf8), 3),
            ("/v1/similar?path=%2F%FF%C0&limit=0", [0x2F, 0xFF, 0xC0], 0),
        ]
        for (target, path, limit) in targets {
            #expect(try await transport.get(target, from: service).status == 200)
            let request = try #require(service.similarRequests.last)
            #expect(request.path == path)
            #expect(request.limit == limit)
        }
        #expect(service.similarRequests.count == targets.count)
    }

    @Test(arguments: Transport.allCases)
    func `the answer is that of a search, with the path for people as the query`(transport: Transport) async throws {
        let hit = SearchHit(path: Array("/乙".utf8), title: "乙", type: "t", sizeBytes: 1, score: 2, snippet: [])
        let service = StubService(similar: { _ in
            SearchAnswer(hits: [hit], totalLower: 1, totalEstimated: 1, totalUpper: 1)
        })
        let body = try await transport.get("/v1/similar?path=/%FF", from: service).body
        #expect(
            body.replacing(/"took_ms":[0-9]+(\.[0-9]{1,3})?/, with: #""took_ms":0"#)
                == #"{"hits":[{"path":"/乙","score":2,"size":1,"snippet":[],"title":"乙","type":"t","uri":"file:///%E4%B9%99"}],"#
                + #""notices":[],"query":"/\\xFF","took_ms":0,"total":{"estimated":1,"lower":1,"upper":1}}"#)
    }

    @Test(arguments: Transport.allCases)
    func `a document that is not in the index is a problem of its own`(transport: Transport) async throws {
        let service = StubService(similar: { _ throws(SearchError) in throw .notIndexed(path: "/甲") })
        let response = try await transport.get("/v1/similar?path=/%E7%94%B2", from: service)
        #expect(response.status == 404)
        let problem = try response.problem
        #expect(problem.type == "urn:sou:problem:not-indexed")
        #expect(problem.detail == "cannot find documents like '/甲': it is not in the index")
        #expect(problem.remedy == "run 'sou-index update', or see why with 'sou-index explain FILE'")
    }

    @Test(
        arguments: Transport.allCases,
        [
            ("/v1/similar", 400, "cannot search: the parameter 'path' is missing"),
            ("/v1/similar?path=", 400, "cannot use the parameter 'path': it must be an absolute path, not ''"),
            ("/v1/similar?path=a/b", 400, "cannot use the parameter 'path': it must be an absolute path, not 'a/b'"),
            ("/v1/similar?path=/a%00", 400, "cannot use the parameter 'path': it must be an absolute path, not '/a\0'"),
            (
                "/v1/similar?path=/%4", 400,
                "cannot read the parameter '/%4': its percent-encoding is broken or is not UTF-8"
            ),
            ("/v1/similar?path=/a&path=/b", 400, "cannot use the parameter 'path': it is given more than once"),
            ("/v1/similar?path=/a&q=b", 400, "cannot use the parameter 'q': known parameters here are path, limit"),
            (
                "/v1/similar?path=/a&limit=%FF", 400,
                "cannot read the parameter '%FF': its percent-encoding is broken or is not UTF-8"
            ),
            (
                "/v1/similar?path=/a&limit=1001", 400,
                "cannot use the parameter 'limit': it must be a whole number from 0 to 1000, not '1001'"
            ),
            (
                "/v1/similar?path=/\(String(repeating: "a", count: 65536))", 414,
                "cannot read the request: its first line is longer than 65536 bytes"
            ),
        ])
    func `a path that cannot be meant is refused`(
        transport: Transport, row: (target: String, status: Int, detail: String)
    ) async throws {
        let service = StubService()
        let response = try await transport.get(row.target, from: service)
        #expect(response.status == row.status)
        #expect(try response.problem.detail == row.detail)
        #expect(service.similarRequests.isEmpty)
    }

    @Test func `a path that fits into a request line is taken, however long`() async throws {
        let service = StubService()
        let target = "/v1/similar?path=/\(String(repeating: "a", count: 60_000))"
        #expect(try await Transport.inProcess.get(target, from: service).status == 200)
        #expect(service.similarRequests.first?.path.count == 60_001)
    }
}
