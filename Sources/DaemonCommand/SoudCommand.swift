internal import ArgumentParser
internal import Glibc
internal import Logging
internal import Release
internal import Settings
internal import SystemPackage

/// `soud`: reads the command line and the configuration, runs the daemon, and decides the exit status.
///
/// | status | |
/// |--------|---|
/// | 0      | stopped by a signal, everything in flight answered |
/// | 2      | it went wrong; one line on stderr says what, why and the remedy |
/// | 64     | the command line is wrong |
@main
struct SoudCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soud", abstract: "Answers searches of Sou's index over a Unix socket.",
        version: SouVersion.current)

    @Option(help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(help: ArgumentHelp("The folder of the index.", valueName: "dir"))
    var index: String?

    @Option(help: ArgumentHelp("The socket to listen on, unless systemd hands one over.", valueName: "path"))
    var socket: String?

    @Option(help: ArgumentHelp("Searches at the same time; 0 is one for each core.", valueName: "n"))
    var threads: Int?

    func run() async throws {
        do {
            let configuration = try Configuration.load(
                flags: Flags(
                    configuration: config.map { FilePath($0) }, index: index.map { FilePath($0) },
                    socket: socket.map { FilePath($0) }, threads: threads))
            guard let level = Logger.Level(rawValue: configuration.daemon.logLevel.rawValue) else {
                preconditionFailure("swift-log has no level '\(configuration.daemon.logLevel)'")
            }
            let logger = Logger(label: "soud") { _ in PriorityLogHandler(logLevel: level) }
            try await Daemon(configuration: configuration, manager: .current(), logger: logger).run()
        } catch {
            let logger = Logger(label: "soud") { _ in PriorityLogHandler(logLevel: .error) }
            logger.error("\(error)")
            throw ExitCode(2)
        }
    }
}
