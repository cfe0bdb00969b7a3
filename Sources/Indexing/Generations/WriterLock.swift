internal import Glibc
internal import SystemPackage

/// The right to write an index: held by one process at a time, and lost with the process.
struct WriterLock: ~Copyable {
    private let file: FileDescriptor

    /// - Parameter command: what is running, for the sentence that another process gets.
    ///
    /// Throws: `IndexingError.locked`, or what the system has against the file.
    init(_ folder: IndexFolder, command: String) throws(IndexingError) {
        file = try folder.writing {
            let file = try FileDescriptor.open(
                folder.lock, .readWrite, options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            do {
                try folder.giveToOwner(folder.lock)
                try Self.lock(file, of: folder, command: command)
            } catch {
                try file.close()
                throw error
            }
            return file
        }
    }

    private static func lock(_ file: FileDescriptor, of folder: IndexFolder, command: String) throws {
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            guard errno == EWOULDBLOCK else { throw Errno(rawValue: errno) }
            throw IndexingError.locked(index: folder.path, holder: text(of: file))
        }
        // The file stays when the lock is given back: removing it would let two processes lock two files.
        try file.resize(to: 0)
        _ = try file.writeAll(toAbsoluteOffset: 0, "\(getpid()) \(command)\n".utf8)
    }

    deinit {
        // Nothing depends on the text being gone, and closing gives the lock back whatever it returns. It is given back
        // by name before, because an extractor that is just being started has the file open until it is.
        ftruncate(file.rawValue, 0)
        flock(file.rawValue, LOCK_UN)
        close(file.rawValue)
    }

    /// Who holds the lock; nil when it cannot be read, or has not been written yet.
    private static func text(of file: FileDescriptor) -> String? {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = bytes.withUnsafeMutableBytes { pread(file.rawValue, $0.baseAddress, $0.count, 0) }
        let line = bytes.prefix(max(0, count)).prefix { $0 != UInt8(ascii: "\n") }
        return line.isEmpty ? nil : String(decoding: line, as: UTF8.self)
    }
}
