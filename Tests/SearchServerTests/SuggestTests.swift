import Search
import Testing

@testable import SearchServer

/// `GET /v1/suggest`, in process and over a real socket.
struct SuggestTests {
    @Test(arguments: Transport.allCases)
    func `the text reaches the service, and the answer the client`(transport: Transport) async throws {
        let service = StubService(suggest: { _ in
            SuggestAnswer(
                suggestions: [
                    Suggestion(text: "檢索入門", source: .title, documentCount: 2),
                    Suggestion(text: "检索之道", source: .term, documentCount: 7, isEstimated: true),
                ], isCutShort: true)
        })
        let body = try await transport.get("/v1/suggest?q=%E6%A3%80+%2B&limit=3", from: service).body
        #expect(
            body.replacing(/"took_ms":[0-9]+(\.[0-9]{1,3})?/, with: #""took_ms":0"#)
                == #"{"incomplete":true,"query":"检 +","suggestions":[{"documents":2,"source":"title","text":"檢索入門"},"#
                + #"{"documents":7,"estimated":true,"source":"term","text":"检索之道"}],"took_ms":0}"#)
        let request = try #require(service.suggestRequests.last)
        #expect(request.text == "检 +")
        #expect(request.limit == 3)
    }

    @Test(arguments: Transport.allCases)
    func `nothing to suggest is an answer`(transport: Transport) async throws {
        let body = try await transport.get("/v1/suggest?q=", from: StubService()).body
        #expect(body.hasPrefix(#"{"query":"","suggestions":[],"took_ms":"#))
    }

    @Test(
        arguments: Transport.allCases,
        [
            "", "?limit=3", "?q=a&q=b", "?q=a&limit=101", "?q=a&limit=-1", "?q=a&offset=1", "?q=%FF",
            "?q=" + String(repeating: "a", count: 4097),
        ])
    func `a request that cannot be meant is refused`(transport: Transport, query: String) async throws {
        #expect(try await transport.get("/v1/suggest" + query, from: StubService()).status == 400)
    }

    @Test(arguments: Transport.allCases)
    func `a busy index is a problem`(transport: Transport) async throws {
        let service = StubService(suggest: { _ throws(SearchError) in throw .busy(waiting: 3) })
        #expect(try await transport.get("/v1/suggest?q=a", from: service).status == 503)
    }

    @Test func `a search that found nothing may name another query`() async throws {
        let service = StubService { _ in
            SearchAnswer(
                hits: [], totalLower: 0, totalEstimated: 0, totalUpper: 0,
                notices: [SearchNotice(code: "did-you-mean", message: "did you mean: 智能家居")], suggestion: "智能家居")
        }
        let body = try await Transport.allCases[0].get("/v1/search?q=x", from: service).body
        #expect(body.contains(#""suggestion":"智能家居""#))
        #expect(body.contains(#""notices":[{"code":"did-you-mean","message":"did you mean: 智能家居"}]"#))
    }
}
