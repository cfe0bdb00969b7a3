internal import Documents
internal import Extraction
internal import ExtractorProtocol
internal import Glibc
internal import Sandboxing
internal import SystemPackage

/// Answers one request after another until the parent has no more.
struct RequestLoop {
    let end: ExtractorEnd

    /// Throws: when the parent cannot be talked to, or the process's time not be limited.
    func run() throws {
        while let (request, file) = try end.receive() {
            try Sandbox.allowComputing(seconds: request.maxSeconds)
            let reply = answer(request, file: file)
            close(file)
            try end.send(reply)
        }
    }

    private func answer(_ request: ExtractionRequest, file: Int32) -> ExtractorReply {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try read(file, atMost: request.sizeBytes + 1)
        } catch {
            return .unreadable(error.rawValue)
        }
        guard bytes.count == request.sizeBytes else { return .changed }
        let extraction = Extractor(limits: request.limits).extract(bytes, name: request.name, hints: request.hints)
        return .extraction(ReplyBounds.fitted(extraction, to: request.limits))
    }

    /// The first bytes of a file. Read and not mapped: a file that becomes shorter would end the process.
    private func read(_ file: Int32, atMost limit: Int) throws(Errno) -> [UInt8] {
        var failure: Errno?
        let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
            while count < buffer.count {
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
