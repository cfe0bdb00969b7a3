internal import ArgumentParser
internal import FileWatching
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index build`.
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Index folders from scratch.",
        discussion: """
            Reads every text, Markdown and HTML file below the folders, and then puts the new index in the place of \
            the old one in one step. Hidden files and symbolic links are left out unless \
            the configuration wants them, and whatever its patterns or a file .souignore exclude. Without folders it \
            takes those of the configuration, or else those that the index was built over.

            Examples:
              sou-index build ~/文档
              sou-index build --index /tmp/try ~/文档 ~/notes
              sou-index build --json | jq .skipped
            """)

    @Argument(help: ArgumentHelp("Folders to index; a file:// URI names one that is not UTF-8.", valueName: "folder"))
    var folders: [PathArgument] = []

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let analyzer = try settings.makeAnalyzer()
        let progress = BuildProgress()
        SignalWatch.start { progress.stop() }
        let rules = settings.ruleBook
        let build = IndexBuild(
            index: settings.index.path, analyzer: analyzer, jobs: settings.jobCount,
            maxFileBytes: rules.maxFileBytes, rules: rules, progress: progress)
        let display = ProgressDisplay(progress, isShown: !options.quiet)
        let summary: BuildSummary
        do {
            defer { display.finish() }
            summary = try build.run(folders.isEmpty ? settings.configuredFolders : folders.map(\.path))
        }
        if options.json {
            try Output.json(BuildReport(summary))
        } else if !options.quiet {
            let report = BuildReport(summary)
            report.skippedLines.forEach { Output.error($0) }
            try Output.line(report.line)
        }
    }
}
