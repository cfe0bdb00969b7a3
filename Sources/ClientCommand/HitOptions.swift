internal import ArgumentParser
internal import Wire

/// How many hits are printed, and how: what every command has that prints hits.
///
/// Each command declares the options itself, under the names and with the help below. As a group of ArgumentParser's they
/// would cost a command five searches of the runtime through all conformances of the program, at every start.
protocol HitOptions {
    /// Nil unless it was given. ArgumentParser describes every default at every start, a number's by three such searches.
    var limit: Int? { get }
    var json: Bool { get }
    var jsonl: Bool { get }
    var paths: Bool { get }
    var nul: Bool { get }
    var color: ColorMode { get }
}

extension NameSpecification {
    static var limit: NameSpecification { [.customShort("n", allowingJoined: true), .long] }
    static var paths: NameSpecification { [.customShort("l"), .long] }
    static var nul: NameSpecification { .customShort("0") }
}

extension ArgumentHelp {
    static var limit: ArgumentHelp {
        ArgumentHelp(
            "The number of hits, at most \(SearchParameters.largestLimit). (default: \(SearchParameters.defaultLimit))",
            valueName: "N")
    }
    static var json: ArgumentHelp { "Print the answer as one JSON object." }
    static var jsonl: ArgumentHelp { "Print one JSON object per hit and line." }
    static var paths: ArgumentHelp { "Print only the paths, one per line." }
    static var nul: ArgumentHelp { "Print only the paths, each ended by NUL, for 'xargs -0'." }
    static var color: ArgumentHelp { "Highlight matches; 'auto' means on a terminal, unless NO_COLOR is set." }
}

extension HitOptions {
    /// Throws: `ValidationError`.
    func validateHits() throws {
        guard (0...SearchParameters.largestLimit).contains(limit ?? SearchParameters.defaultLimit) else {
            throw ValidationError("'--limit' takes 0 to \(SearchParameters.largestLimit)")
        }
        let formats = formatNames
        if formats.count > 1 { throw ValidationError("'\(formats[0])' and '\(formats[1])' exclude each other") }
    }

    /// The options given that choose a format.
    var formatNames: [String] {
        [(json, "--json"), (jsonl, "--jsonl"), (paths || nul, nul ? "-0" : "--paths")].filter(\.0).map(\.1)
    }

    /// What these options ask to be printed.
    var formatOfHits: OutputFormat {
        if json { return .json }
        if jsonl { return .jsonLines }
        if nul { return .paths(terminator: 0) }
        return paths ? .paths(terminator: UInt8(ascii: "\n")) : .people
    }
}
