import Foundation
import Testing
import Wire

struct SearchResponseTests {
    @Test func `a whole answer has the names of the contract`() throws {
        let response = SearchResponse(
            query: "智能家居", total: Total(lower: 12, estimated: 14, upper: 20),
            hits: [
                Hit(
                    path: "/文档/年报.md", uri: "file:///%E6%96%87%E6%A1%A3/%E5%B9%B4%E6%8A%A5.md", title: "年报",
                    author: "张三", date: "2016-12-31T00:00:00Z", type: "text/markdown", size: 5688, line: 37,
                    score: 17.25, exact: true, partial: true,
                    snippet: [SnippetPiece(text: "从手机走向"), SnippetPiece(text: "智能家居", match: true)])
            ],
            notices: [Notice(code: "partial", message: "some words are missing")], tookMilliseconds: 0.75,
            explanation: Explanation(
                tree: "(AND 智能家居)", plan: "(PHRASE 智能 能家 家居)",
                timings: [Explanation.Timing(step: "parse", milliseconds: 0.25)]))
        try expect(
            response,
            is: #"""
                {"explain":{"plan":"(PHRASE 智能 能家 家居)","timings":[{"ms":0.25,"step":"parse"}],"tree":"(AND 智能家居)"},
                "hits":[{"author":"张三","date":"2016-12-31T00:00:00Z","exact":true,"line":37,"partial":true,
                "path":"/文档/年报.md","score":17.25,"size":5688,
                "snippet":[{"text":"从手机走向"},{"match":true,"text":"智能家居"}],"title":"年报","type":"text/markdown",
                "uri":"file:///%E6%96%87%E6%A1%A3/%E5%B9%B4%E6%8A%A5.md"}],
                "notices":[{"code":"partial","message":"some words are missing"}],"query":"智能家居","took_ms":0.75,
                "total":{"estimated":14,"lower":12,"upper":20}}
                """#)
    }

    @Test func `facets are told by name`() throws {
        let response = SearchResponse(
            query: "", total: Total(lower: 0, estimated: 0, upper: 0), hits: [], notices: [],
            facets: [
                "tag": Facet(values: [.init(value: "AI", count: 12), .init(value: "手机", count: 3)], exact: true),
                "year": Facet(values: [], exact: false),
            ],
            tookMilliseconds: 0)
        try expect(
            response,
            is: #"""
                {"facets":{"tag":{"exact":true,"values":[{"count":12,"value":"AI"},{"count":3,"value":"手机"}]},
                "year":{"exact":false,"values":[]}},
                "hits":[],"notices":[],"query":"","took_ms":0,"total":{"estimated":0,"lower":0,"upper":0}}
                """#)
    }

    @Test func `absent fields are left out, empty lists are not`() throws {
        let response = SearchResponse(
            query: "", total: Total(lower: 0, estimated: 0, upper: 0),
            hits: [Hit(path: "/a", uri: "file:///a", title: "a", type: "text/plain", size: 0, score: 0, snippet: [])],
            notices: [], tookMilliseconds: 0)
        try expect(
            response,
            is: #"""
                {"hits":[{"path":"/a","score":0,"size":0,"snippet":[],"title":"a","type":"text/plain","uri":"file:///a"}],
                "notices":[],"query":"","took_ms":0,"total":{"estimated":0,"lower":0,"upper":0}}
                """#)
    }

    @Test func `fields that a later daemon adds are passed over`() throws {
        let json = #"""
            {"query":"a","new":1,"total":{"lower":1,"estimated":1,"upper":1,"new":1},"notices":[],"took_ms":1,
            "hits":[{"path":"/a","uri":"file:///a","title":"a","type":"t","size":1,"score":1,"new":{},
            "snippet":[{"text":"a","match":false,"new":[]}]}]}
            """#
        let response = try JSONDecoder().decode(SearchResponse.self, from: Data(json.utf8))
        #expect(response.hits.map(\.path) == ["/a"])
        #expect(response.explanation == nil)
    }
}
