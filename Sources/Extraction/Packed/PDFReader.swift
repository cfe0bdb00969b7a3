internal import CPDF
internal import Documents
internal import Synchronization

/// Reads PDF by poppler.
enum PDFReader {
    /// Poppler keeps fonts and encodings for the whole process.
    private static let poppler = Mutex(Poppler())

    private struct Poppler: ~Copyable {
        init() {
            cpdf_prepare()
        }
    }

    static func prepare() {
        poppler.withLock { _ in }
    }

    /// Other bytes may come first when the name says that it is one: mailers and web servers put them there.
    static func isPDF(_ bytes: [UInt8], fileExtension: String) -> Bool {
        let mark = Array("%PDF-".utf8)
        if bytes.starts(with: mark) { return true }
        guard fileExtension == "pdf" else { return false }
        let start = bytes.prefix(1024)
        return start.indices.contains { start[$0] == mark[0] && start[$0...].starts(with: mark) }
    }

    static func body(of bytes: [UInt8], in context: ReadingContext) throws(UnreadableFile) -> Body {
        let read: Result<Body, UnreadableFile> = poppler.withLock { _ in
            bytes.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress else { return .failure(UnreadableFile("the file is empty")) }
                var status = CPDF_OPENED
                guard let document = cpdf_open(base, buffer.count, &status) else {
                    return .failure(
                        UnreadableFile(
                            status == CPDF_ENCRYPTED
                                ? "the document is encrypted with a password"
                                : "the file is damaged: it has no pages that can be found"))
                }
                defer { cpdf_close(document) }
                return .success(body(of: document, in: context))
            }
        }
        return try read.get()
    }

    private static func body(of document: OpaquePointer, in context: ReadingContext) -> Body {
        var pages = PDFText()
        var unreadablePages = 0
        for page in 0..<max(0, Int(cpdf_page_count(document))) {
            // What is over is cut, and any number of pages may show one long text.
            if pages.text.count > context.limits.textBytes { break }
            // A damaged file can name a thousand pages more than it has.
            guard let text = cpdf_page_text(document, Int32(page)) else {
                unreadablePages += 1
                pages.appendPage([])
                continue
            }
            defer { cpdf_free(text) }
            pages.appendPage(Array(String(cString: text).utf8))
        }
        var body = Body(text: pages.text, places: .pages(pages.pageLines))
        body.metadata = metadata(of: document, in: context)
        if pages.pageLines.isEmpty {
            body.notices.append("the PDF has no pages that can be read")
        } else if pages.text.isEmpty {
            body.notices.append("the PDF has no text: its pages are pictures")
        }
        if unreadablePages > 0, unreadablePages < pages.pageLines.count {
            body.notices.append("\(unreadablePages) of \(pages.pageLines.count) pages cannot be read")
        }
        return body
    }

    private static func metadata(of document: OpaquePointer, in context: ReadingContext) -> DocumentMetadata {
        var metadata = DocumentMetadata()
        func string(_ read: (OpaquePointer) -> UnsafeMutablePointer<CChar>?) -> String? {
            guard let pointer = read(document) else { return nil }
            defer { cpdf_free(pointer) }
            return FoundTitle.undoMojibake(String(cString: pointer), in: context)
        }
        metadata.title = string(cpdf_title).flatMap(FoundTitle.unlessPlaceholder)
        metadata.author = string(cpdf_author)?.asTitle(limit: 1000)
        metadata.addTags(string(cpdf_keywords).map(DocumentMetadata.split) ?? [])
        var seconds: Int64 = 0
        if cpdf_creation_date(document, &seconds) { metadata.dateSeconds = seconds }
        if let packet = cpdf_metadata(document) {
            defer { cpdf_free(packet) }
            let handler = DublinCoreHandler()
            _ = XMLScanner.scan(Array(String(cString: packet).utf8), in: context, into: handler)
            metadata = metadata.filled(from: handler.metadata)
        }
        return metadata
    }
}
