internal import CLinux
internal import FileWatching
internal import Glibc
internal import SystemPackage

/// Reads whole files that others may change, replace or remove at any moment.
struct FileReader {
    enum Outcome {
        /// The bytes, and the file as it was while they were read.
        case bytes([UInt8], ScannedFile)
        case skipped(reason: String)
    }

    /// How often a file is read again because it changed meanwhile: a log that is written to has no end.
    private static let attemptCount = 3

    let limitBytes: Int

    /// Never blocks on a FIFO or a device, and never leaves a trace in the file's time of access where it may avoid it.
    ///
    /// - Parameter followsLink: the last name of the path may be a symbolic link.
    func read(_ path: [UInt8], followsLink: Bool = false) -> Outcome {
        for _ in 0..<Self.attemptCount {
            if let outcome = readOnce(path, followsLink) { return outcome }
        }
        return .skipped(reason: "the file changes while it is being read")
    }

    /// Nil when the file changed.
    private func readOnce(_ path: [UInt8], _ followsLink: Bool) -> Outcome? {
        let descriptor = open(path, followsLink)
        guard descriptor >= 0 else { return .skipped(reason: Self.reason(errno)) }
        defer { close(descriptor) }
        guard let file = Self.file(descriptor, path) else {
            return .skipped(reason: "the file is no regular file any more")
        }
        guard file.sizeBytes <= limitBytes else {
            return .skipped(
                reason: "the file has \(file.sizeBytes) bytes, more than index.max_file_bytes (\(limitBytes))")
        }
        var failure: Int32 = 0
        // One byte more than there should be, so that the end is met.
        let bytes = [UInt8](unsafeUninitializedCapacity: file.sizeBytes + 1) { buffer, count in
            while count < buffer.count {
                let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let result = Glibc.read(descriptor, free.baseAddress, free.count)
                if result == 0 { return }
                if result < 0 {
                    if errno == EINTR { continue }
                    failure = errno
                    return
                }
                count += result
            }
        }
        guard failure == 0 else { return .skipped(reason: Self.reason(failure)) }
        guard bytes.count == file.sizeBytes, Self.file(descriptor, path) == file else { return nil }
        return .bytes(bytes, file)
    }

    private func open(_ path: [UInt8], _ followsLink: Bool) -> Int32 {
        let name = path.map { CChar(bitPattern: $0) } + [0]
        let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followsLink ? 0 : O_NOFOLLOW)
        let descriptor = Glibc.open(name, flags | clinux_open_without_access_time)
        return descriptor < 0 && errno == EPERM ? Glibc.open(name, flags) : descriptor
    }

    /// The open file's facts; nil when it is not a regular file.
    private static func file(_ descriptor: Int32, _ path: [UInt8]) -> ScannedFile? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return ScannedFile(
            path: path, sizeBytes: Int(status.st_size),
            modifiedNanoseconds: Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec),
            inode: UInt64(status.st_ino), device: UInt64(status.st_dev))
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT, ENOTDIR: "the file has vanished"
        case ELOOP, ENXIO: "the file is no regular file any more"
        default: "the file cannot be read: \(Errno(rawValue: code))"
        }
    }
}
