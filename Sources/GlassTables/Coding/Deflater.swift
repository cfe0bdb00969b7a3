internal import CDeflate

/// Deflates tags one at a time; a stream is raw, as glass wants it. It keeps the compressor and a buffer.
struct Deflater: ~Copyable {
    /// Level 1: the highest costs a quarter more time for 2 % of the size.
    private static let level: Int32 = 1

    private let compressor: OpaquePointer
    private var output = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)

    init() {
        guard let compressor = libdeflate_alloc_compressor(Self.level) else { preconditionFailure("out of memory") }
        self.compressor = compressor
    }

    deinit {
        libdeflate_free_compressor(compressor)
        output.deallocate()
    }

    /// The bytes deflated, valid until the next call; nil when that does not make them fewer.
    mutating func deflated(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
        if output.count < bytes.count {
            output.deallocate()
            output = .allocate(capacity: bytes.count * 3 / 2)
        }
        let count = libdeflate_deflate_compress(
            compressor, bytes.baseAddress, bytes.count, output.baseAddress, bytes.count - 1)
        return count == 0 ? nil : UnsafeBufferPointer(rebasing: output[..<count])
    }
}
