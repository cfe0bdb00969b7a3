package import SystemPackage

/// What the command line says about the configuration; nil where it says nothing.
package struct Flags: Hashable, Sendable {
    package var configuration: FilePath?
    package var index: FilePath?
    package var socket: FilePath?
    /// Searches at the same time, for the daemon.
    package var threads: Int?
    /// Files at the same time, for the indexer.
    package var jobs: Int?

    package init(
        configuration: FilePath? = nil, index: FilePath? = nil, socket: FilePath? = nil, threads: Int? = nil,
        jobs: Int? = nil
    ) {
        self.configuration = configuration
        self.index = index
        self.socket = socket
        self.threads = threads
        self.jobs = jobs
    }
}
