internal import ArgumentParser
internal import FileWatching
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index update`.
struct UpdateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Bring the index in line with its folders: what is new, changed, moved or gone.",
        discussion: """
            Looks at every file, and reads only those that are new or have changed; a file that was moved is not read \
            again. What was written is found at once. Without folders it takes those of the configuration, or else those \
            of the index. With folders, the index is over these and no others from now on. Where there is no index yet, \
            or one that another version or other settings have made, it is built.

            A folder that is gone, or empty, when the index has documents of it, is taken for a disk that is not mounted: \
            nothing is changed, and the exit status is 2. With --allow-empty its documents are removed.

            Examples:
              sou-index update
              sou-index update --json | jq '{added, changed, removed, moved}'
              sou-index update --allow-empty      after a folder was emptied on purpose
            """)

    @Argument(
        help: ArgumentHelp("The folders to index; a file:// URI names one that is not UTF-8.", valueName: "folder"))
    var folders: [PathArgument] = []

    @Flag(help: "Remove the documents of a folder that is gone or empty.")
    var allowEmpty = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let progress = BuildProgress()
        SignalWatch.start { progress.stop() }
        let extractor = settings.extractorProgram
        let sandbox = SandboxReport(try extractor.check(), settings: settings.index)
        let build = IndexBuild(
            index: settings.index.path, analyzer: try settings.makeAnalyzer(), jobs: settings.jobCount,
            limits: settings.fileLimits, extractors: extractor, rules: settings.ruleBook, progress: progress)
        let update = try IndexUpdate(
            build, folders: folders.isEmpty ? settings.configuredFolders : folders.map(\.path))
        let summary: UpdateSummary
        do {
            let display = ProgressDisplay(progress, isShown: !options.quiet)
            defer { display.finish() }
            summary = try update.run(allowsEmpty: allowEmpty)
        }
        let report = UpdateReport(summary, sandbox: sandbox)
        if options.json {
            try Output.json(report)
        } else if !options.quiet {
            report.files.lines.forEach { Output.error($0) }
            try Output.line(report.line)
        }
    }
}
