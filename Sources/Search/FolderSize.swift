internal import CLinux
internal import Glibc
internal import SystemPackage

/// The size of the files that lie in a folder.
enum FolderSize {
    /// The sum of their bytes, without folders below; nil when the folder cannot be read.
    static func bytes(_ folder: FilePath) -> Int? {
        guard let directory = folder.withPlatformString({ opendir($0) }) else { return nil }
        defer { closedir(directory) }
        var total = 0
        while let entry = readdir(directory) {
            var status = stat()
            if fstatat(dirfd(directory), clinux_name(entry), &status, 0) == 0, status.st_mode & S_IFMT == S_IFREG {
                total += Int(status.st_size)
            }
        }
        return total
    }
}
