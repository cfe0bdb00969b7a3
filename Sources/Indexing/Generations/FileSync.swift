internal import Glibc
internal import SystemPackage

/// Puts on the disk what was written: without it, a crash of the machine may undo it in any order.
enum FileSync {
    static func file(_ path: FilePath) throws {
        try sync(path, options: .closeOnExec)
    }

    /// The names in a folder; the files they name are another matter.
    static func folder(_ path: FilePath) throws {
        try sync(path, options: [.directory, .closeOnExec])
    }

    private static func sync(_ path: FilePath, options: FileDescriptor.OpenOptions) throws {
        let file = try FileDescriptor.open(path, .readOnly, options: options)
        try file.closeAfter {
            if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
        }
    }
}
