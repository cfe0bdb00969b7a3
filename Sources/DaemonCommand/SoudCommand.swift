internal import ArgumentParser
internal import Glibc
internal import Logging
internal import Release
internal import ServiceManagement
internal import Settings
internal import SystemPackage

/// `soud`: reads the command line and the configuration, runs the daemon, and decides the exit status.
///
/// | status | |
/// |--------|---|
/// | 0      | stopped by a signal, everything in flight answered |
/// | 2      | it went wrong, or the command line is wrong; one line on stderr says what, why and the remedy |
@main
struct SoudCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soud", abstract: "Answers searches of Sou's index over a Unix socket.",
        discussion: """
            It stays in the foreground and logs to standard error; SIGTERM and SIGINT let what is in flight be answered
            first. It needs no index to start, and serves a new one as soon as it is there.

            Examples:
              soud                                  your own index and socket, or the system's
              soud --index /tmp/try --socket /tmp/s
              curl --unix-socket /tmp/s http://sou/v1/search?q=%E8%BD%A6

            What no flag says is taken from SOU_CONFIG, SOU_INDEX, SOU_SOCKET, then from the configuration, sou.toml,
            which explains every setting. Exit status: 0 stopped by a signal, 2 it went wrong.
            """,
        version: SouVersion.current)

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of the index.", valueName: "dir"))
    var index: String?

    @Option(help: ArgumentHelp("The socket to listen on, unless systemd hands one over.", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Searches at the same time; 0 is one for each core.", valueName: "n"))
    var threads: Int?

    /// Not ArgumentParser's own, which has a status and a form of sentence of its own for a wrong command line.
    static func main() async {
        let command: SoudCommand
        do {
            command = try parse()
        } catch {
            guard exitCode(for: error) != .success else { exit(withError: error) }
            fail("cannot understand the command line: \(message(for: error)); see 'soud --help'")
        }
        do {
            try await command.run()
        } catch {
            fail("\(error)")
        }
    }

    private static func fail(_ sentence: String) -> Never {
        Logger(label: "soud") { _ in PriorityLogHandler(logLevel: .error) }.error("\(sentence)")
        Glibc.exit(2)
    }

    func run() async throws {
        let configuration = try Configuration.load(
            flags: Flags(
                configuration: config.map { FilePath($0) }, index: index.map { FilePath($0) },
                socket: socket.map { FilePath($0) }, threads: threads))
        guard let level = Logger.Level(rawValue: configuration.daemon.logLevel.rawValue) else {
            preconditionFailure("swift-log has no level '\(configuration.daemon.logLevel)'")
        }
        let logger = Logger(label: "soud") { _ in PriorityLogHandler(logLevel: level) }
        try await Daemon(configuration: configuration, manager: .current(), logger: logger).run()
    }
}
