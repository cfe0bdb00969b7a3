import Documents
import ExtractorProtocol
import Glibc
import Indexing

/// Reads the files that a set's documents are written to: the title, a line break, the text.
final class PassageExtractor: Extracting {
    struct Source: ExtractorSource {
        func makeExtractor() -> any Extracting { PassageExtractor() }
    }

    static func fileText(_ document: RetrievalSet.Document) -> String {
        String(document.title.map { $0.isNewline ? " " : $0 }) + "\n" + document.text
    }

    func reply(to request: ExtractionRequest, file: Int32) -> ExtractorReply {
        var bytes = [UInt8](repeating: 0, count: request.sizeBytes)
        var at = 0
        while at < bytes.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress.map { $0 + at }, $0.count - at, off_t(at))
            }
            guard count >= 0 else { return .unreadable(errno) }
            guard count > 0 else { return .changed }
            at += count
        }
        let title = bytes.prefix { $0 != UInt8(ascii: "\n") }
        return .extraction(
            .document(
                ExtractedDocument(
                    title: String(decoding: title, as: UTF8.self), mediaType: "text/plain",
                    text: Array(bytes.dropFirst(title.count + 1)), places: .none)))
    }
}
