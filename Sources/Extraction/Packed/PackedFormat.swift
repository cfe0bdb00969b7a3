/// A format whose bytes are not one text: packed, nested, or with encodings of its own inside.
enum PackedFormat: String, CaseIterable {
    case pdf = "application/pdf"
    case rtf = "application/rtf"

    /// The format that the content names, with the name's help where the content leaves it open; nil for anything else.
    init?(of bytes: [UInt8], fileExtension: String) {
        return nil
    }

    /// Reads a file of this format.
    ///
    /// Throws: `UnreadableFile` with the reason to skip it.
    func read(_ bytes: [UInt8], in context: ReadingContext) throws(UnreadableFile) -> Body {
        throw UnreadableFile("the file is not read yet")
    }
}
