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
            Reads every file below the folders that holds text: plain and marked-up text in the usual encodings, mail, \
            PDF, office documents and books, also compressed. Then it puts the new index in the place of the old one in \
            one step. Files without text, and those that cannot be read, are listed with the reason. Hidden files and \
            symbolic links are left out unless the configuration wants them, and whatever its patterns or a file \
            .souignore exclude. Without folders it takes those of the configuration, or else those that the index was \
            built over. While sou-index watch runs, that process is asked to build, and this one waits.

            A folder that is gone or empty, or a place below one where something was mounted that is not there now, when \
            the index has documents of it, is taken for a disk that is not mounted: the index stays as it is, and the exit \
            status is 2. With --allow-empty its documents are dropped.

            Examples:
              sou-index build ~/文档
              sou-index build --index /tmp/try ~/文档 ~/notes
              sou-index build --json | jq .skipped
            """)

    @Argument(help: ArgumentHelp("Folders to index; a file:// URI names one that is not UTF-8.", valueName: "folder"))
    var folders: [PathArgument] = []

    @Flag(help: "Drop the documents of a folder that is gone or empty.")
    var allowEmpty = false

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let progress = BuildProgress()
        var build = try settings.makeBuild(progress)
        build.allowsEmpty = allowEmpty
        SignalWatch.start { progress.stop() }
        let sandbox = SandboxReport(try settings.extractorProgram.check(), settings: settings.index)
        let summary: BuildSummary
        do throws(IndexingError) {
            var display: ProgressDisplay?
            defer { display?.finish() }
            summary = try build.run(folders.isEmpty ? settings.configuredFolders : folders.map(\.path)) {
                if !options.quiet, !options.json { Output.error(sandbox.line) }
                display = ProgressDisplay(progress, isShown: !options.quiet)
            }
        } catch {
            // A watch can be asked for a build, and not for one of other folders or with less care.
            guard folders.isEmpty, !allowEmpty, let watched = WatchedBuild(after: error) else { throw error }
            return try run(watched, progress)
        }
        if options.json {
            try Output.json(BuildReport(summary, sandbox: sandbox))
        } else if !options.quiet {
            let report = BuildReport(summary, sandbox: sandbox)
            report.files.lines.forEach { Output.error($0) }
            try Output.line(report.line)
        }
    }

    /// Has the process build that holds the lock.
    private func run(_ build: WatchedBuild, _ progress: BuildProgress) throws {
        if !options.quiet, !options.json {
            Output.error(
                "process \(build.processID) watches for this index, and builds it; its log lists skipped files")
        }
        let start = ContinuousClock.now
        let status = try build.run { progress.isStopped }
        let report = WatchedBuildReport(status, by: build, seconds: (ContinuousClock.now - start) / .seconds(1))
        if options.json {
            try Output.json(report)
        } else if !options.quiet {
            try Output.line(report.line)
        }
    }
}
