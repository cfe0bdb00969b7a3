internal import Documents

/// Reads Markdown, HTML within it included.
enum MarkdownReader {
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    ///   - isMDX: whether braces and tags of components are MDX.
    static func body(of source: [UInt8], from offset: Int, linesBefore: Int, isMDX: Bool) -> Body {
        let lineCount = 1 + source.count { $0 == 0x0A }
        let handler = HTMLTextHandler(lines: SourceLines(count: lineCount, before: linesBefore, areMarked: true))
        var dialects = MarkdownDialects(isMDX: isMDX)
        source.withUnsafeBufferPointer { source in
            let markdown = UnsafeBufferPointer(rebasing: source[offset...])
            // What goes away may leave marks beside each other that were apart.
            if let adapted = dialects.adapted(markdown),
                adapted.withUnsafeBufferPointer({ MarkdownHazard(of: $0) }) == nil
            {
                adapted.withUnsafeBufferPointer { render($0, into: handler) }
            } else {
                render(markdown, into: handler)
            }
        }
        var body = handler.body
        body.metadata.addTags(dialects.tags)
        return body
    }

    private static func render(_ markdown: UnsafeBufferPointer<UInt8>, into handler: HTMLTextHandler) {
        MarkdownRenderer.withHTML(of: markdown) { HTMLParser.parse($0, into: handler) }
    }
}
