internal import CLinux
package import Documents
internal import ExtractorProtocol
package import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// Opens files that others may change, replace or remove at any moment, and has them read by an extractor. Belongs to one
/// thread.
package struct FileExtractor {
    package enum Outcome {
        /// The document, and the file as it was while it was read.
        case document(ExtractedDocument, ScannedFile)
        case skipped(reason: String, Skip)
        /// The same as `Extraction.undecidedEncoding`.
        case undecidedEncoding
    }

    /// What a file that was skipped is worth another look.
    package enum Skip {
        /// None before it changes: it was read, as it then was.
        case content(ScannedFile)
        /// The next update's: it cannot be read as things are.
        case moment
        /// The next update's, and until then what is known of it holds: nobody has seen what it is now.
        case unseen
    }

    /// The system's clock for files moves on every 10 milliseconds at least: a file that changed longer before it was
    /// read than twice that cannot change later under the same time.
    private static let settledNanoseconds: Int64 = 20_000_000

    /// How often a file is read because it changed meanwhile: a log that is written to has no end.
    static let attemptCount = 3
    static let restless = Outcome.skipped(reason: "the file changes while it is being read", .unseen)

    /// A file that has been opened and that the extractor knows to come next but for those that were opened before.
    final class OpenedFile {
        fileprivate enum State {
            /// Open, with its facts, what is asked about it, and how long ago it had changed.
            case open(Int32, ScannedFile, ExtractionRequest, ageNanoseconds: Int64)
            case refused(Outcome)
        }

        let found: ScannedFile
        fileprivate let state: State

        fileprivate init(_ found: ScannedFile, _ state: State) {
            self.found = found
            self.state = state
        }

        deinit {
            if case .open(let descriptor, _, _, _) = state { close(descriptor) }
        }
    }

    private let extractor: any Extracting
    private let limits: FileLimits

    package init(_ extractor: any Extracting, limits: FileLimits) {
        self.extractor = extractor
        self.limits = limits
    }

    /// The document in a file, or why there is none.
    ///
    /// Never blocks on a FIFO or a device, and never leaves a trace in the file's time of access where it may avoid it.
    ///
    /// - Parameter file: as the scan found it; a symbolic link is followed only when it is known for one.
    ///
    /// Throws: `IndexingError.extractor` when there is no extractor any more.
    package func extract(
        _ file: ScannedFile, under rules: FolderRules, hints: EncodingHints
    ) throws(IndexingError) -> Outcome {
        for _ in 0..<Self.attemptCount {
            if let outcome = try extract(open(file, under: rules, hints: hints)) { return outcome }
        }
        return Self.restless
    }

    /// Opens a file and has the extractor begin with it when it has read those that were opened before.
    func open(_ found: ScannedFile, under rules: FolderRules, hints: EncodingHints) -> OpenedFile {
        let descriptor = open(found, under: rules)
        guard descriptor >= 0 else { return OpenedFile(found, .refused(Self.unreadable(errno))) }
        guard let file = Self.file(descriptor, found) else {
            close(descriptor)
            return OpenedFile(found, .refused(.skipped(reason: "the file is no regular file any more", .moment)))
        }
        guard file.sizeBytes <= rules.maxFileBytes else {
            close(descriptor)
            let problem = ScanProblem(
                path: file.path, cause: .tooLarge(bytes: file.sizeBytes, limit: rules.maxFileBytes))
            return OpenedFile(found, .refused(.skipped(reason: problem.reason, .moment)))
        }
        let age = Self.nowNanoseconds() - file.changedNanoseconds
        let request = ExtractionRequest(
            name: found.path, sizeBytes: file.sizeBytes, maxSeconds: limits.seconds, hints: hints,
            limits: limits.extraction)
        extractor.announce(request, file: descriptor)
        return OpenedFile(found, .open(descriptor, file, request, ageNanoseconds: age))
    }

    /// The document in the file that was opened first of those that are left; nil when it changed, and is to be opened again.
    ///
    /// Throws: `IndexingError.extractor` when there is no extractor any more.
    func extract(_ opened: OpenedFile) throws(IndexingError) -> Outcome? {
        switch opened.state {
        case .refused(let outcome): return outcome
        case .open(let descriptor, let file, let request, let age):
            return try extract(opened.found, descriptor, file, request, ageNanoseconds: age)
        }
    }

    private func extract(
        _ found: ScannedFile, _ descriptor: Int32, _ opened: ScannedFile, _ request: ExtractionRequest,
        ageNanoseconds: Int64
    ) throws(IndexingError) -> Outcome? {
        switch try extractor.reply(to: request, file: descriptor) {
        case .changed: return nil
        case .unreadable(let code): return Self.unreadable(code)
        case .failed(let reason): return .skipped(reason: reason, .moment)
        case .extraction(let extraction):
            guard var file = Self.file(descriptor, found), file == opened else { return nil }
            file.mayHaveChanged = abs(ageNanoseconds) < Self.settledNanoseconds
            switch extraction {
            case .document(let document): return .document(document, file)
            case .skipped(let reason): return .skipped(reason: reason, .content(file))
            case .undecidedEncoding: return .undecidedEncoding
            }
        }
    }

    /// Lets go of the files that were opened and are not wanted any more.
    func forgetOpened() {
        extractor.forgetAnnounced()
    }

    /// Whether a file can be opened, is as the scan found it, and is what was known under another name, and no file that
    /// was made since and was given the number of one that is gone: with its times set, as archives do it, it would be the
    /// same by all else.
    func isUnchanged(_ found: ScannedFile, under rules: FolderRules, since known: FileFacts) -> Bool {
        let descriptor = open(found, under: rules)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return Self.file(descriptor, found) == found
            && clinux_birth_nanoseconds(descriptor) <= known.changedNanoseconds
    }

    /// Opens a file so that no name below the root leads elsewhere, though it may have become a link since the scan.
    private func open(_ file: ScannedFile, under rules: FolderRules) -> Int32 {
        guard !rules.followLinks else { return open(AT_FDCWD, file.path[...], follows: file.isLink) }
        let root = Glibc.open(Self.cString(rules.path[...]), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return root }
        let below = file.path.dropFirst(rules.path.count).drop { $0 == UInt8(ascii: "/") }
        let descriptor = open(root, below, follows: false)
        // The next call may set it.
        let code = errno
        close(root)
        errno = code
        return descriptor
    }

    private func open(_ folder: Int32, _ path: ArraySlice<UInt8>, follows: Bool) -> Int32 {
        let name = Self.cString(path)
        let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (follows ? 0 : O_NOFOLLOW)
        for flags in [flags | clinux_open_without_access_time, flags] {
            var descriptor = folder == AT_FDCWD ? -1 : clinux_open_beneath(folder, name, flags)
            // Old kernels have no such call.
            if folder == AT_FDCWD || descriptor < 0 && errno == ENOSYS { descriptor = openat(folder, name, flags) }
            if descriptor >= 0 || errno != EPERM { return descriptor }
        }
        return -1
    }

    private static func cString(_ bytes: ArraySlice<UInt8>) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }

    /// The open file's facts; nil when it is not a regular file.
    private static func file(_ descriptor: Int32, _ found: ScannedFile) -> ScannedFile? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var file = found
        file.sizeBytes = Int(status.st_size)
        file.modifiedNanoseconds = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
        file.changedNanoseconds = Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
        file.inode = UInt64(status.st_ino)
        file.device = UInt64(status.st_dev)
        return file
    }

    private static func nowNanoseconds() -> Int64 {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
    }

    private static func unreadable(_ code: Int32) -> Outcome {
        switch code {
        case ENOENT, ENOTDIR: .skipped(reason: "the file has vanished", .moment)
        case ELOOP, ENXIO: .skipped(reason: "the file is no regular file any more", .moment)
        case EACCES, EPERM: .skipped(reason: "the file cannot be read: \(Errno(rawValue: code))", .moment)
        // A disk that fails, or too many open files: the file is there.
        default: .skipped(reason: "the file cannot be read: \(Errno(rawValue: code))", .unseen)
        }
    }
}
