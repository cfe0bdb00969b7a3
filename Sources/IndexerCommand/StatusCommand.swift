internal import Analysis
internal import ArgumentParser
internal import Glibc
internal import IndexSchema
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index status`.
struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: "Say what the index holds, and whether it is kept fresh.",
        discussion: """
            Examples:
              sou-index status
              sou-index status --json | jq .documents
              sou-index status --json | jq .watch.problems
            """)

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let status = try IndexStatus.readOrWait(settings.index.path)
        let report = StatusReport(
            status, path: settings.index.path.string, fingerprint: try settings.makeAnalyzer().fingerprint,
            watch: WatcherState.read(index: settings.index.path))
        if options.json {
            try Output.json(report)
        } else if !options.quiet {
            try report.lines(now: Int64(time(nil))).forEach(Output.line)
        }
    }
}
