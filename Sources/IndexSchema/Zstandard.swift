internal import CZstandard
internal import Synchronization

/// Compression of texts and of blocks of long ones, one at a time.
enum Zstandard {
    /// Of 72.7 MB of texts as they are stored, level 6 makes 35.6 MB in 1.29 s, 3 makes 37.3 in 0.49: a hundredth of an index
    /// for a seventh of a build.
    private static let level: Int32 = 3

    static func compress(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        let compressor = idleCompressors.withLock { $0.popLast() } ?? Compressor()
        defer { idleCompressors.withLock { $0.append(compressor) } }
        return [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { buffer, count in
            let size = ZSTD_compress2(
                compressor.handle, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count)
            // The room is enough for any input, so what is left is memory.
            precondition(ZSTD_isError(size) == 0, "zstd cannot compress")
            count = size
        }
    }

    /// The bytes of what a frame holds, as it says itself; nil for other frames than ours.
    static func contentByteCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        let size = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        // The two reserved values, for an unknown size and for an error, are the highest.
        return size > UInt64(Int.max) ? nil : Int(size)
    }

    /// Nil when the bytes are not what `compress` gave, or would take more than the limit.
    static func decompress(_ bytes: UnsafeBufferPointer<UInt8>, limitBytes: Int) -> [UInt8]? {
        guard let size = contentByteCount(bytes), size <= limitBytes else { return nil }
        let context = idleContexts.withLock { $0.popLast() } ?? Context()
        defer { idleContexts.withLock { $0.append(context) } }
        var isWhole = false
        let result = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            let written = ZSTD_decompressDCtx(
                context.handle, buffer.baseAddress, buffer.count, bytes.baseAddress, bytes.count)
            isWhole = ZSTD_isError(written) == 0 && written == size
            count = isWhole ? written : 0
        }
        return isWhole ? result : nil
    }

    /// As below, for compressing.
    private static let idleCompressors = Mutex<[Compressor]>([])

    /// What zstd keeps its tables in, with the settings; used by one thread at a time.
    private struct Compressor: @unchecked Sendable {
        let handle = ZSTD_createCCtx()

        init() {
            ZSTD_CCtx_setParameter(handle, ZSTD_c_compressionLevel, Zstandard.level)
            // The engine's blocks have no checksums, and damage must not be shown as text.
            ZSTD_CCtx_setParameter(handle, ZSTD_c_checksumFlag, 1)
        }
    }

    /// The contexts that no thread uses at the moment, so at most one for each thread there was. To make one takes longer
    /// than to read a text: it has 160 KB, for which malloc asks the kernel each time.
    private static let idleContexts = Mutex<[Context]>([])

    /// What zstd keeps its tables in; used by one thread at a time.
    private struct Context: @unchecked Sendable {
        let handle = ZSTD_createDCtx()
    }
}
