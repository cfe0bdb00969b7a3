internal import ArgumentParser
internal import Release
internal import SearchClient
internal import Wire

/// `sou QUERY...`, or `sou search QUERY...` for a query whose first word is a command.
struct SearchCommand: ClientSubcommand, HitOptions {
    static let configuration = CommandConfiguration(
        commandName: "search",
        // A command of a family, as 'swift build' is: ArgumentParser does not first look whether a completion script is
        // asked for, which would take a fifth of the whole process.
        _superCommandName: "sou",
        abstract: "Search the documents of this machine.",
        usage: """
            sou [OPTIONS] QUERY...
            sou search [OPTIONS] QUERY...
            sou similar [OPTIONS] FILE
            sou suggest [OPTIONS] PREFIX
            sou status [--json] [--socket PATH] [--timeout SECONDS]
            """,
        discussion: """
            The words are joined by blanks. A command stands first; 'sou search status' looks for the word 'status'.

            THE QUERY:
              雷军 造车                both; a run of more than four characters is a question
              "…" “…” 「…」 『…』       exactly this text
              A OR B   A | B   (A B)   operators are capitals; full-width marks work as well
              -A   NOT A   +A          not this; this in any case
              小米*   xiao*            words that begin so
              A NEAR/20 B              with at most 20 characters between them
              title:A   title:(A B)    also author: tag: path: type: ext: lang:
              date:2016-10..2017       also date:2016-10-05 date:>2018 size:>1M size:10K..2M

            EXAMPLES:
              sou 雷军 造车                     documents that have both
              sou '"手机+AIoT"'                 exactly this text
              sou 小米高端化战略怎么走          a question: the best documents first
              sou -n 3 --sort -date 智能家居    the three newest
              sou --match any 电池 快充 续航    any of the words
              sou -0 智能家居 | xargs -0 wc -m  the paths, for other programs
              sou --count 智能家居              how many there are
              sou --facet tag,year 智能家居     and what they are about, and when
              sou 小米 -手机                    the first without the second
              sou -- linux -kernel              what could be an option stands after '--'

            Exit status: 0 something found, 1 nothing found, 2 it went wrong.
            """,
        version: SouVersion.current)

    @Option(help: ArgumentHelp("Pass over the N best hits. (default: 0)", valueName: "N"))
    var offset: Int?

    // Unconditional, because half of the values begin with a dash.
    @Option(parsing: .unconditional, help: "The order of the hits; with '-' the newest or largest first.")
    var sort = SearchParameters.Sort.relevance

    @Option(help: "Must a document have every word, or is any enough.")
    var match = SearchParameters.Match.all

    @Flag(help: "Print the exact number of documents that match; with --json make 'total' exact.")
    var count = false

    @Option(
        help: ArgumentHelp(
            "Count the values that the matching documents have: author, tag, type, year; several with commas.",
            valueName: "FIELDS"))
    var facet: [FacetList] = []

    @Flag(help: "Say how the query was understood, the plan and the timings.")
    var explain = false

    @Option(name: .limit, help: .limit) var limit: Int?
    @Flag(help: .json) var json = false
    @Flag(help: .jsonl) var jsonl = false
    @Flag(name: .paths, help: .paths) var paths = false
    @Flag(name: .nul, help: .nul) var nul = false
    @Option(help: .color) var color = ColorMode.auto
    @Option(help: .socket) var socket: String?
    @Option(help: .timeout) var timeout: Double?

    @Argument(help: ArgumentHelp("What to look for.", valueName: "QUERY"))
    var words: [String] = []

    func validate() throws {
        try validateHits()
        try validateConnection()
        guard (0...SearchParameters.largestOffset).contains(offset ?? 0) else {
            throw ValidationError("'--offset' takes 0 to \(SearchParameters.largestOffset)")
        }
        if count, let other = formatNames.first, !json {
            throw ValidationError("'--count' and '\(other)' exclude each other")
        }
    }

    /// What the options ask to be printed.
    var format: OutputFormat {
        count && !json ? .count : formatOfHits
    }

    /// The request the options ask for.
    var parameters: SearchParameters {
        var parameters = SearchParameters(query: words.map(NegatedWord.unshielded).joined(separator: " "))
        // A bare number needs no hits, and a daemon that makes none is faster.
        if let limit = format == .count ? 0 : limit { parameters.limit = limit }
        if let offset, format != .count { parameters.offset = offset }
        parameters.sort = sort
        parameters.match = match
        parameters.countsExactly = count
        parameters.facets = facet.reduce(into: FacetList()) { $0.append($1) }.facets
        parameters.explains = explain
        return parameters
    }

    func run(
        variable: (String) -> String?, onTerminal: Bool, _ messages: Messages
    ) throws(CommandFailure) -> CommandResult {
        // Not in `validate()`, which would hide an unknown option behind the missing query: `sou -foo`.
        guard !words.isEmpty else { throw .usage("the query is missing") }
        let client = try client(variable: variable)
        let style = color.style(onTerminal: onTerminal, variable: variable)
        let report = SearchReport(messages: messages, style: style, onTerminal: onTerminal)
        do {
            let answer = try client.search(parameters)
            return try report.result(answer, of: parameters, as: format)
        } catch {
            throw CommandFailure(error, from: client)
        }
    }
}

extension SearchParameters.Sort: WordArgument {}
extension SearchParameters.Match: WordArgument {}
