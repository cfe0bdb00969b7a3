internal import Documents

/// What a format's reader finds in a file.
struct Body {
    /// As `ExtractedDocument.text` has to be.
    var text: [UInt8]
    var places: TextPlaces
    var metadata = DocumentMetadata()
    /// The first heading, when there is one that is not empty.
    var firstHeading: String?
    /// Whether the first line of the text may serve as a title. It says little in tables, records and programs, where
    /// the file's name says more.
    var isTitledByFirstLine = true
    /// The MIME type when it is another than that of the format: a file that is packed in another one has its own.
    var mediaType: String?
    /// For the person who owns the file; see `ExtractedDocument.notices`.
    var notices: [String] = []
}

extension Body {
    /// With the first `limitBytes` of the text, up to the end of a line where one is near and else of a character, and a
    /// notice when that is less than all.
    func cut(to limitBytes: Int) -> Body {
        guard text.count > limitBytes else { return self }
        var end = limitBytes
        let lastLines = text[max(0, end - Self.cutLineBytes)..<end]
        if let lineBreak = lastLines.lastIndex(of: 0x0A) {
            end = lineBreak
        } else {
            while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
        }
        var body = self
        body.text.removeSubrange(end...)
        if case .pages(let starts) = places {
            let lineCount = 1 + body.text.count { $0 == 0x0A }
            body.places = .pages(starts.filter { $0 <= lineCount })
        }
        body.notices.append(
            "the text has more bytes than index.max_text_bytes (\(limitBytes)); "
                + "the first \(end) bytes are searched")
        return body
    }

    /// How long a line may be that is left out for being cut.
    private static let cutLineBytes = 4096
}
