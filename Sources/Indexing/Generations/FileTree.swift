internal import CLinux
internal import Glibc
internal import SystemPackage

/// What lies in the folders that the index itself has made. Errors are `Errno`s.
enum FileTree {
    /// The names in a folder, in no order.
    static func names(in folder: FilePath) throws -> [FilePath.Component] {
        guard let stream = folder.withPlatformString({ opendir($0) }) else { throw Errno(rawValue: errno) }
        defer { closedir(stream) }
        var names: [FilePath.Component] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw Errno(rawValue: errno) }
                return names
            }
            // "." and ".." are components of another kind.
            if let component = FilePath.Component(platformString: clinux_name(entry)), component.kind == .regular {
                names.append(component)
            }
        }
    }

    /// Removes a file, or a folder with all that is in it. It is no error when it is not there.
    static func remove(_ path: FilePath) throws {
        if path.withPlatformString({ unlink($0) }) == 0 || errno == ENOENT { return }
        guard errno == EISDIR else { throw Errno(rawValue: errno) }
        for name in try names(in: path) { try remove(path.appending(name)) }
        if path.withPlatformString({ rmdir($0) }) != 0, errno != ENOENT { throw Errno(rawValue: errno) }
    }

    /// Copies a folder's files, which nobody writes meanwhile; the folders in it are left out.
    ///
    /// - Parameter proceed: asked before each file; the copy ends with what it throws.
    static func copyFiles(of folder: FilePath, to copy: FilePath, proceed: () throws -> Void) throws {
        guard copy.withPlatformString({ mkdir($0, 0o755) }) == 0 else { throw Errno(rawValue: errno) }
        for name in try names(in: folder) {
            try proceed()
            let source = try FileDescriptor.open(folder.appending(name), .readOnly, options: .closeOnExec)
            try source.closeAfter {
                let target = try FileDescriptor.open(
                    copy.appending(name), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                    permissions: [.ownerReadWrite, .groupRead, .otherRead])
                try target.closeAfter {
                    guard clinux_copy(source.rawValue, target.rawValue) == 0 else { throw Errno(rawValue: errno) }
                }
            }
        }
    }

    /// The bytes of a small file.
    static func bytes(of path: FilePath) throws -> [UInt8] {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// The space that a folder's files take on the disk, in bytes, at any depth.
    static func diskBytes(of path: FilePath) throws -> Int {
        var status = stat()
        guard path.withPlatformString({ lstat($0, &status) }) == 0 else {
            // A writer may have removed it since its name was read.
            if errno == ENOENT { return 0 }
            throw Errno(rawValue: errno)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_blocks) * 512 }
        return try names(in: path).reduce(0) { try $0 + diskBytes(of: path.appending($1)) }
    }
}
