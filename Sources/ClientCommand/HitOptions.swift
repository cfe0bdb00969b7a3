internal import ArgumentParser
internal import Wire

/// How many hits are printed, and how: what every command has that prints hits.
struct HitOptions: ParsableArguments {
    @Option(
        name: [.customShort("n", allowingJoined: true), .long],
        help: ArgumentHelp("The number of hits, at most \(SearchParameters.largestLimit).", valueName: "N"))
    var limit = SearchParameters.defaultLimit

    @Flag(help: "Print the answer as one JSON object.")
    var json = false

    @Flag(help: "Print one JSON object per hit and line.")
    var jsonl = false

    @Flag(name: [.customShort("l"), .long], help: "Print only the paths, one per line.")
    var paths = false

    @Flag(name: .customShort("0"), help: "Print only the paths, each ended by NUL, for 'xargs -0'.")
    var nul = false

    @Option(help: "Highlight matches; 'auto' means on a terminal, unless NO_COLOR is set.")
    var color = ColorMode.auto

    func validate() throws {
        guard (0...SearchParameters.largestLimit).contains(limit) else {
            throw ValidationError("'--limit' takes 0 to \(SearchParameters.largestLimit)")
        }
        let formats = formatNames
        if formats.count > 1 { throw ValidationError("'\(formats[0])' and '\(formats[1])' exclude each other") }
    }

    /// The options given that choose a format.
    var formatNames: [String] {
        [(json, "--json"), (jsonl, "--jsonl"), (paths || nul, nul ? "-0" : "--paths")].filter(\.0).map(\.1)
    }

    /// What the options ask to be printed.
    var format: OutputFormat {
        if json { return .json }
        if jsonl { return .jsonLines }
        if nul { return .paths(terminator: 0) }
        return paths ? .paths(terminator: UInt8(ascii: "\n")) : .people
    }
}
