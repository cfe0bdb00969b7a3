internal import Glibc

/// Finds the regular files below some folders, in one pass, with blocking calls.
///
/// Symbolic links are not followed, hidden names are passed over, and nothing is opened but folders, so a FIFO or a
/// device cannot hold the scan up. The order is that of the roots, and within a folder that of the names' bytes.
package struct FolderScan {
    /// A folder that could not be read, whole or from some point on.
    package struct Problem: Hashable, Sendable {
        package var path: [UInt8]
        /// The system's error number.
        package var code: Int32
    }

    /// What tells a folder from all others, under whichever path.
    private struct Identity: Hashable {
        var device: UInt64
        var inode: UInt64

        init(_ status: stat) {
            device = UInt64(status.st_dev)
            inode = UInt64(status.st_ino)
        }
    }

    /// Folders that are not entered, because they have been or must not be.
    private var closed: Set<Identity> = []
    private let visit: (ScannedFile) -> Bool
    private var isStopped = false
    private var problems: [Problem] = []

    private init(visit: @escaping (ScannedFile) -> Bool) {
        self.visit = visit
    }

    /// Calls `visit` with each file, once also where roots overlap, until it returns false.
    ///
    /// - Parameters:
    ///   - roots: absolute paths of folders, in bytes. A root itself may be hidden or a symbolic link.
    ///   - excluded: folders that are never entered, wherever they turn up; they need not exist.
    /// - Returns: the folders that could not be read; the scan goes on without them.
    package static func run(
        roots: [[UInt8]], excluded: [[UInt8]] = [], visit: (ScannedFile) -> Bool
    ) -> [Problem] {
        withoutActuallyEscaping(visit) { visit in
            var scan = FolderScan(visit: visit)
            for path in excluded {
                var status = stat()
                if stat(cString(path), &status) == 0 { scan.closed.insert(Identity(status)) }
            }
            for root in roots where !scan.isStopped {
                let folder = open(cString(root), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
                scan.enter(folder, path: root)
            }
            return scan.problems
        }
    }

    /// - Parameter folder: an open folder, which is closed, or -1 when opening failed just now.
    private mutating func enter(_ folder: Int32, path: [UInt8]) {
        guard folder >= 0 else {
            problems.append(Problem(path: path, code: errno))
            return
        }
        var status = stat()
        guard fstat(folder, &status) == 0, let stream = fdopendir(folder) else {
            problems.append(Problem(path: path, code: errno))
            close(folder)
            return
        }
        defer { closedir(stream) }
        guard closed.insert(Identity(status)).inserted else { return }

        for name in names(in: stream, path: path) {
            if isStopped { return }
            look(at: name, in: folder, path: path)
        }
    }

    private mutating func look(at name: [UInt8], in folder: Int32, path parent: [UInt8]) {
        var status = stat()
        // A name that is gone by now is not there: nothing to report.
        guard fstatat(folder, cString(name), &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        var path = parent
        if path.last != UInt8(ascii: "/") { path.append(UInt8(ascii: "/")) }
        path += name
        switch status.st_mode & S_IFMT {
        case S_IFDIR:
            let child = openat(folder, cString(name), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
            if child < 0, errno == ENOENT { return }
            enter(child, path: path)
        case S_IFREG:
            let file = ScannedFile(
                path: path, sizeBytes: Int(status.st_size),
                modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
                inode: UInt64(status.st_ino), device: UInt64(status.st_dev))
            isStopped = !visit(file)
        default:
            return
        }
    }

    /// The names in the folder that are not hidden, sorted by bytes.
    private mutating func names(in stream: OpaquePointer, path: [UInt8]) -> [[UInt8]] {
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { problems.append(Problem(path: path, code: errno)) }
                break
            }
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name.first != UInt8(ascii: ".") { names.append(name) }
        }
        names.sort { $0.lexicographicallyPrecedes($1) }
        return names
    }
}

/// The bytes as the system takes them.
private func cString(_ bytes: [UInt8]) -> [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
}
