internal import Documents

/// Reads Markdown, HTML within it included.
enum MarkdownReader {
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    ///   - isMDX: whether braces and tags of components are MDX.
    ///   - rendersAlways: whether even what could be read from the tree is read from HTML; a test compares the two.
    static func body(
        of source: [UInt8], from offset: Int, linesBefore: Int, isMDX: Bool, rendersAlways: Bool = false
    ) -> Body {
        let lineCount = 1 + source.count { $0 == 0x0A }
        let handler = HTMLTextHandler(lines: SourceLines(count: lineCount, before: linesBefore, areMarked: true))
        var dialects = MarkdownDialects(isMDX: isMDX)
        source.withUnsafeBufferPointer { source in
            let markdown = UnsafeBufferPointer(rebasing: source[offset...])
            // What goes away may leave marks beside each other that were apart.
            if let adapted = dialects.adapted(markdown),
                adapted.withUnsafeBufferPointer({ MarkdownHazard(of: $0) }) == nil
            {
                adapted.withUnsafeBufferPointer { read($0, into: handler, rendersAlways) }
            } else {
                read(markdown, into: handler, rendersAlways)
            }
        }
        var body = handler.body
        body.metadata.addTags(dialects.tags)
        return body
    }

    private static func read(
        _ markdown: UnsafeBufferPointer<UInt8>, into handler: HTMLTextHandler, _ rendersAlways: Bool
    ) {
        let tree = MarkdownTree(markdown)
        if tree.needsHTML || rendersAlways {
            MarkdownRenderer.withHTML(of: tree) { HTMLParser.parse($0, into: handler) }
        } else {
            MarkdownTreeReader.read(tree, into: handler)
        }
    }
}
