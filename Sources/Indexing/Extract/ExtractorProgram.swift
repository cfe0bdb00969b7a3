package import ExtractorProtocol
internal import Glibc
package import SystemPackage

/// The program `sou-extract`: where it is and how it is started.
package struct ExtractorProgram: Sendable, Hashable, ExtractorSource {
    package var path: FilePath
    /// The address space of one process in bytes; 0 is no limit.
    package var memoryBytes: Int
    /// The version that it must have.
    package var version: String

    /// - Parameter path: nil for the one that belongs to this program: beside it, as in a checkout, or in `libexec`.
    package init(path: FilePath?, memoryBytes: Int, version: String) {
        self.path = path ?? Self.installed
        self.memoryBytes = memoryBytes
        self.version = version
    }

    /// Starts one for a moment, and returns what it says of itself.
    ///
    /// Throws: `IndexingError.extractor` when it cannot be started.
    package func check() throws(IndexingError) -> ExtractorHello {
        try ExtractorProcess(self).hello
    }

    package func makeExtractor() throws(IndexingError) -> any Extracting {
        try RestartingExtractor(self)
    }

    private static var installed: FilePath {
        let own = Self.ownPath
        let beside = own.removingLastComponent().appending("sou-extract")
        if beside.withPlatformString({ access($0, X_OK) }) == 0 { return beside }
        return own.removingLastComponent().removingLastComponent().appending("libexec/sou/sou-extract")
    }

    /// The path of the running program.
    private static var ownPath: FilePath {
        // Without /proc nothing is found, and that is said with the path that was tried.
        guard let path = realpath("/proc/self/exe", nil) else { return "/usr/bin/sou-index" }
        defer { free(path) }
        return FilePath(platformString: path)
    }
}
