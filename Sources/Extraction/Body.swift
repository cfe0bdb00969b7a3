/// What is read from a file after its front matter.
struct Body {
    let text: [UInt8]
    let lineMap: LineMap
    let metadata: DocumentMetadata
    let firstHeading: String?

    /// Reads `source`, valid UTF-8 whose lines end with "\n", in the given format.
    init(_ source: [UInt8], format: TextFormat, frontMatter: FrontMatter?) {
        let linesBefore = frontMatter?.lineCount ?? 0
        if format == .plain {
            text = frontMatter.map { Array(source[$0.bodyOffset...]) } ?? source
            var lineMap = LineMap()
            lineMap.append(textLine: 1, sourceLine: 1 + linesBefore)
            self.lineMap = lineMap
            metadata = DocumentMetadata()
            firstHeading = nil
            return
        }
        let lineCount = 1 + source.count { $0 == 0x0A }
        let handler = HTMLTextHandler(
            lines: SourceLines(count: lineCount, before: linesBefore, areMarked: format == .markdown))
        source.withUnsafeBufferPointer { source in
            let body = UnsafeBufferPointer(rebasing: source[(frontMatter?.bodyOffset ?? 0)...])
            if format == .markdown {
                MarkdownRenderer.withHTML(of: body) { HTMLParser.parse($0, into: handler) }
            } else {
                HTMLParser.parse(body, into: handler)
            }
        }
        text = handler.builder.text
        lineMap = handler.builder.lineMap
        metadata = handler.metadata
        firstHeading = handler.firstHeading
    }
}
