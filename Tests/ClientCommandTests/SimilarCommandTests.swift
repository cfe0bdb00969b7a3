import Foundation
import TestSupport
import Testing
import Wire

@testable import ClientCommand

struct SimilarCommandTests {
    @Test(arguments: [
        (["similar", "/甲.md"], "/v1/similar?path=%2F%E7%94%B2.md"),
        (["similar", "-n", "3", "/a b"], "/v1/similar?path=%2Fa%20b&limit=3"),
        (["similar", "--limit=0", "file:///%FF"], "/v1/similar?path=%2F%FF&limit=0"),
        (["similar", "--", "/-a"], "/v1/similar?path=%2F-a"),
    ])
    func `a file is asked for by its bytes`(arguments: [String], target: String) throws {
        let server = try FakeServer(.answer([try json(Samples.response([Samples.strange]))]))
        let run = try Run(arguments, server: server)
        #expect(run.target == target)
        #expect(run.output.hasPrefix("x␛[2Jy\n/\\xFF  text/plain"))
        #expect(run.status == .success)
    }

    @Test(arguments: [
        ("-l", "/\u{FFFD}\n"), ("-0", "/\u{FFFD}\0"),
        (
            "--jsonl",
            #"{"partial":true,"path":"/\\xFF","score":1,"size":1,"snippet":[{"match":true,"text":"z\#u{9B}"}],"title":"x\u001b[2Jy","type":"text/plain","uri":"file:///%FF"}"#
                + "\n"
        ),
    ])
    func `the output for programs is that of a search`(option: String, output: String) throws {
        let server = try FakeServer(.answer([try json(Samples.response([Samples.strange]))]))
        #expect(try Run(["similar", option, "/a"], server: server).output == output)
    }

    @Test func `json is the object as it came`() throws {
        let body =
            #"{ "query":"/a", "total":{"lower":0,"estimated":0,"upper":0}, "hits":[], "notices":[], "took_ms":1, "new":2 }"#
        let run = try Run(["similar", "--json", "/a"], server: FakeServer(.answer([FakeServer.response(body)])))
        #expect(run.output == body + "\n")
        #expect(run.status == .negative)
    }

    @Test(arguments: [
        (
            "C",
            "sou: cannot find documents like '/无/a': it is not in the index; "
                + "run 'sou-index update', or see why with 'sou-index explain FILE'\n"
        ),
        ("zh_CN.UTF-8", "sou: 无法查找与“/无/a”相似的文档：它不在索引中；请运行“sou-index update”，或用“sou-index explain FILE”查看原因\n"),
    ])
    func `a file that is not in the index is status 2 and one line`(language: String, errors: String) throws {
        let problem = Problem(type: Problem.notIndexed, title: "n", status: 404, detail: "cannot", remedy: "r")
        let bytes = try json(problem, status: "404 Not Found", contentType: Problem.contentType)
        let run = try Run(["similar", "/无/a"], server: FakeServer(.answer([bytes])), environment: ["LANG": language])
        #expect(run.errors == errors)
        #expect(run.output.isEmpty)
        #expect(run.status == .failure)
    }

    @Test func `another problem is the daemon's to say`() throws {
        let problem = Problem(type: "urn:sou:problem:busy", title: "n", status: 503, detail: "cannot", remedy: "wait")
        let bytes = try json(problem, status: "503 Busy", contentType: Problem.contentType)
        #expect(try Run(["similar", "/a"], server: FakeServer(.answer([bytes]))).errors == "sou: cannot; wait\n")
    }

    @Test(arguments: [
        ([], "missing expected argument '<FILE>'; see 'sou --help'"),
        (["a", "b"], "unexpected argument 'b'; see 'sou --help'"),
        (["--json", "-l", "a"], "'--json' and '--paths' exclude each other; see 'sou --help'"),
        (["-n", "1001", "a"], "'--limit' takes 0 to 1000; see 'sou --help'"),
    ])
    func `a mistake on the command line is named`(arguments: [String], cause: String) throws {
        let run = try Run(["similar"] + arguments)
        #expect(run.errors == "sou: cannot understand the command line: \(cause)\n")
        #expect(run.status == .failure)
    }

    @Test func `an empty name is no file`() throws {
        #expect(
            try Run(["similar", ""], server: FakeServer(.silence(seconds: 0))).errors
                == "sou: cannot find documents like '': it names no file\n")
    }

    @Test func `the help shows examples`() throws {
        let run = try Run(["similar", "--help"])
        #expect(run.output.contains("USAGE: sou similar") && run.output.contains("--jsonl"))
        #expect(run.output.contains("Exit status: 0"))
    }

    private func json(
        _ value: some Encodable, status: String = "200 OK", contentType: String = "application/json"
    ) throws -> [UInt8] {
        let body = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        return FakeServer.response(body, status: status, contentType: contentType)
    }
}
