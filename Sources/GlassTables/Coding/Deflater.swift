internal import CDeflate

/// A tag as it is stored: plain or deflated.
struct StoredTag {
    var bytes: UnsafeBufferPointer<UInt8>
    var isDeflated = false
}

/// Deflates tags, each into a stream without a header, as glass wants it. It belongs to one thread and keeps the compressor.
struct Deflater: ~Copyable {
    /// Level 1: the highest costs a quarter more time for 2 % of the size.
    private static let level: Int32 = 1

    private let compressor: OpaquePointer

    init() {
        guard let compressor = libdeflate_alloc_compressor(Self.level) else { preconditionFailure("out of memory") }
        self.compressor = compressor
    }

    deinit {
        libdeflate_free_compressor(compressor)
    }

    /// A tag as it is best stored: plain when it is short, or deflating does not make it shorter.
    ///
    /// - Parameters:
    ///   - output: overwritten; the result may lie there.
    ///   - onlyToHalf: whether deflating is worth it only when it leaves at most half.
    func stored(
        _ bytes: UnsafeBufferPointer<UInt8>, in output: inout GlassBytes, onlyToHalf: Bool = false
    ) -> StoredTag {
        guard bytes.count > GlassFormat.longestPlainTagBytes else { return StoredTag(bytes: bytes) }
        output.removeAll()
        output.reserve(bytes.count)
        let count = libdeflate_deflate_compress(
            compressor, bytes.baseAddress, bytes.count, output.start, onlyToHalf ? bytes.count / 2 : bytes.count - 1)
        return count == 0
            ? StoredTag(bytes: bytes)
            : StoredTag(bytes: UnsafeBufferPointer(start: output.start, count: count), isDeflated: true)
    }
}
