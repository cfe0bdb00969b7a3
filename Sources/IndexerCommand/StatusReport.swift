internal import IndexSchema
internal import Indexing

/// An index's status as the program prints it, for people and as JSON.
struct StatusReport: Encodable {
    let index: String
    let generation: Int?
    let documents: Int
    let textBytes: Int?
    let diskBytes: Int
    let format: Int?
    let fingerprint: String?
    /// The index was written by the analyzer of this program and this configuration.
    let isCurrent: Bool
    /// Seconds since 1970-01-01T00:00:00Z.
    let built: Int64?
    /// Who wrote the tables: `tables` for this program itself, else `engine`.
    let builtBy: String?
    /// Why it was the engine.
    let builtByReason: String?
    let committed: Int64?
    let folders: [String]
    /// The process that is writing, such as `123 sou-index build`.
    let writer: String?
    /// The last writer, when it did not come to its end.
    let stoppedWriter: String?
    /// What keeps the index in line with its folders; absent when nothing does.
    let watch: WatcherState?

    /// - Parameter fingerprint: this build's.
    init(_ status: IndexStatus, path: String, fingerprint: String, watch: WatcherState? = nil) {
        self.watch = watch
        index = path
        generation = status.generation
        documents = status.documentCount
        textBytes = status.textByteCount
        diskBytes = status.diskByteCount
        format = status.format
        self.fingerprint = status.fingerprint
        isCurrent = status.fingerprint == fingerprint
        built = status.builtSeconds
        switch status.builtBy {
        case .tables: (builtBy, builtByReason) = ("tables", nil)
        case .engine(let reason): (builtBy, builtByReason) = ("engine", reason)
        case nil: (builtBy, builtByReason) = (nil, nil)
        }
        committed = status.committedSeconds
        folders = status.folders.map(Output.text(ofPath:))
        switch status.writer {
        case .none: (writer, stoppedWriter) = (nil, nil)
        case .working(let holder): (writer, stoppedWriter) = (holder ?? "unknown", nil)
        case .stopped(let holder): (writer, stoppedWriter) = (nil, holder)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case index, generation, documents, format, fingerprint, built, committed, folders, writer, watch
        case builtBy = "built_by"
        case builtByReason = "built_by_reason"
        case stoppedWriter = "stopped_writer"
        case textBytes = "text_bytes"
        case diskBytes = "disk_bytes"
        case isCurrent = "current"
    }

    /// The status for people.
    ///
    /// - Parameter now: what ages are counted from, in seconds since 1970-01-01T00:00:00Z.
    func lines(now: Int64) -> [String] {
        var lines = [
            "index        \(index)",
            "documents    \(documents)",
            "text         \(textBytes.map(Quantity.bytes) ?? "unknown")",
            "on disk      \(Quantity.bytes(diskBytes))",
            "generation   \(generation.map(String.init) ?? "unknown")",
            "format       \(format.map(String.init) ?? "unknown")",
            "analyzer     \(fingerprint ?? "unknown")\(isCurrent ? "" : " (not this program's; run 'sou-index build')")",
            "last commit  \(committed.map { Quantity.dateAndAge($0, now: now) } ?? "unknown")",
            "watch        \(watch.map(Self.activity) ?? Self.unwatched)",
        ]
        // Otherwise nobody need know.
        if let builtByReason {
            lines.append("built by     Xapian's API, which takes longer: \(Output.visible(builtByReason))")
        }
        if let watch {
            lines.append("backlog      \(watch.backlog == 0 ? "none" : Quantity.count(watch.backlog, "path"))")
            lines += watch.problems.map { "problem      \(Output.visible($0))" }
        }
        for (number, folder) in folders.enumerated() {
            lines.append((number == 0 ? "folders      " : "             ") + folder)
        }
        // A watch is the writer all the time.
        if let writer, watch == nil { lines.append("writing      \(Output.visible(writer))") }
        if let stoppedWriter {
            lines.append(
                "stopped      \(Output.visible(stoppedWriter)) did not come to its end; 'sou-index check' reads all")
        }
        return lines
    }

    /// No mistake: some indexes are updated by hand.
    private static let unwatched =
        "nobody watches for changes; 'sou-index update' finds them, 'sou-index watch' as they happen"

    private static func activity(_ watch: WatcherState) -> String {
        let doing =
            switch watch.activity {
            case .watching: "watches \(Quantity.count(watch.watchedFolders, "folder"))"
            case .updating: "updates the index"
            case .building: "builds the index anew"
            case .waiting: "waits to try again"
            }
        let unwatched = watch.unwatchedFolders
        return "process \(watch.processID) \(doing)"
            + (unwatched == 0 ? "" : "; \(unwatched) more cannot be watched and are compared from time to time")
    }
}
