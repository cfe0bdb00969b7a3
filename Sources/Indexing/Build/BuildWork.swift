internal import Documents
internal import FileWatching
internal import Synchronization
internal import SystemPackage

/// What the threads of one build share: the files still to do, and what came of the others.
final class BuildWork: Sendable {
    /// What the threads have to show, together.
    struct Harvest: Sendable {
        var segments: [FilePath] = []
        var segmentCount = 0
        var skipped: [SkippedFile] = []
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
    /// What the first round has found out; nil in the first.
    private let encodings: FolderEncodings?
    private let next = Atomic<Int>(0)
    private let harvest: Mutex<Harvest>
    private let scratch: FilePath
    /// Held by the thread that has a huge text in hand.
    private let hugeText = Mutex<Void>(())

    /// Documents with this much text or more are indexed one at a time, for each takes a large part of the memory.
    static let hugeTextByteCount = 32 << 20

    init(files: [ScannedFile], rules: [FolderRules], scratch: FilePath, progress: BuildProgress) {
        self.files = files
        self.rules = rules
        self.scratch = scratch
        self.progress = progress
        encodings = nil
        harvest = Mutex(Harvest())
    }

    /// The work that the first round has left: the files whose encodings their folders have to tell.
    ///
    /// - Parameter first: what came of the first round; it is continued.
    init(after first: Harvest, rules: [FolderRules], scratch: FilePath, progress: BuildProgress) {
        files = first.deferred
        self.rules = rules
        self.scratch = scratch
        self.progress = progress
        encodings = first.encodings
        var first = first
        first.deferred = []
        harvest = Mutex(first)
    }

    func rules(for file: ScannedFile) -> FolderRules {
        rules[file.folder]
    }

    /// What to tell the extractor about a file's encoding.
    func hints(for file: ScannedFile) -> EncodingHints {
        guard let encodings else { return EncodingHints(mayWait: true) }
        return EncodingHints(
            folderMajority: encodings.majority(for: file.path), fallbacks: rules(for: file).fallbackEncodings)
    }

    /// Does the work on a document with a huge text, when no other thread is at one.
    func withHugeText<Failure: Error>(_ body: () throws(Failure) -> Void) throws(Failure) {
        try hugeText.withLock { _ throws(Failure) in try body() }
    }

    /// Nothing further is to be begun: the build is to stop, or has failed on some thread.
    var isStopped: Bool {
        progress.isStopped || harvest.withLock { $0.failure != nil }
    }

    /// A file that no other thread gets; nil when there are no more, or the build is to stop.
    func takeFile() -> ScannedFile? {
        if isStopped { return nil }
        let index = next.add(1, ordering: .relaxed).oldValue
        return index < files.count ? files[index] : nil
    }

    /// A path for a segment that no other thread gets.
    func takeSegmentPath() -> FilePath {
        let number = harvest.withLock { harvest in
            harvest.segmentCount += 1
            return harvest.segmentCount
        }
        return scratch.appending("segment-\(number)")
    }

    func finished(segment: FilePath) {
        harvest.withLock { $0.segments.append(segment) }
    }

    func indexed(_ file: ScannedFile, _ extracted: ExtractedDocument, as document: AnalyzedDocument) {
        harvest.withLock { harvest in
            // What a folder's encodings are must not depend on which thread came first.
            if encodings == nil { harvest.encodings.add(extracted, path: file.path) }
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

    func ignoredType() {
        harvest.withLock { $0.ignored.otherType += 1 }
    }

    func deferred(_ file: ScannedFile) {
        harvest.withLock { $0.deferred.append(file) }
    }

    func failed(_ error: IndexingError) {
        harvest.withLock { $0.failure = $0.failure ?? error }
    }

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
