package import SystemPackage

/// What the programs are told to do and where: the built-in defaults, overlaid by the file, the environment and the flags.
///
/// `config/sou.toml` documents every key; `Configuration.load` is how a program comes by one.
package struct Configuration: Hashable, Sendable {
    package var index: Index
    /// The folders with settings of their own, which are indexed like `index.folders`.
    package var folders: [Folder] = []
    package var analysis = Analysis()
    package var search = Search()
    package var daemon: Daemon

    /// What is indexed, and into what.
    package struct Index: Hashable, Sendable {
        /// The folder of the index.
        package var path: FilePath
        /// The folders whose files are indexed, absolute. Empty by default: the command line names them.
        package var folders: [FilePath] = []
        /// How many files are read and analyzed at the same time; 0 means one for each core.
        package var jobs = 0
        /// What of a folder is indexed that has no settings of its own.
        package var selection = Selection()
        /// What is kept of a file's text; the rest is cut off and reported.
        package var maxTextBytes = 256 * 1024 * 1024
        /// What indexing may hold in memory until it is written; a text with more terms than fit is cut off and reported.
        package var memoryBytes = 512 * 1024 * 1024
        /// Files that take longer to read are skipped and reported.
        package var maxSecondsPerFile = 60
        /// The address space of one extractor process. 200 MB of GB18030 need about four times that: the bytes, their
        /// text of 300 MB, and the line ends made plain in another 300 MB.
        package var extractorMemoryBytes = 2 * 1024 * 1024 * 1024
        /// By how many percent of its size an index may grow through updates before it is compacted; 0 is without end.
        package var compactGrowthPercent = 100
        /// Whole file systems are watched, where that is possible and allowed, and not folder by folder.
        package var fanotify = false
        /// The program that reads files; nil for the one that is installed with `sou-index`. From the environment only.
        package var extractor: FilePath?
    }

    /// What of a folder is indexed. The patterns are those of `.gitignore`, the types MIME types.
    package struct Selection: Hashable, Sendable {
        /// Files larger than this are skipped and reported.
        package var maxFileBytes = 256 * 1024 * 1024
        /// Smaller files are left out.
        package var minFileBytes = 0
        /// A file must match one of these patterns; none means that every file does.
        package var include: [String] = []
        package var exclude: [String] = []
        /// Names that begin with a dot are not left out.
        package var hidden = false
        /// What is mounted below the folder is left out.
        package var oneFileSystem = false
        package var followLinks = false
        /// Types such as `text/html` or `image/*`; empty means all.
        package var onlyTypes: [String] = []
        package var skipTypes: [String] = []
        /// The encodings of texts that do not show theirs, the likeliest first.
        package var fallbackEncodings = ["GB18030", "Big5", "Shift_JIS", "EUC-KR"]
    }

    /// A folder with settings of its own: those of `index` where it says nothing.
    package struct Folder: Hashable, Sendable {
        package var path: FilePath
        package var selection: Selection

        package init(path: FilePath, selection: Selection) {
            self.path = path
            self.selection = selection
        }
    }

    /// How text becomes terms.
    package struct Analysis: Hashable, Sendable {
        /// The name of a Snowball stemmer, or `none`. Whether there is such a stemmer is the analyzer's to say.
        package var stemmer = "english"
    }

    /// How queries are understood.
    package struct Search: Hashable, Sendable {
        /// A file of words that stand for others; nil when there is none.
        package var synonyms: FilePath?
    }

    /// How the daemon listens and what it allows its clients.
    package struct Daemon: Hashable, Sendable {
        package var socket: FilePath
        /// The permission bits of the socket: who may connect is who may write to it.
        package var socketMode: UInt16 = 0o660
        /// How many searches run at the same time; 0 means one for each core.
        package var threads = 0
        /// What documents that were read may take of the memory there is, so that they need not be read again.
        package var cachePercent = 3
        /// How many searches may wait for a thread before further ones are refused as busy.
        package var queue = 64
        /// The time a search may take, in milliseconds.
        package var deadlineMilliseconds = 2000
        /// After so many seconds without a whole request, a connection is closed.
        package var idleTimeoutSeconds = 30
        package var maxConnections = 256
        /// How many seconds requests in flight are given when the daemon is told to stop.
        package var drainSeconds = 10
        package var logLevel = LogLevel.info
    }

    /// The least serious messages that are logged; the names are those of swift-log.
    package enum LogLevel: String, CaseIterable, Sendable {
        case trace, debug, info, notice, warning, error, critical
    }

    /// The built-in defaults, with things where `paths` says they are.
    package init(paths: Paths) {
        index = Index(path: paths.index)
        daemon = Daemon(socket: paths.socket)
    }
}
