package import Documents
internal import Glibc

/// How long the parts of a reply may be. The extractor keeps to them, and its parent believes nothing that does not.
package enum ReplyBounds {
    static let lineBytes = 4096
    static let tagBytes = 1024
    static let tagCount = 1000
    /// Names of languages, media types and encodings, which become terms of the index.
    static let nameBytes = 128
    static let sentenceBytes = 1024
    static let noticeCount = 100
    /// All that stands beside the text; line numbers and pages are most of it.
    static let headBytes = 64 << 20
    static let placeCount = (headBytes - (4 << 20)) / 4

    /// The document as it may be sent: what is too long is cut at a character, and what matters is said in a notice.
    package static func fitted(_ document: ExtractedDocument, to limits: ExtractionLimits) -> ExtractedDocument {
        var document = document
        document.title = cut(document.title, lineBytes)
        document.author = document.author.map { cut($0, lineBytes) }
        document.tags = document.tags.prefix(tagCount).map { cut($0, tagBytes) }
        document.language = document.language.map { cut($0, nameBytes) }
        document.notices = document.notices.prefix(noticeCount - 2).map(sentence)
        if document.text.count > limits.textBytes {
            document.text.removeLast(document.text.count - characterEnd(document.text, limits.textBytes))
            document.notices.append(
                "only the first \(document.text.count) bytes of the text are searched (index.max_text_bytes)")
        }
        let placeCount =
            switch document.places {
            case .lines(let lines): lines.pairs.count
            case .pages(let lines): lines.count
            case .none: 0
            }
        if placeCount > Self.placeCount {
            document.places = .none
            document.notices.append("matches have no line numbers: the text comes from too many places")
        }
        // References in HTML and XML can name any character.
        for byte: UInt8 in [0, 0x0D] where hasByte(byte, document.text) {
            for index in document.text.indices where document.text[index] == byte {
                document.text[index] = UInt8(ascii: " ")
            }
        }
        return document
    }

    package static func fitted(_ extraction: Extraction, to limits: ExtractionLimits) -> Extraction {
        switch extraction {
        case .document(let document): .document(fitted(document, to: limits))
        case .skipped(let reason): .skipped(reason: sentence(reason))
        case .undecidedEncoding: .undecidedEncoding
        }
    }

    static func hasByte(_ byte: UInt8, _ text: [UInt8]) -> Bool {
        text.withUnsafeBytes { text in
            text.baseAddress.map { memchr($0, Int32(byte), text.count) != nil } ?? false
        }
    }

    static func isControl(_ character: Unicode.Scalar) -> Bool {
        character.value < 0x20 || (0x7F..<0xA0).contains(character.value)
    }

    /// Without control characters, which a file may have in what is quoted of it.
    private static func sentence(_ text: String) -> String {
        var plain = String.UnicodeScalarView()
        for character in text.unicodeScalars { plain.append(isControl(character) ? " " : character) }
        return cut(String(plain), sentenceBytes)
    }

    private static func cut(_ text: String, _ limitBytes: Int) -> String {
        guard text.utf8.count > limitBytes else { return text }
        let bytes = Array(text.utf8)
        return String(decoding: bytes[..<characterEnd(bytes, limitBytes)], as: UTF8.self)
    }

    /// The last end of a character that is not beyond `limit`, which lies in the text.
    private static func characterEnd(_ utf8: [UInt8], _ limit: Int) -> Int {
        var end = limit
        while end > 0, utf8[end] & 0xC0 == 0x80 { end -= 1 }
        return end
    }
}
