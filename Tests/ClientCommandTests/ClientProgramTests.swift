import TestSupport
import Foundation
import Glibc
import Testing
import Wire

@testable import ClientCommand

/// The whole program in process, against a daemon that says what it is told to.
struct ClientProgramTests {
    @Test(arguments: [["雷军"], ["search", "雷军"], ["-n", "10", "雷军"], ["--", "雷军"]])
    func `a query is answered, with and without the word search`(arguments: [String]) throws {
        let server = try FakeServer(.answer([try json(Samples.response([Samples.strange]))]))
        let run = try Run(arguments, server: server)
        #expect(run.output == "x␛[2Jy\n/\\xFF  text/plain  some of the words\nz\u{FFFD}\n")
        #expect(run.errors.isEmpty)
        #expect(run.status == .success)
        #expect(run.target == "/v1/search?q=%E9%9B%B7%E5%86%9B")
    }

    @Test(arguments: [
        (["search", "status"], "q=status"),
        (["search", "search"], "q=search"),
        (["search", "similar"], "q=similar"),
        (["-n10", "status"], "q=status"),
        (["雷军", "status"], "q=%E9%9B%B7%E5%86%9B%20status"),
        (["--", "status"], "q=status"),
        (["help"], "q=help"),
    ])
    func `a word that is also a command can be searched for`(arguments: [String], query: String) throws {
        let server = try FakeServer(.answer([try json(Samples.response())]))
        #expect(try Run(arguments, server: server).target == "/v1/search?\(query)")
    }

    @Test func `nothing found is status 1 and no output`() throws {
        let response = Samples.response([], total: Total(lower: 0, estimated: 0, upper: 0))
        let run = try Run(["雷军"], server: FakeServer(.answer([try json(response)])))
        #expect(run == Run(output: "", errors: "", status: .negative, target: "/v1/search?q=%E9%9B%B7%E5%86%9B"))
    }

    @Test func `a terminal gets colours and a last line, unless NO_COLOR is set`() throws {
        let body = try json(Samples.response([Samples.strange]))
        let colored = try Run(["a"], server: FakeServer(.answer([body])), onTerminal: true)
        #expect(
            colored.output.hasSuffix(
                "\u{1B}[1;31mz\u{FFFD}\u{1B}[0m\n\n\u{1B}[2m1 of about 14 documents, 0.8 ms\u{1B}[0m\n"))
        let plain = try Run(
            ["a"], server: FakeServer(.answer([body])), environment: ["NO_COLOR": "1"], onTerminal: true)
        #expect(plain.output.hasSuffix("z\u{FFFD}\n\n1 of about 14 documents, 0.8 ms\n"))
    }

    @Test func `notices go to standard error in the person's language`() throws {
        let response = Samples.response(notices: [Notice(code: "partial", message: "m")])
        let run = try Run(
            ["-l", "a"], server: FakeServer(.answer([try json(response)])), environment: ["LANG": "zh_CN.UTF-8"])
        #expect(run.errors == "提示：没有文档包含所有词语，以下是包含其中大部分的文档\n")
        #expect(run.status == .success)
    }

    @Test(arguments: [
        (StatusResponse.State.ready, Verdict.success), (.noIndex, .negative), (.unusable, .negative),
    ])
    func `the status is 0 when the daemon is ready and 1 when it is not`(
        state: StatusResponse.State, status: Verdict
    ) throws {
        let response = StatusResponse(state: state, version: "1", index: "/i", uptimeSeconds: 5)
        let run = try Run(["status"], server: FakeServer(.answer([try json(response)])))
        #expect(run.status == status)
        #expect(
            run.output.contains("index:        /i\nwatch:        nobody ")
                && run.output.hasSuffix("\ndaemon:       soud 1, up 5 s\n"))
        #expect(run.target == "/v1/status")
    }

    @Test func `the status as JSON is the object as it came`() throws {
        let body = #"{ "state":"ready", "version":"1", "index":"/i", "uptime_seconds":5, "new":1 }"#
        let run = try Run(["status", "--json"], server: FakeServer(.answer([FakeServer.response(body)])))
        #expect(run.output == body + "\n")
        #expect(run.status == .success)
    }

    @Test(arguments: [["雷军"], ["status"]])
    func `an absent daemon is status 2 and one line`(arguments: [String]) throws {
        let run = try Run(arguments + ["--socket", "/nowhere/s"])
        #expect(run.output.isEmpty)
        #expect(
            run.errors == """
                sou: cannot reach soud at '/nowhere/s': no such socket; \
                start it with 'systemctl start soud.socket' or run 'soud'

                """)
        #expect(run.status == .failure)
    }

    @Test func `a problem is status 2 and one harmless line`() throws {
        let problem = Problem(type: "t", title: "n", status: 400, detail: "cannot\n\u{1B}[2J", remedy: "wait")
        let bytes = try json(problem, status: "400 Bad", contentType: "application/problem+json")
        let run = try Run(["a"], server: FakeServer(.answer([bytes])))
        #expect(run.errors == "sou: cannot ␛[2J; wait\n")
        #expect(run.status == .failure)
    }

    @Test func `a URI that names no file names the daemon`() throws {
        var hit = Samples.report
        hit.uri = "ftp://a"
        let server = try FakeServer(.answer([try json(Samples.response([hit]))]))
        #expect(
            try Run(["-0", "a"], server: server).errors == """
                sou: cannot read the answer of '\(server.path)': 'ftp://a' is not the URI of a file; \
                check that it is soud, of this version, that listens there

                """)
    }

    @Test(arguments: [
        ([], "the query is missing; see 'sou --help'"),
        (["search"], "the query is missing; see 'sou --help'"),
        (["--json"], "the query is missing; see 'sou --help'"),
        (
            ["-foo"],
            "unknown option '-foo'; put '--' before a query that has a word beginning with '-', or see 'sou --help'"
        ),
        (["status", "a"], "unexpected argument 'a'; see 'sou --help'"),
    ])
    func `a mistake on the command line is status 2 and one line`(arguments: [String], cause: String) throws {
        let run = try Run(arguments)
        #expect(run.errors == "sou: cannot understand the command line: \(cause)\n")
        #expect(run.output.isEmpty)
        #expect(run.status == .failure)
    }

    @Test func `help and version go to standard output`() throws {
        for arguments in [["--help"], ["-h"], ["search", "--help"], ["雷军", "--help"]] {
            let run = try Run(arguments)
            #expect(run.output.contains("USAGE: sou [OPTIONS] QUERY...") && run.output.contains("--explain"))
            #expect(run.errors.isEmpty && run.status == .success)
        }
        #expect(try Run(["status", "--help"]).output.contains("Exit status: 0 ready"))
        #expect(try Run(["--version"]).output == "0.6.0\n")
    }

    @Test(arguments: [
        (EPIPE, Verdict.success, ""),
        (ENOSPC, .failure, "sou: cannot write the output: No space left on device\n"),
    ])
    func `a reader that has enough is no error, a full disk is`(
        errorNumber: Int32, status: Verdict, errors: String
    ) throws {
        let server = try FakeServer(.answer([try json(Samples.response())]))
        let run = try Run(["a"], server: server, outputError: errorNumber)
        #expect(run.status == status)
        #expect(run.errors == errors)
    }

    private func json(
        _ value: some Encodable, status: String = "200 OK", contentType: String = "application/json"
    ) throws -> [UInt8] {
        let body = String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        return FakeServer.response(body, status: status, contentType: contentType)
    }
}
