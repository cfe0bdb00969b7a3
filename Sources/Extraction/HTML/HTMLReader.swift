internal import Documents

/// Reads HTML and XHTML.
enum HTMLReader {
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    static func body(of source: [UInt8], from offset: Int = 0, linesBefore: Int = 0) -> Body {
        let lineCount = 1 + source.count { $0 == 0x0A }
        let handler = HTMLTextHandler(lines: SourceLines(count: lineCount, before: linesBefore, areMarked: false))
        source.withUnsafeBufferPointer { source in
            HTMLParser.parse(UnsafeBufferPointer(rebasing: source[offset...]), into: handler)
        }
        return handler.body
    }
}
