internal import CMarkdown
internal import Glibc

/// Reads a Markdown document without raw HTML from its tree: tells the handler what `HTMLParser` would tell it of the HTML that
/// cmark makes of the tree, in a third of the time. What an element means is the handler's business in both cases.
struct MarkdownTreeReader {
    private let handler: HTMLTextHandler
    /// Where the reader is, in lines that count on from the last block whose line is known.
    private var line = 1

    /// - Parameter tree: one that does not need HTML.
    static func read(_ tree: borrowing MarkdownTree, into handler: HTMLTextHandler) {
        var reader = MarkdownTreeReader(handler: handler)
        tree.forEach { reader.read($0, $1, ends: $2) }
    }

    private init(handler: HTMLTextHandler) {
        self.handler = handler
    }

    private mutating func read(_ node: OpaquePointer, _ type: cmark_node_type, ends: Bool) {
        switch type {
        case CMARK_NODE_TEXT, CMARK_NODE_CODE: readLiteral(of: node)
        case CMARK_NODE_SOFTBREAK: readLineBreak()
        case CMARK_NODE_LINEBREAK:
            handler.start(.block)
            handler.end(.block)
            readLineBreak()
        case CMARK_NODE_EMPH, CMARK_NODE_STRONG: break
        // A title's line breaks are among those of the paragraph.
        case CMARK_NODE_LINK: if !ends { line += Self.text(cmark_node_get_title(node)).count { $0 == 0x0A } }
        case CMARK_NODE_DOCUMENT: break
        case CMARK_NODE_BLOCK_QUOTE, CMARK_NODE_LIST, CMARK_NODE_ITEM: readElement(.block, ends: ends)
        case CMARK_NODE_PARAGRAPH:
            if !ends { markLine(of: node) }
            if !MarkdownTree.isTight(node) { readElement(.block, ends: ends) }
        case CMARK_NODE_HEADING:
            if !ends { markLine(of: node) }
            readElement(.heading, ends: ends)
        case CMARK_NODE_CODE_BLOCK:
            markLine(of: node)
            handler.start(.preformatted)
            if MarkdownTree.isFenced(node) { readLineBreak() }
            readLiteral(of: node)
            handler.end(.preformatted)
        case CMARK_NODE_THEMATIC_BREAK:
            handler.start(.block)
            handler.end(.block)
        default:
            // The types of an extension are numbered when it is registered.
            let isCell = strcmp(cmark_node_get_type_string(node), "table_cell") == 0
            if isCell, !ends { markLine(of: node) }
            readElement(isCell ? .cell : .block, ends: ends)
        }
    }

    private func readElement(_ role: HTMLElementRole, ends: Bool) {
        if ends { handler.end(role) } else { handler.start(role) }
    }

    private func markLine(of node: OpaquePointer) {
        handler.markLine(MarkdownTree.line(of: node), inputLine: line)
    }

    private mutating func readLineBreak() {
        let lineBreak: StaticString = "\n"
        lineBreak.withUTF8Buffer { handler.characters($0, from: line) }
        line += 1
    }

    private mutating func readLiteral(of node: OpaquePointer) {
        let text = Self.text(cmark_node_get_literal(node))
        if !text.isEmpty { handler.characters(text, from: line) }
        line += text.count { $0 == 0x0A }
    }

    private static func text(_ string: UnsafePointer<CChar>?) -> UnsafeBufferPointer<UInt8> {
        guard let string else { return UnsafeBufferPointer(start: nil, count: 0) }
        return UnsafeBufferPointer(
            start: UnsafeRawPointer(string).assumingMemoryBound(to: UInt8.self), count: strlen(string))
    }
}
