internal import Analysis
internal import ArgumentParser
internal import Documents
internal import FileWatching
internal import Glibc
internal import Indexing
internal import Release
internal import Settings
internal import SystemPackage

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Read this configuration (environment: SOU_CONFIG).", valueName: "file"))
    var config: PathArgument?

    @Option(help: ArgumentHelp("The folder of the index (environment: SOU_INDEX).", valueName: "folder"))
    var index: PathArgument?

    @Option(help: ArgumentHelp("Files at the same time; 0 is one for each core.", valueName: "n"))
    var jobs: Int?

    @Flag(help: "Print one JSON object on standard output at the end.")
    var json = false

    @Flag(help: "Print nothing but errors.")
    var quiet = false

    func load() throws(ConfigurationError) -> Configuration {
        try Configuration.load(
            flags: Flags(configuration: config?.path, index: index?.path, jobs: jobs),
            patternDefect: IgnoreRules.defect(of:))
    }
}

extension Configuration {
    /// The analyzer that the configuration asks for.
    func makeAnalyzer() throws(IndexingError) -> Analyzer {
        do throws(AnalysisError) {
            let stemmer = analysis.stemmer == "none" ? nil : analysis.stemmer
            return try Analyzer(AnalyzerConfiguration(latinStemmer: stemmer))
        } catch {
            throw .analysis(error.description)
        }
    }

    /// A build as the configuration has it.
    func makeBuild(_ progress: BuildProgress) throws(IndexingError) -> IndexBuild {
        IndexBuild(
            index: index.path, analyzer: try makeAnalyzer(), jobs: jobCount, limits: fileLimits,
            extractors: extractorProgram, rules: ruleBook, progress: progress)
    }

    /// The threads of a build.
    var jobCount: Int {
        index.jobs > 0 ? index.jobs : max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The program that reads the files.
    var extractorProgram: ExtractorProgram {
        ExtractorProgram(
            path: index.extractor, memoryBytes: index.extractorMemoryBytes, version: SouVersion.current)
    }

    /// What one file may take.
    var fileLimits: FileLimits {
        FileLimits(
            seconds: index.maxSecondsPerFile, memoryBytes: index.memoryBytes,
            extraction: ExtractionLimits(textBytes: index.maxTextBytes))
    }
}
