import TestSupport
import Testing

/// The built program, when it stands beside the tests, as `swift build --build-tests` leaves it.
@Suite(.enabled(if: BuiltProgram.path("sou") != nil, "there is no program 'sou' beside the tests"))
struct ProgramTests {
    private static let found = FakeServer.response(
        #"{"query":"a","total":{"lower":1,"estimated":1,"upper":1},"notices":[],"took_ms":0.5,"hits":[{"path":"/\\xFF","uri":"file:///%FF%0A","title":"标题","type":"text/plain","size":1,"score":1,"snippet":[{"text":"正文","match":true}]}]}"#
    )

    @Test func `a query is answered`() throws {
        let server = try FakeServer(.answer([Self.found]))
        let result = try run("exec \"$0\" -n 3 雷军 造车", socket: server.path)
        #expect(result.output == "标题\n/\\xFF  text/plain\n正文\n")
        #expect(result.status == 0)
        #expect(
            server.received.first?.hasPrefix("GET /v1/search?q=%E9%9B%B7%E5%86%9B%20%E9%80%A0%E8%BD%A6&limit=3 ")
                == true)
    }

    @Test func `paths reach xargs byte for byte`() throws {
        let server = try FakeServer(.answer([Self.found]))
        let result = try run("\"$0\" -0 a | xargs -0 printf '%s|'", socket: server.path)
        #expect(result.outputBytes == [0x2F, 0xFF, 0x0A, 0x7C])
    }

    @Test func `a file whose name is not UTF-8 is asked for by its bytes`() throws {
        let server = try FakeServer(.answer([Self.found]))
        let result = try run("exec \"$0\" similar \"$(printf '/\\377\\300/\\346\\226\\207')\"", socket: server.path)
        #expect(result.status == 0, "\(result.error)")
        #expect(server.received.first?.hasPrefix("GET /v1/similar?path=%2F%FF%C0%2F%E6%96%87 ") == true)
    }

    @Test func `an absent daemon is exit status 2`() throws {
        let result = try run("exec \"$0\" a 2>&1", socket: "/nowhere/s")
        #expect(result.status == 2)
        #expect(result.output.hasPrefix("sou: cannot reach soud at '/nowhere/s': "))
    }

    @Test(arguments: [
        // Killed by SIGPIPE, as cat would be.
        ("", "141\n"),
        ("trap '' PIPE; ", "0\n"),
    ])
    func `a program whose reader is gone ends without a word`(prefix: String, status: String) throws {
        let server = try FakeServer(.answer([Self.found]))
        // `true` has ended when the program starts. Descriptor 4 is the output that is looked at.
        let line = "\(prefix){ { sleep 0.2; \"$0\" a 2>&4; echo $? >&4; } | true; } 4>&1"
        #expect(try run(line, socket: server.path).output == status)
    }

    @Test func `a full disk is exit status 2`() throws {
        let server = try FakeServer(.answer([Self.found]))
        let result = try run("exec \"$0\" a 2>&1 >/dev/full", socket: server.path)
        #expect(result.output == "sou: cannot write the output: No space left on device\n")
        #expect(result.status == 2)
    }

    /// Runs a line of shell with the program as `$0`.
    private func run(_ line: String, socket: String) throws -> ChildProcess.Result {
        try withTemporaryFolder { folder in
            let program = try #require(BuiltProgram.path("sou"))
            return try ChildProcess(
                "/bin/sh", ["-c", line, program], environment: ["SOU_SOCKET": socket, "PATH": "/usr/bin:/bin"],
                in: folder
            ).wait()
        }
    }
}
