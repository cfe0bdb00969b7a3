internal import Glibc
internal import SystemPackage
internal import ServiceManagement

/// A Unix stream socket that listens, and its file when that is ours to remove.
///
/// All calls block, for a moment; they belong at the start and the end of a program.
struct ListeningSocket: Sendable {
    let descriptor: CInt
    /// The file, by the identity it had when it was made; nil when the socket is systemd's.
    private let file: File?

    private struct File: Sendable {
        let path: FilePath
        let device: UInt
        let inode: UInt

        /// Nil when there is no file, with the reason in `errno`.
        init?(at path: FilePath) {
            var status = stat()
            guard path.withPlatformString({ lstat($0, &status) }) == 0 else { return nil }
            self.path = path
            device = UInt(status.st_dev)
            inode = UInt(status.st_ino)
        }
    }

    /// Listens on a path, in place of what a daemon that died left there.
    ///
    /// The folder is made, for its owner only, when it is missing; the one above it has to exist. The socket gets its
    /// permissions before it listens, and nobody can connect to one that does not, so there is no moment with others.
    ///
    /// Throws: `DaemonError`; nothing is left behind then except the folder.
    static func bind(at path: FilePath, mode: UInt16) throws(DaemonError) -> ListeningSocket {
        let bytes = path.length
        guard bytes <= longestUnixAddressBytes else { throw .pathTooLong(path, bytes: bytes) }
        let folder = path.removingLastComponent()
        if !folder.isEmpty, folder.withPlatformString({ mkdir($0, 0o700) }) != 0, errno != EEXIST {
            throw .system(path, step: "its folder cannot be made", Errno(rawValue: errno))
        }
        // Two daemons that start together would each remove the other's socket as a stale one.
        return try withLock(of: folder.isEmpty ? "." : folder) { () throws(DaemonError) in
            try removeStale(path)
            let descriptor = try makeSocket(for: path)
            do throws(DaemonError) {
                try call(path, "it cannot be bound") { withAddress(of: path) { Glibc.bind(descriptor, $0, $1) } }
                guard let file = File(at: path) else {
                    throw .system(path, step: "it cannot be looked at", Errno(rawValue: errno))
                }
                do throws(DaemonError) {
                    try call(path, "its mode cannot be set") { path.withPlatformString { chmod($0, mode_t(mode)) } }
                    try call(path, "it cannot be listened on") { listen(descriptor, SOMAXCONN) }
                } catch {
                    path.withPlatformString { _ = unlink($0) }
                    throw error
                }
                return ListeningSocket(descriptor: descriptor, file: file)
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    /// Takes a socket over that listens already; its file is somebody else's.
    ///
    /// Throws: `DaemonError.inheritedUnusable`.
    static func adopt(_ descriptor: CInt) throws(DaemonError) -> ListeningSocket {
        func option(_ name: CInt) -> CInt? {
            var value: CInt = 0
            var size = socklen_t(MemoryLayout<CInt>.size)
            return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
        }
        guard option(SO_DOMAIN) == AF_UNIX, option(SO_TYPE) == CInt(SOCK_STREAM.rawValue), option(SO_ACCEPTCONN) == 1
        else { throw .inheritedUnusable }
        return ListeningSocket(descriptor: descriptor, file: nil)
    }

    /// Removes the file if it is still the one that was made: another daemon may have put its own in the place since.
    ///
    /// To be called while the socket is open, because after that another file can get the same inode.
    ///
    /// Throws: `DaemonError.folderLocked` or `.system` when the file is ours and stays.
    func removeFile() throws(DaemonError) {
        guard let file else { return }
        let folder = file.path.removingLastComponent()
        try Self.withLock(of: folder.isEmpty ? "." : folder) { () throws(DaemonError) in
            guard let current = File(at: file.path), current.device == file.device, current.inode == file.inode
            else { return }
            try Self.call(file.path, "it cannot be removed") { file.path.withPlatformString { unlink($0) } }
        }
    }
}

extension ListeningSocket {
    private static func removeStale(_ path: FilePath) throws(DaemonError) {
        var status = stat()
        if path.withPlatformString({ lstat($0, &status) }) != 0 {
            guard errno == ENOENT else { throw .system(path, step: "it cannot be looked at", Errno(rawValue: errno)) }
            return
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path) }

        let probe = try makeSocket(for: path)
        defer { close(probe) }
        let connected = withAddress(of: path) { connect(probe, $0, $1) }
        // A daemon whose queue is full is one that lives.
        if connected == 0 || errno == EAGAIN { throw .alreadyServed(path) }
        guard errno == ECONNREFUSED else {
            throw .system(path, step: "nobody says whether the socket there is in use", Errno(rawValue: errno))
        }
        try call(path, "a stale socket cannot be removed") { path.withPlatformString { unlink($0) } }
    }

    /// Runs the body while no other daemon starts or stops in the folder. The lock is on the folder itself, so that no
    /// file of ours is left in it.
    private static func withLock<Result>(
        of folder: FilePath, _ body: () throws(DaemonError) -> Result
    ) throws(DaemonError) -> Result {
        let descriptor = folder.withPlatformString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else {
            throw .system(folder, step: "the folder cannot be opened", Errno(rawValue: errno))
        }
        defer { close(descriptor) }
        // Another daemon holds the lock for less than a millisecond; whoever holds it for a second is none.
        for attempt in 1... {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { break }
            guard attempt < 50 else { throw .folderLocked(folder) }
            usleep(20_000)
        }
        return try body()
    }

    private static func makeSocket(for path: FilePath) throws(DaemonError) -> CInt {
        let type = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(AF_UNIX, type, 0)
        guard descriptor >= 0 else { throw .system(path, step: "no socket can be made", Errno(rawValue: errno)) }
        return descriptor
    }

    private static func call(_ path: FilePath, _ step: String, _ body: () -> CInt) throws(DaemonError) {
        guard body() == 0 else { throw .system(path, step: step, Errno(rawValue: errno)) }
    }

    private static func withAddress<Result>(
        of path: FilePath, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        path.withPlatformString { text in
            withUnixAddress(UnsafeRawBufferPointer(start: text, count: path.length), body)
        }
    }
}
