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
            The exit status is 0 when it is, and 2 when it is not or cannot be read. Others may go on reading and writing.

            With --repair the index is mended: what a stopped writer has left is removed, a lost XAPIANDB is written \
            anew, and an index that is damaged, or of another version, is built again from the files it is over, while \
            the old one answers what it can. Where it no longer tells which folders those are, the configuration does. \
            The exit status is 0 when the index is sound in the end.

            Examples:
              sou-index check
              sou-index check --repair
              sou-index check --index /tmp/try --json
            """)

    @Flag(help: "Mend what is wrong, if need be by a build from the files.")
    var repair = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let report = repair ? try mend(settings) : try look(settings)
        if options.json {
            try Output.json(report)
        } else {
            report.lines(index: settings.index.path.string).forEach { Output.error($0) }
            if report.sound, !options.quiet { try Output.line(report.line(index: settings.index.path.string)) }
        }
        if !report.sound { throw ExitCode(ExitStatus.failed.rawValue) }
    }

    private func look(_ settings: Configuration) throws -> CheckReport {
        let fingerprint = try settings.makeAnalyzer().fingerprint
        return CheckReport(try IndexAudit.run(settings.index.path, fingerprint: fingerprint))
    }

    private func mend(_ settings: Configuration) throws -> CheckReport {
        let progress = BuildProgress()
        let build = try settings.makeBuild(progress)
        SignalWatch.start { progress.stop() }
        _ = try settings.extractorProgram.check()
        var display: ProgressDisplay?
        defer { display?.finish() }
        return CheckReport(
            try IndexRepair.run(build, folders: settings.configuredFolders) {
                display = ProgressDisplay(progress, isShown: !options.quiet)
            })
    }
}
