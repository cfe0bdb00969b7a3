internal import ArgumentParser
internal import Release
internal import SearchClient
internal import Wire

/// `sou similar FILE`.
struct SimilarCommand: ClientSubcommand, HitOptions {
    static let configuration = CommandConfiguration(
        commandName: "similar",
        _superCommandName: "sou",
        abstract: "Find documents like one that is in the index.",
        discussion: """
            The file itself is not read: what the index has of it counts. A file:// URI names one that is not UTF-8.

            EXAMPLES:
              sou similar 年报.md              the ten that share most with it
              sou similar -n 3 -l ~/文档/a.md  only the paths of three

            Exit status: 0 something found, 1 nothing found, 2 it went wrong.
            """,
        version: SouVersion.current)

    @Option(name: .limit, help: .limit) var limit: Int?
    @Flag(help: .json) var json = false
    @Flag(help: .jsonl) var jsonl = false
    @Flag(name: .paths, help: .paths) var paths = false
    @Flag(name: .nul, help: .nul) var nul = false
    @Option(help: .color) var color = ColorMode.auto
    @Option(help: .socket) var socket: String?
    @Option(help: .timeout) var timeout: Double?

    @Argument(help: ArgumentHelp("The document that the others shall be like.", valueName: "FILE"))
    var file: FileArgument

    func validate() throws {
        try validateHits()
        try validateConnection()
    }

    func run(
        variable: (String) -> String?, onTerminal: Bool, _ messages: Messages
    ) throws(CommandFailure) -> CommandResult {
        let client = try client(variable: variable)
        let style = color.style(onTerminal: onTerminal, variable: variable)
        let report = SearchReport(messages: messages, style: style, onTerminal: onTerminal)
        var request = SearchParameters(query: file.text)
        if let limit { request.limit = limit }
        do {
            return try report.result(try answer(client), of: request, as: formatOfHits)
        } catch {
            throw CommandFailure(error, from: client)
        }
    }

    /// The answer for the first of the file's paths that the index has.
    private func answer(_ client: SearchClient) throws -> ClientAnswer<SearchResponse> {
        let paths = file.absolutePaths(in: FileArgument.currentFolder)
        for path in paths {
            var parameters = SimilarParameters(path: path)
            if let limit { parameters.limit = limit }
            do throws(ClientError) {
                return try client.similar(parameters)
            } catch {
                guard case .problem(let problem) = error, problem.type == Problem.notIndexed else { throw error }
            }
        }
        guard let path = paths.first else { throw CommandFailure.noFile(file.text) }
        throw CommandFailure.notIndexed(String(decoding: path, as: UTF8.self))
    }
}
