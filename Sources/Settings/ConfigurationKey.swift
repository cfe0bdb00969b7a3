internal import SystemPackage

/// One key of the file: its section and name, the values it takes, and where they go.
///
/// `all` is the one table of what may stand in a file; whatever is not in it is refused.
struct ConfigurationKey: Sendable {
    let section: String
    let name: String
    let value: Value
    /// It may stand in a `[[folder]]` also.
    var isPerFolder = false

    /// The array of tables that are about one folder each.
    static let folder = "folder"

    enum Value: Sendable {
        /// An absolute path, or one that begins with `~/`.
        case path(WritableKeyPath<Configuration, FilePath> & Sendable)
        /// The same, or nothing for none.
        case optionalPath(WritableKeyPath<Configuration, FilePath?> & Sendable)
        case paths(WritableKeyPath<Configuration, [FilePath]> & Sendable)
        case boolean(WritableKeyPath<Configuration, Bool> & Sendable)
        /// Patterns as `.gitignore` has them.
        case patterns(WritableKeyPath<Configuration, [String]> & Sendable)
        /// MIME types, or all of a kind: `image/*`.
        case types(WritableKeyPath<Configuration, [String]> & Sendable)
        /// Names of encodings. Whether there are such is the decoder's to say.
        case encodings(WritableKeyPath<Configuration, [String]> & Sendable)
        case integer(WritableKeyPath<Configuration, Int> & Sendable, ClosedRange<Int>)
        /// Permission bits as a string of octal digits, the way chmod takes them: TOML's own `0o660` would let
        /// a forgotten `0o` pass as another mode.
        case mode(WritableKeyPath<Configuration, UInt16> & Sendable)
        case logLevel(WritableKeyPath<Configuration, Configuration.LogLevel> & Sendable)
        /// A name of small letters, digits and underscores.
        case name(WritableKeyPath<Configuration, String> & Sendable)
    }

    static let jobs = ConfigurationKey(section: "index", name: "jobs", value: .integer(\.index.jobs, 0...1024))
    static let threads = ConfigurationKey(
        section: "daemon", name: "threads", value: .integer(\.daemon.threads, 0...1024))

    /// Every key, in the order of `config/sou.toml`.
    static let all: [ConfigurationKey] = [
        ConfigurationKey(section: "index", name: "path", value: .path(\.index.path)),
        ConfigurationKey(section: "index", name: "folders", value: .paths(\.index.folders)),
        jobs,
        ConfigurationKey(
            section: "index", name: "max_text_bytes", value: .integer(\.index.maxTextBytes, 1024...2_147_483_647)),
        ConfigurationKey(
            section: "index", name: "memory_bytes",
            value: .integer(\.index.memoryBytes, 67_108_864...1_099_511_627_776)),
        ConfigurationKey(
            section: "index", name: "max_seconds_per_file", value: .integer(\.index.maxSecondsPerFile, 1...3600)),
        ConfigurationKey(
            section: "index", name: "extractor_memory_bytes",
            value: .integer(\.index.extractorMemoryBytes, 268_435_456...1_099_511_627_776)),
        ConfigurationKey(
            section: "index", name: "compact_growth_percent",
            value: .integer(\.index.compactGrowthPercent, 0...10_000)),
        ConfigurationKey(section: "index", name: "fanotify", value: .boolean(\.index.fanotify)),
        ConfigurationKey(
            section: "index", name: "max_file_bytes",
            value: .integer(\.index.selection.maxFileBytes, 1024...2_147_483_647), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "min_file_bytes",
            value: .integer(\.index.selection.minFileBytes, 0...2_147_483_647), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "include", value: .patterns(\.index.selection.include), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "exclude", value: .patterns(\.index.selection.exclude), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "hidden", value: .boolean(\.index.selection.hidden), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "one_file_system", value: .boolean(\.index.selection.oneFileSystem),
            isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "follow_links", value: .boolean(\.index.selection.followLinks), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "only_types", value: .types(\.index.selection.onlyTypes), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "skip_types", value: .types(\.index.selection.skipTypes), isPerFolder: true),
        ConfigurationKey(
            section: "index", name: "fallback_encodings", value: .encodings(\.index.selection.fallbackEncodings),
            isPerFolder: true),
        ConfigurationKey(section: "analysis", name: "stemmer", value: .name(\.analysis.stemmer)),
        ConfigurationKey(section: "search", name: "synonyms", value: .optionalPath(\.search.synonyms)),
        ConfigurationKey(section: "daemon", name: "socket", value: .path(\.daemon.socket)),
        ConfigurationKey(section: "daemon", name: "socket_mode", value: .mode(\.daemon.socketMode)),
        threads,
        ConfigurationKey(section: "daemon", name: "cache_percent", value: .integer(\.daemon.cachePercent, 0...50)),
        ConfigurationKey(section: "daemon", name: "queue", value: .integer(\.daemon.queue, 1...65_536)),
        ConfigurationKey(
            section: "daemon", name: "deadline_ms", value: .integer(\.daemon.deadlineMilliseconds, 10...600_000)),
        ConfigurationKey(
            section: "daemon", name: "idle_timeout_s", value: .integer(\.daemon.idleTimeoutSeconds, 1...3600)),
        ConfigurationKey(
            section: "daemon", name: "max_connections", value: .integer(\.daemon.maxConnections, 1...65_536)),
        ConfigurationKey(section: "daemon", name: "drain_s", value: .integer(\.daemon.drainSeconds, 0...3600)),
        ConfigurationKey(section: "daemon", name: "log_level", value: .logLevel(\.daemon.logLevel)),
    ]

    /// The sections, each once, in the order of `all`.
    static let sections: [String] = all.map(\.section).reduce(into: []) { sections, section in
        if sections.last != section { sections.append(section) }
    }
}
