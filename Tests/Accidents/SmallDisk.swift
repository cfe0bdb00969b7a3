import Glibc
import SystemPackage

/// A file system of our own in memory, whose size can be changed.
final class SmallDisk {
    /// More than the tests need.
    static let fullSizeBytes = 256 << 20

    private let folder: FilePath

    /// Nil when mounting is not permitted.
    init?(_ folder: FilePath) throws {
        guard mkdir(folder.string, 0o700) == 0 else { throw Errno(rawValue: errno) }
        self.folder = folder
        guard mount("tmpfs", folder.string, "tmpfs", 0, "size=\(Self.fullSizeBytes)") == 0 else { return nil }
    }

    /// What is used of it.
    var usedBytes: Int {
        var status = statvfs()
        guard statvfs(folder.string, &status) == 0 else { return 0 }
        return Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
    }

    func resize(to bytes: Int) throws {
        try remount(0, "size=\(bytes)")
    }

    func setReadOnly(_ isReadOnly: Bool) throws {
        try remount(isReadOnly ? UInt(MS_RDONLY) : 0, "size=\(Self.fullSizeBytes)")
    }

    func unmount() {
        umount2(folder.string, CInt(MNT_DETACH))
    }

    private func remount(_ flags: UInt, _ options: String) throws {
        guard mount("tmpfs", folder.string, "tmpfs", flags | UInt(MS_REMOUNT), options) == 0 else {
            throw Errno(rawValue: errno)
        }
    }
}
