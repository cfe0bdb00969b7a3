import Wire

@testable import ClientCommand

/// Answers of a daemon, as small as shows every rule.
enum Samples {
    static let report = Hit(
        path: "/文档/年报.md", uri: "file:///%E6%96%87%E6%A1%A3/%E5%B9%B4%E6%8A%A5.md", title: "年度报告", author: "张三",
        date: "2016-12-31T00:00:00Z", type: "text/markdown", size: 5688, line: 37, score: 17.25, exact: true,
        snippet: [
            SnippetPiece(text: "…公司从\n手机走向"), SnippetPiece(text: "智能家居", match: true), SnippetPiece(text: "。"),
        ])
    /// Its name is not UTF-8; no date, no line.
    static let strange = Hit(
        path: #"/\xFF"#, uri: "file:///%FF", title: "x\u{1B}[2Jy", type: "text/plain", size: 1, score: 1, partial: true,
        snippet: [SnippetPiece(text: "z\u{9B}", match: true)])

    static func response(
        _ hits: [Hit] = [report, strange], total: Total = Total(lower: 12, estimated: 14, upper: 20),
        notices: [Notice] = [], facets: [String: Facet]? = nil, explanation: Explanation? = nil
    ) -> SearchResponse {
        SearchResponse(
            query: "智能家居", total: total, hits: hits, notices: notices, facets: facets,
            tookMilliseconds: 0.84, explanation: explanation)
    }

    static let explanation = Explanation(
        tree: "(AND 智能家居)", plan: "(PHRASE 智能\n家居)",
        timings: [.init(step: "parse", milliseconds: 0.0123), .init(step: "match", milliseconds: 1.5)])
}
