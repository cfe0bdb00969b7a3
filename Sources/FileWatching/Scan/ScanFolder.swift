internal import CLinux
internal import Glibc

/// A folder that a scan is in, and what applies to the names in it.
///
/// A class, because it is handed on for every name and has much to copy.
final class ScanFolder {
    /// The patterns of one `.souignore`, or of the rules.
    struct Patterns {
        var rules: IgnoreRules
        /// Where in a path the part begins that the patterns are about.
        var start: Int
        var place: LeftOut.PatternPlace
    }

    /// What is to become of a name.
    enum Judgement {
        case file(ScannedFile)
        /// The folder behind the name, and whether an include pattern matches it.
        case folder(FileIdentity, isIncluded: Bool, isLink: Bool)
        case leftOut(LeftOut)
        case problem(ScanProblem.Cause)
        /// It is not there any more, or cannot be looked at; the system's error number.
        case gone(Int32)
    }

    /// The longest path that the system opens.
    static let pathLimit = Int(PATH_MAX) - 1
    static let ignoreFile = Array(".souignore".utf8)

    /// Nil while it is closed for the sake of others.
    var stream: OpaquePointer?
    let path: [UInt8]
    let identity: FileIdentity
    /// The device of the root.
    let device: UInt64
    /// The root's.
    let rules: FolderRules
    /// The index of the rules.
    let index: Int
    /// Where in a path the part begins that is below the root.
    let start: Int
    /// An include pattern matches it, or a folder that it is in.
    let isIncluded: Bool
    /// The number of the watch on it; 0 without one. For `WatchLoop`, which sets it on the way in.
    var watch: Int32 = 0
    /// The innermost last.
    private(set) var patterns: [Patterns]

    /// A root.
    init(root rules: FolderRules, index: Int, stream: OpaquePointer, identity: FileIdentity) {
        self.stream = stream
        self.rules = rules
        path = rules.path
        self.identity = identity
        device = identity.device
        self.index = index
        start = join(rules.path, []).count
        isIncluded = false
        patterns = []
        if !rules.exclude.patterns.isEmpty {
            patterns.append(Patterns(rules: rules.exclude, start: start, place: .configuration))
        }
    }

    /// A folder in another.
    init(in parent: ScanFolder, path: [UInt8], stream: OpaquePointer, identity: FileIdentity, isIncluded: Bool) {
        self.stream = stream
        self.path = path
        self.identity = identity
        device = parent.device
        rules = parent.rules
        index = parent.index
        start = parent.start
        self.isIncluded = isIncluded
        patterns = parent.patterns
    }

    /// Whether a name alone is reason enough to leave it out.
    static func leavesOutAsHidden(_ name: some Collection<UInt8>, _ rules: FolderRules) -> Bool {
        !rules.hidden && name.first == UInt8(ascii: ".")
    }

