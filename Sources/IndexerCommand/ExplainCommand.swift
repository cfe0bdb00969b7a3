internal import ArgumentParser
internal import FileWatching
internal import FoundationEssentials
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say whether a path is indexed, and if not, why.",
        discussion: """
            It goes by the configuration and by the folders that the configuration names, or else those that the index \
            was built over.

            Examples:
              sou-index explain ~/文档/草稿.md
              sou-index explain --json ~/文档/* | jq .paths
            """)

    @Argument(help: ArgumentHelp("Paths to explain; a file:// URI names one that is not UTF-8.", valueName: "path"))
    var paths: [PathArgument]

    @OptionGroup var options: CommonOptions

    func run() throws {
        let settings = try options.load()
        let book = settings.ruleBook
        let folders =
            try settings.configuredFolders.isEmpty
            ? IndexStatus.read(settings.index.path).folders : settings.configuredFolders.map(\.bytes)
        let rules = folders.map { book.rules(for: $0) }
        let here = FileManager.default.currentDirectoryPath
        let reports = paths.map { argument in
            let path = FilePath(here).pushing(argument.path).bytes
            return ExplainReport(
                path: path, verdict: FolderScan.verdict(path, rules: rules, excluded: [settings.index.path.bytes]))
        }
        if options.json {
            try Output.json(["paths": reports])
        } else if !options.quiet {
            for report in reports { try Output.line(report.line) }
        }
    }
}
