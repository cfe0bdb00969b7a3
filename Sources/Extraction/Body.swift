internal import Documents

/// What a format's reader finds in a file.
struct Body {
    /// As `ExtractedDocument.text` has to be.
    var text: [UInt8]
    var places: TextPlaces
    var metadata = DocumentMetadata()
    /// The first heading, when there is one that is not empty.
    var firstHeading: String?
    /// The MIME type when it is another than that of the format: a file that is packed in another one has its own.
    var mediaType: String?
    /// For the person who owns the file; see `ExtractedDocument.notices`.
    var notices: [String] = []
}
