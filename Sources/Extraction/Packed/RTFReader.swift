internal import Documents

/// Reads Rich Text Format. Text in bytes is in the code page of its font, else of the document; a run of such bytes is
/// decoded as a whole.
enum RTFReader {
    static func body(of bytes: [UInt8], in context: ReadingContext) -> Body {
        var reader = RTFParser(bytes, context: context)
        reader.parse()
        var body = Body(text: reader.text.bytes, places: .none, metadata: reader.metadata)
        if !reader.isWhole { body.notices.append(Notice.damaged) }
        return body
    }
}
