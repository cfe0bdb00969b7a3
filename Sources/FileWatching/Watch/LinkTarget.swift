internal import Glibc

/// What a symbolic link leads to, as far as a change of it is to be noticed.
struct LinkTarget: Equatable {
    var identity: FileIdentity
    var isFile: Bool
    // Of a folder its watch tells.
    var sizeBytes = 0
    var modified = 0
    var modifiedNanoseconds = 0

    /// Nil when there is nothing there.
    init?(path: [UInt8]) {
        var status = stat()
        guard stat(cString(path), &status) == 0 else { return nil }
        identity = FileIdentity(status)
        isFile = status.st_mode & S_IFMT == S_IFREG
        guard isFile else { return }
        sizeBytes = Int(status.st_size)
        modified = status.st_mtim.tv_sec
        modifiedNanoseconds = status.st_mtim.tv_nsec
    }
}
