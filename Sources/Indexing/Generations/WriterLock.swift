internal import CLinux
internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The right to write an index: held by one process at a time, and lost with the process.
///
/// The text of its file says who holds it, and is removed at the end; so text without a lock tells of a writer that did
/// not come to its end. Its second line says when that process began, so that nobody else is taken for it.
struct WriterLock: ~Copyable {
    private let file: FileDescriptor
    /// Who had the lock before and did not come to an end, such as `123 sou-index build`; nil when the last writer did.
    let stoppedHolder: String?

    /// - Parameter command: what is running, for the sentence that another process gets.
    ///
    /// Throws: `IndexingError.locked`, or what the system has against the file.
    init(_ folder: IndexFolder, command: String) throws(IndexingError) {
        (file, stoppedHolder) = try folder.writing {
            let file = try FileDescriptor.open(
                // Not through a link: whoever may write the folder could have root make and change any file.
                folder.lock, .readWrite, options: [.create, .noFollow, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            do {
                try folder.giveToOwner(folder.lock)
                return (file, try Self.lock(file, of: folder, command: command))
            } catch {
                try file.close()
                throw error
            }
        }
    }

    /// Who had the lock before and did not come to an end.
    private static func lock(
        _ file: FileDescriptor, of folder: IndexFolder, command: String
    ) throws -> String? {
        guard clinux_lock(file.rawValue) == 0 else {
            guard errno == EAGAIN || errno == EACCES else { throw Errno(rawValue: errno) }
            throw IndexingError.locked(index: folder.path, holder: text(of: file))
        }
        let stoppedHolder = text(of: file)
        // The file stays when the lock is given back: removing it would let two processes lock two files. It is never
        // without text on the way from one holder to the next, and its text is on the disk before the index is changed.
        let text = Array("\(getpid()) \(command)\n\(ProcessBirth(of: getpid())?.text ?? "")\n".utf8)
        _ = try file.writeAll(toAbsoluteOffset: 0, text)
        try file.resize(to: Int64(text.count))
        if fsync(file.rawValue) != 0 { throw Errno(rawValue: errno) }
        try FileSync.folder(folder.path)
        // A watch that was killed could not take back what it said of itself.
        WatcherState.remove(index: folder.path)
        return stoppedHolder
    }

    deinit {
        // Closing gives the lock back whatever these return, and text that stays has the next writer look at the index once
        // too often. It is given back by name before, because an extractor that is just being started has the file open
        // until it is.
        ftruncate(file.rawValue, 0)
        clinux_unlock(file.rawValue)
        close(file.rawValue)
    }

    /// Who writes an index, without disturbing them.
    ///
    /// Throws: `IndexingError.reading`.
    static func state(of folder: IndexFolder) throws(IndexingError) -> WriterState {
        do {
            let file = try FileDescriptor.open(folder.lock, .readOnly, options: .closeOnExec)
            return try file.closeAfter {
                let isLocked = clinux_is_locked(file.rawValue)
                guard isLocked >= 0 else { throw Errno(rawValue: errno) }
                let holder = text(of: file)
                return isLocked == 1 ? .working(holder) : holder.map { .stopped($0) } ?? .none
            }
        } catch let error as Errno where error == .noSuchFileOrDirectory || error == .notDirectory {
            return .none
        } catch {
            throw .reading(index: folder.path, error as? Errno ?? .ioError)
        }
    }

    /// The process that says of itself that it holds the lock.
    ///
    /// - Parameter name: what it has said, such as `123 sou-index watch`.
    /// - Returns: nil when that is not so, or not any more.
    static func holder(of folder: IndexFolder, named name: String) -> LockHolder? {
        guard let file = try? FileDescriptor.open(folder.lock, .readOnly, options: .closeOnExec) else { return nil }
        // Whatever closing returns, it was read.
        defer { try? file.close() }
        let lines = lines(of: file)
        guard lines.count > 1, lines[0] == name else { return nil }
        return LockHolder(name: name, birth: lines[1])
    }

    /// Who holds the lock; nil when it cannot be read, or has not been written yet. For a moment it may be the holder before.
    private static func text(of file: FileDescriptor) -> String? {
        lines(of: file).first.flatMap { $0.isEmpty ? nil : $0 }
    }

    private static func lines(of file: FileDescriptor) -> [String] {
        var bytes = [UInt8](repeating: 0, count: 200)
        let count = bytes.withUnsafeMutableBytes { pread(file.rawValue, $0.baseAddress, $0.count, 0) }
        let text = bytes.prefix(max(0, count)).prefix { $0 != 0 }
        return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
