import Foundation
import SearchClient
import Testing
import Wire

@testable import ClientCommand

struct SearchReportTests {
    // MARK: For people

    @Test func `a hit is title, place and details, snippet, and a blank line stands between hits`() throws {
        let result = try report(Samples.response())
        #expect(
            text(result.output) == """
                年度报告
                /文档/年报.md:37  2016-12-31  text/markdown
                …公司从手机走向智能家居。

                x␛[2Jy
                /\\xFF  text/plain  some of the words
                z\u{FFFD}

                """)
        #expect(result.remarks.isEmpty)
        #expect(result.status == .success)
    }

    @Test func `colours mark the title, the details and the matches`() throws {
        let result = try report(Samples.response([Samples.report]), style: .colored)
        #expect(
            text(result.output) == """
                \u{1B}[1m年度报告\u{1B}[0m
                /文档/年报.md:37  \u{1B}[2m2016-12-31  text/markdown\u{1B}[0m
                …公司从手机走向\u{1B}[1;31m智能家居\u{1B}[0m。

                """)
    }

    @Test func `a terminal gets a last line that sums up`() throws {
        let result = try report(Samples.response([Samples.strange]), onTerminal: true, language: .chinese)
        #expect(
            text(result.output) == """
                x␛[2Jy
                /\\xFF  text/plain  部分词语
                z\u{FFFD}

                约 14 个文档，显示 1，0.8 ms

                """)
    }

    @Test func `nothing found prints nothing, and a line on a terminal`() throws {
        let response = Samples.response([], total: Total(lower: 0, estimated: 0, upper: 0))
        let result = try report(response)
        #expect(result == CommandResult(output: [], status: .negative))
        let seen = try report(response, onTerminal: true)
        #expect(text(seen.output) == "nothing found, 0.8 ms\n")
        #expect(seen.status == .negative)
    }

    @Test func `a hit without title and snippet is its place`() throws {
        let hit = Hit(path: "/a", uri: "file:///a", title: "", type: "text/plain", size: 0, score: 0, snippet: [])
        #expect(text(try report(Samples.response([hit])).output) == "/a  text/plain\n")
    }

    @Test func `a page stands in the place of a line`() throws {
        let hit = Hit(
            path: "/书.pdf", uri: "file:///a", title: "", type: "application/pdf", size: 0, page: 12, score: 0,
            snippet: [])
        #expect(text(try report(Samples.response([hit])).output) == "/书.pdf:p.12  application/pdf\n")
        let chinese = try report(Samples.response([hit]), language: .chinese)
        #expect(text(chinese.output) == "/书.pdf 第12页  application/pdf\n")
    }

    @Test func `notices are remarks`() throws {
        let notices = [Notice(code: "partial", message: "few"), Notice(code: "quote", message: "an open\nquote")]
        let english = try report(Samples.response(notices: notices))
        #expect(text(english.remarks) == "note: few\nnote: an open quote\n")
        let chinese = try report(Samples.response(notices: notices), language: .chinese)
        #expect(
            text(chinese.remarks) == "提示：没有文档包含所有词语，以下是包含其中大部分的文档\n提示：an open quote\n")
    }

    @Test func `an explanation follows the hits`() throws {
        let result = try report(Samples.response([Samples.strange], explanation: Samples.explanation))
        #expect(
            text(result.output).hasSuffix(
                """
                z\u{FFFD}

                query tree: (AND 智能家居)
                query plan: (PHRASE 智能家居)
                timings: parse 0.012 ms, match 1.500 ms

                """))
        #expect(result.remarks.isEmpty)
    }

    @Test func `facets follow the hits, a line each, harmless`() throws {
        let facets = [
            "year": Facet(values: [.init(value: "2016", count: 12)], exact: false),
            "tag": Facet(values: [.init(value: "A\u{1B}", count: 2), .init(value: "手机", count: 1)], exact: true),
            "author": Facet(values: [], exact: true),
        ]
        let response = Samples.response([Samples.strange], facets: facets, explanation: Samples.explanation)
        #expect(
            text(try report(response).output).contains(
                "z\u{FFFD}\n\nauthor: none\ntag: A␛ 2, 手机 1\nyear, about: 2016 12\n\nquery tree: "))
        #expect(
            text(try report(response, language: .chinese).output).contains(
                "\n\n作者：无\n标签：A␛ 2，手机 1\n年份（约）：2016 12\n\n查询树"))
        let count = try report(response, format: .paths(terminator: 0))
        #expect(text(count.remarks).hasPrefix("author: none\ntag: A␛ 2, 手机 1\nyear, about: 2016 12\nquery tree: "))
    }

    @Test func `an explanation and facets are printed also when nothing is found`() throws {
        let none = Total(lower: 0, estimated: 0, upper: 0)
        let response = Samples.response(
            [], total: none, facets: ["tag": Facet(values: [], exact: true)], explanation: Samples.explanation)
        let result = try report(response)
        #expect(
            text(result.output) == """
                tag: none

                query tree: (AND 智能家居)
                query plan: (PHRASE 智能家居)
                timings: parse 0.012 ms, match 1.500 ms

                """)
        #expect(result.status == .negative)
    }

    // MARK: For programs

    @Test func `json is the object as it came, with one newline at its end`() throws {
        for body in ["{ \"a\" : 1 }", "{ \"a\" : 1 }\n"] {
            let answer = ClientAnswer(
                value: Samples.response(notices: [Notice(code: "c", message: "m")], explanation: Samples.explanation),
                body: Array(body.utf8))
            let result = try searchReport().result(answer, of: SearchParameters(query: "a"), as: .json)
            #expect(text(result.output) == "{ \"a\" : 1 }\n")
            #expect(result.remarks.isEmpty)
        }
    }

    @Test func `jsonl is one object per hit and line`() throws {
        let result = try report(Samples.response(), format: .jsonLines)
        let lines = text(result.output).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines[2].isEmpty)
        let hits = try lines.dropLast().map { try JSONDecoder().decode(Hit.self, from: Data($0.utf8)) }
        #expect(hits == [Samples.report, Samples.strange])
        #expect(
            lines[1] == #"""
                {"partial":true,"path":"/\\xFF","score":1,"size":1,"snippet":[{"match":true,"text":"z\#u{9B}"}],"title":"x\u001b[2Jy","type":"text/plain","uri":"file:///%FF"}
                """#)
    }

    @Test func `paths are exact bytes and end in the byte that was asked for`() throws {
        let path = Array("/文档/年报.md".utf8)
        #expect(try report(Samples.response(), format: .paths(terminator: 10)).output == path + [10, 0x2F, 0xFF, 10])
        #expect(try report(Samples.response(), format: .paths(terminator: 0)).output == path + [0, 0x2F, 0xFF, 0])
    }

    @Test func `a hit whose URI names no file spoils the paths`() {
        var hit = Samples.report
        hit.uri = "/文档/年报.md"
        #expect(throws: MalformedResponse.fileURI("/文档/年报.md")) {
            try report(Samples.response([hit]), format: .paths(terminator: 0))
        }
    }

    @Test(arguments: [(0, Verdict.negative), (14, .success)])
    func `a count is the number alone`(count: Int, status: Verdict) throws {
        let response = Samples.response([], total: Total(lower: count, estimated: count, upper: count))
        let result = try report(response, format: .count, limit: 0)
        #expect(text(result.output) == "\(count)\n")
        #expect(result.status == status)
    }

    @Test func `a count that is not exact is an error`() {
        #expect(throws: CommandFailure.inexactCount(lower: 12, upper: 20)) {
            try report(Samples.response([]), format: .count, limit: 0)
        }
    }

    @Test(arguments: [OutputFormat.jsonLines, .paths(terminator: 0)])
    func `explanations and notices never mix with what programs read`(format: OutputFormat) throws {
        let notices = [Notice(code: "quote", message: "open")]
        let result = try report(
            Samples.response([], notices: notices, explanation: Samples.explanation), onTerminal: true, format: format)
        #expect(result.output.isEmpty)
        #expect(
            text(result.remarks) == """
                note: open
                query tree: (AND 智能家居)
                query plan: (PHRASE 智能家居)
                timings: parse 0.012 ms, match 1.500 ms

                """)
    }

    // MARK: The verdict

    @Test func `a page beyond the last hit finds nothing, a page of no hits finds what there is`() throws {
        #expect(try report(Samples.response([])).status == .negative)
        #expect(try report(Samples.response([]), limit: 0).status == .success)
        let none = Samples.response([], total: Total(lower: 0, estimated: 0, upper: 0))
        #expect(try report(none, limit: 0).status == .negative)
    }

    private func searchReport(
        style: Style = .plain, onTerminal: Bool = false, language: Language = .english
    ) -> SearchReport {
        SearchReport(messages: Messages(language: language), style: style, onTerminal: onTerminal)
    }

    private func report(
        _ response: SearchResponse, style: Style = .plain, onTerminal: Bool = false, language: Language = .english,
        format: OutputFormat = .people, limit: Int = 10
    ) throws -> CommandResult {
        var parameters = SearchParameters(query: "智能家居")
        parameters.limit = limit
        return try searchReport(style: style, onTerminal: onTerminal, language: language)
            .result(ClientAnswer(value: response, body: []), of: parameters, as: format)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
