internal import Documents

/// Reads mail (EML), mailboxes of it, and web pages that are saved as one (MHTML).
enum MailReader {
    static func format(of bytes: [UInt8], fileExtension: String) -> PackedFormat? {
        let isNamed = ["eml", "mht", "mhtml", "mbox", "mbx", "emlx"].contains(fileExtension)
        // What has the name of another kind of text is that, though it may begin as a mail does.
        let isOther = ["txt", "md", "markdown", "html", "htm", "xhtml", "org", "rst", "adoc", "tex", "patch", "diff"]
        guard isNamed || !isOther.contains(fileExtension), let first = bytes.first, first > 0x20, first < 0x7F else {
            return nil
        }
        let start = Array(bytes.prefix(64 << 10))
        let isMailbox = start.starts(with: Array("From ".utf8))
        let headers = MailHeaders(start, 0..<start.count)
        let known = ["from", "to", "subject", "date", "message-id", "mime-version", "received", "return-path"]
        let count = known.count { headers[$0] != nil }
        let isSent = headers["mime-version"] != nil || headers["message-id"] != nil || headers["received"] != nil
        guard isNamed ? count >= 1 : count >= 3 && isSent else { return nil }
        if isMailbox { return .mailbox }
        let type = MailField(headers["content-type"] ?? []).value
        let isArchive = ["mht", "mhtml"].contains(fileExtension) || headers["snapshot-content-location"] != nil
        return isArchive && type.hasPrefix("multipart/related") ? .webArchive : .mail
    }

    static func body(of bytes: [UInt8], in context: ReadingContext) -> Body {
        let message = MailMessage(bytes, bytes.indices, in: context)
        let reader = MailPartReader(bytes, context: context)
        reader.read(message)
        return Body(
            text: reader.text.bytes, places: .none, metadata: message.metadata.filled(from: reader.metadata),
            notices: reader.notices)
    }

    /// All the messages of a mailbox, each behind its subject and its sender.
    static func body(ofMailbox bytes: [UInt8], in context: ReadingContext) -> Body {
        let ranges = MailMessage.ranges(inMailbox: bytes)
        let reader = MailPartReader(bytes, context: context)
        var metadata = DocumentMetadata()
        for range in ranges {
            let message = MailMessage(bytes, range, in: context)
            if ranges.count == 1 { metadata = message.metadata } else { reader.introduce(message) }
            reader.read(message)
        }
        return Body(text: reader.text.bytes, places: .none, metadata: metadata, notices: reader.notices)
    }
}
