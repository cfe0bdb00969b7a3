import ArgumentParser
import LocalSocket
import SearchClient
import Testing

@testable import ClientCommand

struct ConnectionOptionsTests {
    @Test func `a daemon has ten seconds unless said otherwise`() throws {
        #expect(try ConnectionOptions.parse([]).client { _ in nil }.timeout == .seconds(10))
        #expect(try ConnectionOptions.parse(["--timeout", "0.5"]).client { _ in nil }.timeout == .milliseconds(500))
        #expect(try ConnectionOptions.parse(["--timeout", "86400"]).client { _ in nil }.timeout == .seconds(86_400))
    }

    @Test func `the flag names the socket before the environment does`() throws {
        let environment = { $0 == "SOU_SOCKET" ? "/named" : nil }
        #expect(try ConnectionOptions.parse([]).client(variable: environment).address.path == "/named")
        #expect(
            try ConnectionOptions.parse(["--socket", "/flag"]).client(variable: environment).address.path == "/flag")
    }

    @Test func `a socket's path that is too long is a failure`() throws {
        let path = String(repeating: "x", count: 108)
        let options = try ConnectionOptions.parse(["--socket", path])
        #expect(throws: CommandFailure.client(.socket(.unusablePath(path: path)))) { try options.client { _ in nil } }
    }
}
