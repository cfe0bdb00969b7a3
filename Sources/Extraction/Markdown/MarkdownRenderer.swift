internal import CMarkdown
internal import Glibc

/// Renders Markdown to HTML with cmark-gfm, changed so that the HTML says what a reader sees and from which line.
enum MarkdownRenderer {
    /// Calls `body` with the HTML, which lives as long as the call.
    ///
    /// Tables and task lists are the only extensions: strikethrough and autolinks change tables that all threads share
    /// (`cmark_inlines_add_special_character`), and they matter to searching little: `~~` is a mark, and a bare address
    /// is text in any case.
    static func withHTML<Result>(
        of markdown: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    )
        -> Result
    {
        let options = CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES
        guard let parser = cmark_parser_new(options) else { fatalError("cannot parse Markdown: no memory") }
        defer { cmark_parser_free(parser) }
        for name in extensions {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        markdown.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        guard let document = cmark_parser_finish(parser) else { fatalError("cannot parse Markdown: no memory") }
        defer { cmark_node_free(document) }
        MarkdownTree.adapt(document)
        guard let html = cmark_render_html(document, options, nil) else {
            fatalError("cannot render Markdown: no memory")
        }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        let count = strlen(html)
        return html.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// Registered once, because cmark's registry is shared by all threads.
    private static let extensions: [String] = {
        cmark_gfm_core_extensions_ensure_registered()
        return ["table", "tasklist"]
    }()
}
