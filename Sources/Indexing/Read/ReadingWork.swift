internal import FileWatching
internal import IndexSchema
internal import Synchronization

/// What the threads of a build or an update share: the files still to do, and what came of the others.
final class ReadingWork: Sendable {
    /// What the threads have to show, together.
    struct Harvest: Sendable {
        var skipped: [SkippedFile] = []
        /// What is to be remembered of files that were read and are no documents.
        var unindexed: [UnindexedFile] = []
        var notices: [FileNotice] = []
        /// Files to be asked about again when the encodings of the others are known.
        var deferred: [ScannedFile] = []
        var encodings = FolderEncodings()
        /// What the rules do not want.
        var ignored = ScanSummary.Ignored()
        var documentCount = 0
        var fileByteCount = 0
        var textByteCount = 0
        /// The first thing that went wrong; the others follow from it.
        var failure: IndexingError?
    }

    let progress: BuildProgress
    private let files: [ScannedFile]
    /// By `ScannedFile.folder`.
    private let rules: [FolderRules]
    /// What is known of them; nil in the first round.
    let encodings: FolderEncodings?
    private let next = Atomic<Int>(0)
    /// When no further file is begun; nil is never.
    private let end: ContinuousClock.Instant?
    private let harvest: Mutex<Harvest>
    /// Held by the thread that has a huge text in hand.
    private let hugeText = Mutex<Void>(())

    /// Documents with this much text or more are indexed one at a time, for each takes a large part of the memory.
    static let hugeTextByteCount = 32 << 20

    /// - Parameters:
    ///   - encodings: nil for a first round, which leaves over the files whose encodings their folders have to tell.
    ///   - limit: how long files are begun; the first one is in any case.
    ///   - first: what came of the first round; it is continued, without the files that it left over.
    init(
        files: [ScannedFile], rules: [FolderRules], encodings: FolderEncodings? = nil, after first: Harvest = Harvest(),
        limit: Duration? = nil, progress: BuildProgress
    ) {
        self.files = files
        self.rules = rules
        self.encodings = encodings
        self.progress = progress
        end = limit.map { .now + $0 }
        var first = first
        first.deferred = []
        harvest = Mutex(first)
    }

    func rules(for file: ScannedFile) -> FolderRules {
        rules[file.folder]
    }

    /// Does the work on a document with a huge text, when no other thread is at one.
    func withHugeText<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        try hugeText.withLock { _ throws(Failure) in try body() }
    }

    /// Nothing further is to be begun: the work is to stop, or has failed on some thread.
    var isStopped: Bool {
        progress.isStopped || harvest.withLock { $0.failure != nil }
    }

    /// A file that no other thread gets; nil when there are no more, the time is up, or the work is to stop.
    func takeFile() -> ScannedFile? {
        if isStopped { return nil }
        if let end, end <= .now, next.load(ordering: .relaxed) > 0 { return nil }
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < files.count ? files[index] : nil
    }

    func indexed(_ file: ScannedFile, as document: AnalyzedDocument, _ encoding: FileFacts.Encoding) {
        harvest.withLock { harvest in
            if case .counts(let name) = encoding { harvest.encodings.add(name, path: file.path) }
            for notice in document.notices { harvest.notices.append(FileNotice(path: file.path, message: notice)) }
            harvest.documentCount += 1
            harvest.fileByteCount += file.sizeBytes
            harvest.textByteCount += document.textByteCount
        }
    }

    /// Takes over what the scan could not read, and what it left out.
    func add(_ summary: ScanSummary) {
        for problem in summary.problems { skipped(problem.path, reason: problem.reason) }
        harvest.withLock { $0.ignored = summary.ignored }
    }

    func skipped(_ path: [UInt8], reason: String) {
        harvest.withLock { $0.skipped.append(SkippedFile(path: path, reason: reason)) }
    }

    func unindexed(_ file: UnindexedFile) {
        harvest.withLock { harvest in
            harvest.unindexed.append(file)
            if let reason = file.reason {
                harvest.skipped.append(SkippedFile(path: file.path, reason: reason))
            } else {
                harvest.ignored.otherType += 1
            }
        }
    }

    func deferred(_ file: ScannedFile) {
        harvest.withLock { $0.deferred.append(file) }
    }

    func failed(_ error: IndexingError) {
        harvest.withLock { $0.failure = $0.failure ?? error }
    }

    /// What there was no time for.
    ///
    /// - Precondition: the threads have ended.
    var untaken: ArraySlice<ScannedFile> { files.dropFirst(next.load(ordering: .relaxed)) }

    /// - Precondition: the threads have ended.
    ///
    /// Throws: what went wrong on one of them, or `.interrupted`.
    func result() throws(IndexingError) -> Harvest {
        let harvest = harvest.withLock { $0 }
        if let failure = harvest.failure { throw failure }
        if progress.isStopped { throw .interrupted }
        return harvest
    }
}
