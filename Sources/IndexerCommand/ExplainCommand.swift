internal import ArgumentParser
internal import FileWatching
internal import Glibc
internal import Indexing
internal import Settings
internal import SystemPackage

/// `sou-index explain`.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Say whether and how a path is indexed, and if not, why.",
        discussion: """
            It goes by the configuration and by the folders that the configuration names, or else those that the index \
            was built over. A file that would be indexed is read as a build reads it: its type, encoding, title and other \
            fields, and the first terms of its text are shown, whatever the index holds of it now.

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
        let here = try Self.currentFolder()
        let analyzer = try settings.makeAnalyzer()
        var extractor: FileExtractor?
        let reports = try paths.map { argument in
            var full = here.pushing(argument.path)
            full.components.removeAll { $0.kind == .currentDirectory }
            let path = full.bytes
            let verdict = FolderScan.verdict(path, rules: rules, excluded: [settings.index.path.bytes])
            guard case .file(let file) = verdict else { return ExplainReport(path: path, verdict: verdict) }
            let reader =
                try extractor
                ?? FileExtractor(try settings.extractorProgram.makeExtractor(), limits: settings.fileLimits)
            extractor = reader
            let explanation = try FileExplanation(
                of: file, under: rules[file.folder], extractor: reader, analyzer: analyzer)
            return ExplainReport(path: path, verdict: verdict, explanation: explanation)
        }
        if options.json {
            try Output.json(["paths": reports])
        } else if !options.quiet {
            for line in reports.flatMap(\.lines) { try Output.line(line) }
        }
    }

    /// Its bytes need not be UTF-8.
    private static func currentFolder() throws(Errno) -> FilePath {
        guard let path = getcwd(nil, 0) else { throw Errno(rawValue: errno) }
        defer { free(path) }
        return FilePath(platformString: path)
    }
}
