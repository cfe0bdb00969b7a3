internal import Documents

/// Reads the parts of mails: what their writers wrote, and what is attached.
final class MailPartReader {
    private(set) var text = PackedText()
    /// What the page of a web archive says about itself.
    private(set) var metadata = DocumentMetadata()
    private(set) var notices: [String] = []

    /// Parts within parts; each level is looked through once more.
    private static let depthLimit = 20
    /// Parts of one mail.
    private static let partLimit = 10_000

    private let bytes: [UInt8]
    private let context: ReadingContext
    private var partCount = 0

    init(_ bytes: [UInt8], context: ReadingContext) {
        self.bytes = bytes
        self.context = context
    }

    /// Reads a whole mail.
    func read(_ message: MailMessage) {
        partCount = 0
        read(message.headers, message.body, depth: 0)
    }

    /// Writes the subject and the sender of a mail that is one of several.
    func introduce(_ message: MailMessage) {
        for line in [message.metadata.title, message.metadata.author] {
            if let line { text.appendPart(Array(line.utf8)) }
        }
    }

    private func read(_ headers: MailHeaders, _ range: Range<Int>, depth: Int) {
        partCount += 1
        guard depth < Self.depthLimit, partCount < Self.partLimit else {
            let notice = "the mail has too many parts; what is over is left out"
            if notices.last != notice { notices.append(notice) }
            return
        }
        let type = MailField(headers["content-type"] ?? Array("text/plain".utf8))
        if type.value.hasPrefix("multipart/"), let boundary = type.parameters["boundary"], !boundary.isEmpty {
            return readMultipart(type.value, parts(of: range, boundary: boundary), depth: depth)
        }
        let encoding = TransferEncoding(headers["content-transfer-encoding"])
        let charset = type.parameters["charset"].map { String(decoding: $0, as: UTF8.self) }
        let name = fileName(headers, type)
        let disposition = headers["content-disposition"].map { MailField($0).value }
        if type.value == "message/rfc822" || type.value == "message/global" {
            return readMessage(encoding, range, depth: depth)
        }
        let isBody = name == nil && disposition != "attachment"
        if isBody, type.value == "text/html" {
            let content = encoding.decode(bytes[range])
            takePage(context.extract(inner: content, name: Array("mail.html".utf8), declared: charset))
        } else if isBody, type.value.hasPrefix("text/") || type.value.isEmpty {
            let content = encoding.decode(bytes[range])
            if let decoded = context.text(content, declared: charset) {
                text.appendPart(decoded.withPlainLineEnds)
            } else if content.contains(where: { $0 > 0x20 }) {
                notices.append("the text of the mail is in no encoding that is known")
            }
        } else if let name, !type.value.hasSuffix("-signature") {
            let content = encoding.decode(bytes[range])
            guard context.budget.take(content.count) else {
                notices.append(Notice.overBudget(context.budget))
                return
            }
            text.appendPart(Array(name.utf8))
            switch context.extract(inner: content, name: Array(name.utf8), declared: charset) {
            case .document(let document):
                text.appendPart(document.text)
                notices += document.notices.map { "attachment '\(name)': \($0)" }
            case .skipped(let reason):
                // That pictures are not searched needs no word.
                if !reason.hasSuffix(", not text") { notices.append("attachment '\(name)': \(reason)") }
            case .undecidedEncoding: break
            }
        }
    }

    private func takePage(_ extraction: Extraction) {
        guard case .document(let page) = extraction else { return }
        text.appendPart(page.text)
        metadata.language = metadata.language ?? page.language
        metadata.author = metadata.author ?? page.author
        metadata.dateSeconds = metadata.dateSeconds ?? page.dateSeconds
        metadata.addTags(page.tags)
    }

    private func readMultipart(_ type: String, _ parts: [Range<Int>], depth: Int) {
        let parts = parts.map { range in
            let headers = MailHeaders(bytes, range)
            return (headers: headers, type: MailField(headers["content-type"] ?? []).value, range: range)
        }
        func read(_ part: (headers: MailHeaders, type: String, range: Range<Int>)) {
            self.read(part.headers, part.headers.bodyOffset..<part.range.upperBound, depth: depth + 1)
        }
        switch type {
        case "multipart/alternative":
            // The same in several forms: plain text when it is not empty, else the richest, which is the last.
            let before = text.bytes.count
            for part in parts where part.type == "text/plain" && text.bytes.count == before { read(part) }
            for part in parts.reversed() where part.type != "text/plain" && text.bytes.count == before { read(part) }
        case "multipart/related":
            // A page and what is shown in it; frames are pages too.
            for part in parts where part.type.hasPrefix("text/html") || part.type.hasPrefix("multipart/") { read(part) }
        case "multipart/encrypted": notices.append("the mail is encrypted")
        default: parts.forEach(read)
        }
    }

    private func readMessage(_ encoding: TransferEncoding, _ range: Range<Int>, depth: Int) {
        guard encoding != .plain else {
            let message = MailMessage(bytes, range, in: context)
            introduce(message)
            return read(message.headers, message.body, depth: depth + 1)
        }
        let content = encoding.decode(bytes[range])
        guard case .document(let document) = context.extract(inner: content, name: Array("mail.eml".utf8)) else {
            return
        }
        text.appendPart(Array(document.title.utf8))
        text.appendPart(document.text)
        notices += document.notices
    }

    /// The name of an attachment; nil when the part has none.
    private func fileName(_ headers: MailHeaders, _ type: MailField) -> String? {
        let disposition = MailField(headers["content-disposition"] ?? [])
        for (field, key) in [(disposition, "filename"), (type, "name")] {
            guard let bytes = field.parameters[key] else { continue }
            let name =
                if let charset = field.charsets[key] {
                    context.text(bytes, declared: charset).map { String(decoding: $0, as: UTF8.self) } ?? ""
                } else {
                    MailHeaderText.decode(bytes, in: context)
                }
            if let name = name.asTitle(limit: TitleFinder.limit) { return name }
        }
        return nil
    }

    /// Where the parts between the lines of a boundary lie. The last may lack its end.
    private func parts(of range: Range<Int>, boundary: [UInt8]) -> [Range<Int>] {
        let mark = [0x2D, 0x2D] + boundary
        var parts: [Range<Int>] = []
        var partStart: Int?
        var start = range.lowerBound
        while start < range.upperBound {
            let end = min(bytes.firstOffset(of: 0x0A, from: start).map { $0 + 1 } ?? range.upperBound, range.upperBound)
            if bytes[start] == 0x2D, bytes[start..<end].starts(with: mark) {
                // The line end before the boundary belongs to the boundary.
                if let partStart { parts.append(partStart..<max(partStart, start - 1)) }
                partStart = end
                if bytes[min(end, start + mark.count)..<end].starts(with: [0x2D, 0x2D]) { return parts }
            }
            start = end
        }
        if let partStart { parts.append(partStart..<range.upperBound) }
        return parts
    }
}
