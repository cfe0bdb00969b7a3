internal import CMarkdown
internal import Glibc

/// Renders a Markdown document to HTML with cmark-gfm, changed so that the HTML says from which line it is.
enum MarkdownRenderer {
    /// Calls `body` with the HTML, which lives as long as the call. The tree is changed and serves nothing else from then on.
    static func withHTML<Result>(
        of tree: borrowing MarkdownTree, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        mark(tree)
        guard let html = cmark_render_html(tree.root, MarkdownTree.options, nil) else {
            fatalError("cannot render Markdown: no memory")
        }
        defer { cmark_get_default_mem_allocator().pointee.free(html) }
        let count = strlen(html)
        return html.withMemoryRebound(to: UInt8.self, capacity: count) {
            body(UnsafeBufferPointer(start: $0, count: count))
        }
    }

    /// Gives raw HTML, paragraphs without a line in the HTML, and fenced code theirs; cmark does not write it or counts from the fence.
    private static func mark(_ tree: borrowing MarkdownTree) {
        tree.forEach { node, type, ends in
            switch type {
            case CMARK_NODE_HTML_BLOCK:
                prefixLiteral(of: node, with: SourceLines.comment(line: MarkdownTree.line(of: node)))
            case CMARK_NODE_CODE_BLOCK: if MarkdownTree.isFenced(node) { prefixLiteral(of: node, with: "\n") }
            case CMARK_NODE_PARAGRAPH:
                guard ends, MarkdownTree.isTight(node) || !MarkdownTree.hasLine(node),
                    let comment = cmark_node_new(CMARK_NODE_HTML_INLINE)
                else {
                    break
                }
                cmark_node_set_literal(comment, SourceLines.comment(line: MarkdownTree.line(of: node)))
                cmark_node_prepend_child(node, comment)
            default: break
            }
        }
    }

    private static func prefixLiteral(of node: OpaquePointer, with prefix: String) {
        guard let literal = cmark_node_get_literal(node) else { return }
        cmark_node_set_literal(node, prefix + String(cString: literal))
    }
}
