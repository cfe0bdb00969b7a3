/// A format whose bytes are not one text: packed, nested, or with encodings of its own inside.
enum PackedFormat: String, CaseIterable {
    case pdf = "application/pdf"
    case rtf = "application/rtf"
    /// Documents that are packed as a ZIP; which one, its files say.
    case zip = "application/zip"
    case flatOpenDocument = "application/vnd.oasis.opendocument.text-flat-xml"
    case mail = "message/rfc822"
    case mailbox = "application/mbox"
    case webArchive = "multipart/related"

    /// The format that the content names, with the name's help where the content leaves it open; nil for anything else.
    init?(of bytes: [UInt8], fileExtension: String) {
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            self = .zip
        } else if bytes.starts(with: Array("{\\rtf".utf8)) {
            self = .rtf
        } else if PDFReader.isPDF(bytes, fileExtension: fileExtension) {
            self = .pdf
        } else if OpenDocumentReader.isFlat(bytes) {
            self = .flatOpenDocument
        } else if let format = MailReader.format(of: bytes, fileExtension: fileExtension) {
            self = format
        } else {
            return nil
        }
    }

    /// Reads a file of this format.
    ///
    /// Throws: `UnreadableFile` with the reason to skip it.
    func read(_ bytes: [UInt8], in context: ReadingContext) throws(UnreadableFile) -> Body {
        switch self {
        case .pdf: try PDFReader.body(of: bytes, in: context)
        case .rtf: RTFReader.body(of: bytes, in: context)
        case .zip: try ZipDocument.body(of: bytes, in: context)
        case .flatOpenDocument: OpenDocumentReader.body(ofFlat: bytes, in: context)
        case .mail, .webArchive: MailReader.body(of: bytes, in: context)
        case .mailbox: MailReader.body(ofMailbox: bytes, in: context)
        }
    }
}
