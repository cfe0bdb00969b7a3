internal import Analysis
internal import ArgumentParser
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index check`.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Read the whole index and say whether it is sound.",
        discussion: """
            The exit status is 0 when it is, and 2 when it is not or cannot be read.

            Examples:
              sou-index check
              sou-index check --index /tmp/try --json
            """)

    @OptionGroup var options: CommonOptions

    /// The result as JSON.
    struct Report: Encodable {
        var sound: Bool
        var documents: Int
        var problems: [String]
    }

    func run() throws {
        let settings = try options.load()
        let fingerprint = try settings.makeAnalyzer().fingerprint
        let audit = try IndexAudit.run(settings.index.path, fingerprint: fingerprint)
        let isSound = audit.problems.isEmpty
        if options.json {
            try Output.json(
                Report(sound: isSound, documents: audit.documentCount, problems: audit.problems))
        } else {
            for problem in audit.problems { Output.error("index '\(settings.index.path)': \(problem)") }
            if isSound, !options.quiet {
                let count = Quantity.count(audit.documentCount, "document")
                try Output.line("index '\(settings.index.path)' is sound: \(count)")
            }
        }
        if !isSound { throw ExitCode(ExitStatus.failed.rawValue) }
    }
}
