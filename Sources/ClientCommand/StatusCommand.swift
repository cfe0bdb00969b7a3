internal import ArgumentParser
internal import Release
internal import SearchClient
internal import Wire

/// `sou status`: what the daemon serves, and whether it can be searched.
struct StatusCommand: ClientSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        _superCommandName: "sou",
        abstract: "Show what the daemon serves.",
        discussion: "Exit status: 0 ready, 1 not ready (there is no index, or it is unusable), 2 unreachable.",
        version: SouVersion.current)

    @Flag(help: .json) var json = false
    @Option(help: .socket) var socket: String?
    @Option(help: .timeout) var timeout: Double?

    func validate() throws {
        try validateConnection()
    }

    func run(
        variable: (String) -> String?, onTerminal: Bool, _ messages: Messages
    ) throws(CommandFailure) -> CommandResult {
        let client = try client(variable: variable)
        do {
            let answer = try client.status()
            return CommandResult(
                output: json ? SearchReport.line(answer.body) : Array(StatusReport(messages).text(answer.value).utf8),
                status: answer.value.state == .ready ? .success : .negative)
        } catch {
            throw .client(error)
        }
    }
}
