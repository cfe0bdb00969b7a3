import Foundation
import TestSupport
import Testing
import Wire

@testable import ClientCommand

struct SuggestCommandTests {
    private static let response = SuggestResponse(
        query: "智能",
        suggestions: [
            .init(text: "智能\u{1B}[2J家居", source: "title", documents: 2),
            .init(text: "智能手机", source: "term", documents: 31, estimated: true),
        ], tookMilliseconds: 0.8)

    @Test(arguments: [
        (["suggest", "智能"], "/v1/suggest?q=%E6%99%BA%E8%83%BD"),
        (["suggest", "-n3", "智", "能"], "/v1/suggest?q=%E6%99%BA%20%E8%83%BD&limit=3"),
        (["suggest", "--", "-a"], "/v1/suggest?q=-a"),
        (["suggest", ""], "/v1/suggest?q="),
    ])
    func `programs get a text a line`(arguments: [String], target: String) throws {
        let run = try Run(arguments, server: FakeServer(.answer([try json(Self.response)])))
        #expect(run == Run(output: "智能␛[2J家居\n智能手机\n", errors: "", status: .success, target: target))
    }

    @Test(arguments: [("C", "about 31"), ("zh_CN.UTF-8", "约 31")])
    func `a terminal gets the numbers too, dim`(locale: String, number: String) throws {
        let run = try Run(
            ["suggest", "智能"], server: FakeServer(.answer([try json(Self.response)])), environment: ["LANG": locale],
            onTerminal: true)
        #expect(run.output == "智能␛[2J家居  \u{1B}[2m2\u{1B}[0m\n智能手机  \u{1B}[2m\(number)\u{1B}[0m\n")
    }

    @Test func `json is the object as it came`() throws {
        let body = #"{ "query":"a", "suggestions":[], "took_ms":1, "new":2 }"#
        let run = try Run(["suggest", "--json", "a"], server: FakeServer(.answer([FakeServer.response(body)])))
        #expect(run.output == body + "\n")
        #expect(run.status == .negative)
    }

    @Test(arguments: [
        (["suggest"], "sou: cannot understand the command line: the prefix is missing; see 'sou --help'\n"),
        (
            ["suggest", "-n", "101", "a"],
            "sou: cannot understand the command line: '--limit' takes 0 to 100; see 'sou --help'\n"
        ),
    ])
    func `what cannot be meant is status 2 and one line`(arguments: [String], errors: String) throws {
        #expect(try Run(arguments) == Run(output: "", errors: errors, status: .failure))
    }

    @Test func `the word suggest can be searched for`() throws {
        let server = try FakeServer(.answer([try json(Samples.response())]))
        #expect(try Run(["search", "suggest"], server: server).target == "/v1/search?q=suggest")
    }

    @Test(arguments: [("C", "did you mean: 智能家居\n"), ("zh_CN.UTF-8", "您是不是要找：智能家居\n")])
    func `what was probably meant is said in the language of the person, and the status is 1`(
        locale: String, errors: String
    ) throws {
        var response = Samples.response(
            [], total: Total(lower: 0, estimated: 0, upper: 0),
            notices: [Notice(code: "did-you-mean", message: "did you mean: 智能家居")])
        response.suggestion = "智能家居"
        let run = try Run(["智能加剧"], server: FakeServer(.answer([try json(response)])), environment: ["LANG": locale])
        #expect(run.errors == errors)
        #expect(run.output.isEmpty)
        #expect(run.status == .negative)
    }

    private func json(_ value: some Encodable) throws -> [UInt8] {
        FakeServer.response(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
    }
}
