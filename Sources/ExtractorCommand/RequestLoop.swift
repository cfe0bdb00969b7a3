internal import Documents
internal import Extraction
internal import ExtractorProtocol
internal import Glibc
internal import Sandboxing
internal import SystemPackage

/// Answers one request after another until the parent has no more.
struct RequestLoop {
    private let end: ExtractorEnd
    /// When the limit of time was moved last, and how far.
    private var allowed: (at: ContinuousClock.Instant, seconds: Int)?

    init(end: ExtractorEnd) {
        self.end = end
    }

    /// Throws: when the parent cannot be talked to, or the process's time not be limited.
    mutating func run() throws {
        while let (request, file) = try end.receive() {
            try allowComputing(seconds: request.maxSeconds)
            let reply = answer(request, file: file)
            close(file)
            try end.send(reply)
        }
    }

    /// The limit is kept in whole seconds and has one to spare, so that it need not be moved for each of many small files.
    private mutating func allowComputing(seconds: Int) throws {
        let now = ContinuousClock.now
        if let allowed, allowed.seconds == seconds, now - allowed.at < .seconds(1) { return }
        try Sandbox.allowComputing(seconds: seconds)
        allowed = (now, seconds)
    }

    private func answer(_ request: ExtractionRequest, file: Int32) -> ExtractorReply {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try read(file, expected: request.sizeBytes)
        } catch {
            return .unreadable(error.rawValue)
        }
        guard bytes.count == request.sizeBytes else { return .changed }
        let extraction = Extractor(limits: request.limits).extract(bytes, name: request.name, hints: request.hints)
        return .extraction(ReplyBounds.fitted(extraction, to: request.limits))
    }

    /// The bytes of a file, one more than expected when it has more. Read and not mapped: a file that becomes shorter would end
    /// the process.
    private func read(_ file: Int32, expected: Int) throws(Errno) -> [UInt8] {
        var failure: Errno?
        let bytes = [UInt8](unsafeUninitializedCapacity: expected + 1) { buffer, count in
            // Who got all that is expected, and asked for more, need not ask for the end.
            while count != expected || count == 0, count < buffer.count {
                let free = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let result = pread(file, free.baseAddress, free.count, off_t(count))
                if result == 0 { return }
                if result < 0 {
                    if errno == EINTR { continue }
                    failure = Errno(rawValue: errno)
                    return
                }
                count += result
            }
        }
        if let failure { throw failure }
        return bytes
    }
}
