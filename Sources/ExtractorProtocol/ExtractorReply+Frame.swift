internal import Documents

/// On the wire a reply is a head, in which everything but the text stands, and the text, which can be read to where it
/// shall lie.
extension ExtractorReply {
    private enum Kind: UInt8 {
        case document, skipped, undecidedEncoding, changed, unreadable
    }

    private enum PlacesKind: UInt8 {
        case lines, pages, absent
    }

    var head: [UInt8] {
        var writer = FrameWriter()
        switch self {
        case .failed: preconditionFailure("an extractor that fails cannot say so")
        case .changed: writer.append(Kind.changed.rawValue)
        case .unreadable(let error):
            writer.append(Kind.unreadable.rawValue)
            writer.append(error)
        case .extraction(.undecidedEncoding): writer.append(Kind.undecidedEncoding.rawValue)
        case .extraction(.skipped(let reason)):
            writer.append(Kind.skipped.rawValue)
            writer.append(reason)
        case .extraction(.document(let document)):
            writer.append(Kind.document.rawValue)
            Self.append(document, to: &writer)
        }
        return writer.bytes
    }

    /// The text of the document; empty for every other reply.
    var text: [UInt8] {
        if case .extraction(.document(let document)) = self { document.text } else { [] }
    }

    private static func append(_ document: ExtractedDocument, to writer: inout FrameWriter) {
        writer.append(document.title)
        writer.append(optional: document.author) { $0.append($1) }
        writer.append(optional: document.dateSeconds) { $0.append($1) }
        writer.append(document.tags)
        writer.append(optional: document.language) { $0.append($1) }
        writer.append(document.mediaType)
        writer.append(optional: document.encoding) { $0.append($1) }
        writer.append(optional: document.encodingConfidence) { $0.append($1.bitPattern) }
        switch document.places {
        case .lines(let lines):
            writer.append(PlacesKind.lines.rawValue)
            writer.append(numbers: lines.pairs)
        case .pages(let lines):
            writer.append(PlacesKind.pages.rawValue)
            writer.append(numbers: lines)
        case .none: writer.append(PlacesKind.absent.rawValue)
        }
        writer.append(document.notices)
    }

    /// The reply that was sent as a head and a text, if it keeps to what the other types promise.
    init(head: [UInt8], text: [UInt8]) throws(ProtocolBreach) {
        var reader = FrameReader(head)
        let kind = Kind(rawValue: try reader.number(UInt8.self))
        if kind != .document, !text.isEmpty { throw ProtocolBreach("a text without a document") }
        switch kind {
        case .document: self = .extraction(.document(try Self.document(&reader, text: text)))
        case .skipped:
            self = .extraction(.skipped(reason: try Self.sentence(reader.text(atMost: ReplyBounds.sentenceBytes))))
        case .undecidedEncoding: self = .extraction(.undecidedEncoding)
        case .changed: self = .changed
        case .unreadable: self = .unreadable(try reader.number())
        case nil: throw ProtocolBreach("an unknown kind of reply")
        }
        try reader.finish()
    }

    private static func document(
        _ reader: inout FrameReader, text: [UInt8]
    ) throws(ProtocolBreach) -> ExtractedDocument {
        guard UTF8Validation.isValid(text) else { throw ProtocolBreach("the text is not UTF-8") }
        guard !ReplyBounds.hasByte(0, text), !ReplyBounds.hasByte(0x0D, text) else {
            throw ProtocolBreach("a control character in the text")
        }
        return ExtractedDocument(
            title: try line(&reader),
            author: try reader.optional { reader throws(ProtocolBreach) in try line(&reader) },
            dateSeconds: try reader.optional { reader throws(ProtocolBreach) in try reader.number() },
            tags: try reader.texts(atMost: ReplyBounds.tagCount, ofBytes: ReplyBounds.tagBytes),
            language: try reader.optional { reader throws(ProtocolBreach) in
                try reader.text(atMost: ReplyBounds.nameBytes)
            },
            mediaType: try name(&reader),
            encoding: try reader.optional { reader throws(ProtocolBreach) in try name(&reader) },
            encodingConfidence: try reader.optional { reader throws(ProtocolBreach) in try share(&reader) },
            text: text,
            places: try places(&reader, text: text),
            notices: try reader.texts(atMost: ReplyBounds.noticeCount, ofBytes: ReplyBounds.sentenceBytes)
                .map { notice throws(ProtocolBreach) in try sentence(notice) })
    }

    /// What is shown on a terminal, which obeys control characters.
    private static func sentence(_ text: String) throws(ProtocolBreach) -> String {
        guard !text.unicodeScalars.contains(where: ReplyBounds.isControl) else {
            throw ProtocolBreach("a control character in a sentence")
        }
        return text
    }

    private static func line(_ reader: inout FrameReader) throws(ProtocolBreach) -> String {
        try reader.text(atMost: ReplyBounds.lineBytes)
    }

    /// A word of printable ASCII.
    private static func name(_ reader: inout FrameReader) throws(ProtocolBreach) -> String {
        let name = try reader.text(atMost: ReplyBounds.nameBytes)
        guard !name.isEmpty, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw ProtocolBreach("a media type or encoding that is no name")
        }
        return name
    }

    private static func share(_ reader: inout FrameReader) throws(ProtocolBreach) -> Double {
        let share = Double(bitPattern: try reader.number())
        guard (0...1).contains(share) else { throw ProtocolBreach("a confidence that is not between 0 and 1") }
        return share
    }

    private static func places(_ reader: inout FrameReader, text: [UInt8]) throws(ProtocolBreach) -> TextPlaces {
        switch PlacesKind(rawValue: try reader.number()) {
        case .lines:
            guard let lines = LineMap(pairs: try reader.numbers()) else {
                throw ProtocolBreach("line numbers that do not rise")
            }
            return .lines(lines)
        case .pages:
            let lines = try reader.numbers()
            guard lines.first ?? 1 >= 1, zip(lines, lines.dropFirst()).allSatisfy({ $0 <= $1 }) else {
                throw ProtocolBreach("pages that do not rise")
            }
            return .pages(lines)
        case .absent: return .none
        case nil: throw ProtocolBreach("an unknown kind of places")
        }
    }
}
