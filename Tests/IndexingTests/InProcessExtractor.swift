import Documents
import Extraction
import ExtractorProtocol
import Glibc
@testable import Indexing

/// The extractor's work without a process of its own.
final class InProcessExtractor: Extracting {
    func reply(to request: ExtractionRequest, file: Int32) -> ExtractorReply {
        var bytes = [UInt8](repeating: 0, count: request.sizeBytes + 1)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else { return .unreadable(errno) }
        guard count == request.sizeBytes else { return .changed }
        bytes.removeLast(bytes.count - count)
        let extraction = Extractor(limits: request.limits).extract(bytes, name: request.name, hints: request.hints)
        return .extraction(ReplyBounds.fitted(extraction, to: request.limits))
    }

    struct Source: ExtractorSource {
        func makeExtractor() -> any Extracting { InProcessExtractor() }
    }
}
