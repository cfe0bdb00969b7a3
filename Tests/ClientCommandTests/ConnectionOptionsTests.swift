import ArgumentParser
import LocalSocket
import SearchClient
import Testing

@testable import ClientCommand

struct ConnectionOptionsTests {
    @Test func `a daemon has ten seconds unless said otherwise`() throws {
        #expect(try StatusCommand.parse([]).client { _ in nil }.timeout == .seconds(10))
        #expect(try StatusCommand.parse(["--timeout", "0.5"]).client { _ in nil }.timeout == .milliseconds(500))
        #expect(try StatusCommand.parse(["--timeout", "86400"]).client { _ in nil }.timeout == .seconds(86_400))
    }

    @Test(arguments: [["a"], ["search", "a"], ["similar", "a"], ["suggest", "a"], ["status"]])
    func `no command waits for ever`(words: [String]) throws {
        let errors =
            "sou: cannot understand the command line: '--timeout' takes more than 0 and at most 86400 seconds; "
            + "see 'sou --help'\n"
        #expect(try Run(words + ["--timeout", "86401"]) == Run(output: "", errors: errors, status: .failure))
    }

    @Test func `the flag names the socket before the environment does`() throws {
        let environment = { $0 == "SOU_SOCKET" ? "/named" : nil }
        #expect(try StatusCommand.parse([]).client(variable: environment).address.path == "/named")
        #expect(
            try StatusCommand.parse(["--socket", "/flag"]).client(variable: environment).address.path == "/flag")
    }

    @Test func `a socket's path that is too long is a failure`() throws {
        let path = String(repeating: "x", count: 108)
        let options = try StatusCommand.parse(["--socket", path])
        #expect(throws: CommandFailure.client(.socket(.unusablePath(path: path)))) { try options.client { _ in nil } }
    }
}
