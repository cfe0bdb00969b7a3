internal import Glibc
internal import SystemPackage

/// A file that is written from its beginning to its end.
struct BlockFile: ~Copyable {
    private let descriptor: Int32
    /// What has not been written yet.
    private var pending = GlassBytes(capacity: BlockFile.pendingBytes)
    /// The blocks appended so far.
    private(set) var blockCount: UInt32 = 0

    private static let pendingBytes = 32 * GlassFormat.blockBytes

    /// Makes the file, which must not be there yet.
    init(_ path: FilePath) throws(Errno) {
        descriptor = path.withPlatformString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Appends a block and returns its number.
    mutating func append(_ block: UnsafePointer<UInt8>) throws(Errno) -> UInt32 {
        try append(bytes: UnsafeBufferPointer(start: block, count: GlassFormat.blockBytes))
        blockCount += 1
        return blockCount - 1
    }

    mutating func append(bytes: UnsafeBufferPointer<UInt8>) throws(Errno) {
        pending.append(bytes)
        if pending.count >= Self.pendingBytes { try flush() }
    }

    /// Writes what is pending. The file is not synced: whose it is does that, when it is to last.
    mutating func flush() throws(Errno) {
        var written = 0
        while written < pending.count {
            let count = write(descriptor, pending.start + written, pending.count - written)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw count == 0 ? .ioError : Errno(rawValue: errno) }
            written += count
        }
        pending.removeAll()
    }
}
