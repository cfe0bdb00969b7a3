internal import Analysis
internal import ArgumentParser
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what the index holds.",
        discussion: """
            Examples:
              sou-index status
              sou-index status --json | jq .documents
            """)

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let status = try IndexStatus.read(settings.index.path)
        let report = StatusReport(
            status, path: settings.index.path.string, fingerprint: try settings.makeAnalyzer().fingerprint)
        if options.json {
            try Output.json(report)
        } else if !options.quiet {
            try report.lines.forEach(Output.line)
        }
    }
}
