internal import FileWatching
internal import Indexing
internal import Settings
internal import SystemPackage

/// What a watch works by until the configuration is read again.
struct WatchSetup {
    let build: IndexBuild
    /// None means those that the index is over.
    let folders: [FilePath]
    let sandbox: SandboxReport
    let compactionGrowthPercent: Int
    let watching: WatchSettings

    /// Reads the configuration, and looks whether the extractor can be used.
    ///
    /// - Parameter folders: of the command line; they go before the configured ones.
    ///
    /// Throws: `ConfigurationError`, `IndexingError`.
    init(_ options: CommonOptions, folders: [FilePath]) throws {
        let settings = try options.load()
        build = try settings.makeBuild(BuildProgress())
        sandbox = SandboxReport(try settings.extractorProgram.check(), settings: settings.index)
        compactionGrowthPercent = settings.index.compactGrowthPercent
        var watching = WatchSettings()
        watching.watchesFileSystems = settings.index.fanotify
        self.watching = watching
        self.folders = folders.isEmpty ? settings.configuredFolders : folders
    }

    /// Takes the writer's lock.
    ///
    /// Throws: `IndexingError`, `.locked` also.
    func makeUpdate() throws(IndexingError) -> IndexUpdate {
        try IndexUpdate(build, folders: folders, command: IndexUpdate.watchCommand)
    }
}
