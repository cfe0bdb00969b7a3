internal import Documents

/// Reads Markdown, HTML within it included.
enum MarkdownReader {
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    static func body(of source: [UInt8], from offset: Int, linesBefore: Int, isMDX: Bool) -> Body {
        let lineCount = 1 + source.count { $0 == 0x0A }
        let handler = HTMLTextHandler(lines: SourceLines(count: lineCount, before: linesBefore, areMarked: true))
        source.withUnsafeBufferPointer { source in
            MarkdownRenderer.withHTML(of: UnsafeBufferPointer(rebasing: source[offset...])) {
                HTMLParser.parse($0, into: handler)
            }
        }
        return handler.body
    }
}