    /// Decides about a name; opens nothing but what a symbolic link leads to, and that only to ask what it is.
    func judge(_ name: [UInt8]) -> Judgement {
        guard let stream else { preconditionFailure("names are judged in an open folder") }
        if Self.leavesOutAsHidden(name, rules) { return .leftOut(.hidden) }
        let descriptor = dirfd(stream)
        let cName = cString(name)
        var status = stat()
        guard fstatat(descriptor, cName, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .gone(errno) }
        let isLink = status.st_mode & S_IFMT == S_IFLNK
        if isLink {
            guard rules.followLinks else { return .leftOut(.link) }
            guard fstatat(descriptor, cName, &status, 0) == 0 else { return .leftOut(.deadLink) }
        }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        guard isFolder || status.st_mode & S_IFMT == S_IFREG else { return .leftOut(.special) }

        let path = join(path, name)
        if let (pattern, place) = match(path, isFolder: isFolder), !pattern.isNegated {
            return .leftOut(.excluded(pattern, place))
        }
        if rules.oneFileSystem, UInt64(status.st_dev) != device { return .leftOut(.otherFileSystem) }
        var isIncluded = rules.include.patterns.isEmpty || isIncluded
        if let pattern = rules.include.lastMatch(path, from: start, isFolder: isFolder) {
            isIncluded = !pattern.isNegated
        }
        if isFolder {
            // Nothing in a folder of this length could be opened by its path.
            guard path.count + 2 <= Self.pathLimit else { return .problem(.pathTooLong) }
            return .folder(FileIdentity(status), isIncluded: isIncluded, isLink: isLink)
        }
        guard isIncluded else { return .leftOut(.notIncluded) }
        let size = Int(status.st_size)
        if size < rules.minFileBytes { return .leftOut(.tooSmall(bytes: size, limit: rules.minFileBytes)) }
        if size > rules.maxFileBytes { return .problem(.tooLarge(bytes: size, limit: rules.maxFileBytes)) }
        guard path.count <= Self.pathLimit else { return .problem(.pathTooLong) }
        return .file(
            ScannedFile(
                path: path, sizeBytes: size,
                modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
                changedNanoseconds: Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec),
                inode: UInt64(status.st_ino), device: UInt64(status.st_dev), linkCount: Int(status.st_nlink),
                folder: index, isLink: isLink))
    }

    /// The pattern that decides about a path: the last of the innermost patterns that have one.
    private func match(_ path: [UInt8], isFolder: Bool) -> (IgnorePattern, LeftOut.PatternPlace)? {
        for patterns in patterns.reversed() {
            if let pattern = patterns.rules.lastMatch(path, from: patterns.start, isFolder: isFolder) {
                return (pattern, patterns.place)
            }
        }
        return nil
    }

    /// The names in the folder, the last by bytes first, without those of itself and its parent. A `.souignore` among them
    /// applies from now on.
    func readNames(_ problems: inout [ScanProblem]) -> [[UInt8]] {
        guard let stream else { preconditionFailure("names are read from an open folder") }
        var names: [[UInt8]] = []
        var hasPatterns = false
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { problems.append(ScanProblem(path: path, cause: .unreadable(errno))) }
                break
            }
            let start = clinux_name(entry)
            let name = Array(UnsafeRawBufferPointer(start: start, count: strlen(start)))
            if name.count <= 2, name.allSatisfy({ $0 == UInt8(ascii: ".") }) { continue }
            if name == Self.ignoreFile { hasPatterns = true }
            names.append(name)
        }
        names.sort { $1.lexicographicallyPrecedes($0) }
        if hasPatterns { readPatterns(&problems) }
        return names
    }

    /// Reads the folder's `.souignore`, if it has one.
    func readPatterns(_ problems: inout [ScanProblem]) {
        guard let stream else { preconditionFailure("patterns are read from an open folder") }
        let file = join(path, Self.ignoreFile)
        // A FIFO must not hold the scan up, nor a link lead it elsewhere.
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        let descriptor = openat(dirfd(stream), cString(Self.ignoreFile), flags)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: return
            case ELOOP, ENXIO: problems.append(ScanProblem(path: file, cause: .ignoreFileNotRegular))
            default: problems.append(ScanProblem(path: file, cause: .ignoreFileUnreadable(errno)))
            }
            return
        }
        defer { Glibc.close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return problems.append(ScanProblem(path: file, cause: .ignoreFileNotRegular))
        }
        var bytes: [UInt8] = []
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 * 1024, alignment: 1)
        defer { piece.deallocate() }
        while true {
            let count = read(descriptor, piece.baseAddress, piece.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return problems.append(ScanProblem(path: file, cause: .ignoreFileUnreadable(errno))) }
            if count == 0 { break }
            bytes += piece[..<count]
            guard bytes.count <= IgnoreRules.limitBytes else {
                return problems.append(
                    ScanProblem(path: file, cause: .ignoreFileTooLarge(limit: IgnoreRules.limitBytes)))
            }
        }
        let rules = IgnoreRules(file: bytes)
        guard !rules.patterns.isEmpty else { return }
        patterns.append(Patterns(rules: rules, start: join(path, []).count, place: .file(file)))
    }

    func close() {
        if let stream { closedir(stream) }
        stream = nil
    }

    /// Opens the folder again after `close()`; the system's error number when that fails, or another is in its place.
    func reopen() -> Int32? {
        guard let (stream, identity) = ScanFolder.open(AT_FDCWD, path, follows: true) else { return errno }
        self.stream = stream
        if identity == self.identity { return nil }
        close()
        return ENOENT
    }

    /// An open folder and what it is; nil when `errno` says why not.
    static func open(
        _ folder: Int32, _ name: [UInt8], follows: Bool
    ) -> (stream: OpaquePointer, identity: FileIdentity)? {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | (follows ? 0 : O_NOFOLLOW)
        let descriptor = openat(folder, cString(name), flags)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, let stream = fdopendir(descriptor) else {
            let code = errno
            Glibc.close(descriptor)
            errno = code
            return nil
        }
        return (stream, FileIdentity(status))
    }
}
