internal import ArgumentParser
internal import Release
internal import SearchClient
internal import Wire

/// `sou suggest PREFIX`: how a text may go on.
struct SuggestCommand: ClientSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest",
        _superCommandName: "sou",
        abstract: "Complete a text from the titles and words of the documents.",
        discussion: """
            Titles can be typed by their pinyin, or its initials. 'sou search suggest' looks for the word 'suggest'.

            EXAMPLES:
              sou suggest 智能       what follows it in titles and texts
              sou suggest leijun     titles with 雷军, and words that begin so
              sou suggest -n 3 kub   the three best

            Exit status: 0 something found, 1 nothing found, 2 it went wrong.
            """,
        version: SouVersion.current)

    @Option(
        name: .limit,
        help: ArgumentHelp(
            "The number of suggestions, at most \(SuggestParameters.largestLimit). (default: \(SuggestParameters.defaultLimit))",
            valueName: "N"))
    var limit: Int?

    @Flag(help: .json) var json = false

    @Option(help: "Dim the numbers; 'auto' means on a terminal, unless NO_COLOR is set.")
    var color = ColorMode.auto

    @Option(help: .socket) var socket: String?
    @Option(help: .timeout) var timeout: Double?

    @Argument(help: ArgumentHelp("What was typed so far.", valueName: "PREFIX"))
    var words: [String] = []

    func validate() throws {
        try validateConnection()
        guard (0...SuggestParameters.largestLimit).contains(limit ?? SuggestParameters.defaultLimit) else {
            throw ValidationError("'--limit' takes 0 to \(SuggestParameters.largestLimit)")
        }
    }

    func run(
        variable: (String) -> String?, onTerminal: Bool, _ messages: Messages
    ) throws(CommandFailure) -> CommandResult {
        guard !words.isEmpty else { throw .usage("the prefix is missing") }
        let client = try client(variable: variable)
        var parameters = SuggestParameters(text: words.joined(separator: " "))
        if let limit { parameters.limit = limit }
        do {
            let answer = try client.suggest(parameters)
            let style = color.style(onTerminal: onTerminal, variable: variable)
            let lines = answer.value.suggestions.map { suggestion in
                // Programs get the texts alone.
                let count = onTerminal ? "  " + style.dim(messages.documentCount(suggestion)) : ""
                return TerminalText.line(suggestion.text) + count + "\n"
            }
            return CommandResult(
                output: json ? SearchReport.line(answer.body) : Array(lines.joined().utf8),
                status: answer.value.suggestions.isEmpty ? .negative : .success)
        } catch {
            throw .client(error)
        }
    }
}
