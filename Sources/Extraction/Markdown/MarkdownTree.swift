internal import CMarkdown
internal import Glibc

/// A parsed Markdown document, changed so that it says what a reader sees, in the order of the file.
struct MarkdownTree: ~Copyable {
    /// The document's node.
    let root: OpaquePointer
    /// Whether the document can be understood only as the HTML that is made of it: it has raw HTML, or what the parser of HTML
    /// would not take as it is.
    private(set) var needsHTML = false

    /// How deep images are looked for. To move a node, cmark goes up to the document, so that images in images, each of
    /// which moves all that is in it, would take forever.
    private static let imageDepthLimit = 20
    /// How deep a tree may be that is read itself, which is what no writer reaches: each level is two elements of HTML at most,
    /// and the parser of HTML cuts documents that have more than `HTMLTextHandler.depthLimit` within each other.
    private static let depthLimit = 100

    /// Parses Markdown.
    ///
    /// - An image becomes its description; the HTML would have it in an attribute, where what generators write is not text.
    /// - A footnote goes where it was written; cmark gathers them at the end. The marks that refer to it go away, because
    ///   they would stand between the characters of a word.
    ///
    /// Tables and task lists are the only extensions: strikethrough and autolinks change tables that all threads share
    /// (`cmark_inlines_add_special_character`), and they matter to searching little: `~~` is a mark, and a bare address
    /// is text in any case.
    init(_ markdown: UnsafeBufferPointer<UInt8>) {
        guard let parser = cmark_parser_new(Self.options) else { fatalError("cannot parse Markdown: no memory") }
        defer { cmark_parser_free(parser) }
        for name in Self.extensions {
            cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        markdown.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        guard let document = cmark_parser_finish(parser) else { fatalError("cannot parse Markdown: no memory") }
        root = document
        adapt()
    }

    deinit {
        cmark_node_free(root)
    }

    static let options = CMARK_OPT_UNSAFE | CMARK_OPT_SOURCEPOS | CMARK_OPT_FOOTNOTES

    /// Registered once, because cmark's registry is shared by all threads.
    private static let extensions: [String] = {
        cmark_gfm_core_extensions_ensure_registered()
        return ["table", "tasklist"]
    }()

    /// Calls `body` with each node twice, when it begins and when it ends, and with one that has no children when it begins.
    /// A node may be changed when it ends.
    func forEach(_ body: (_ node: OpaquePointer, _ type: cmark_node_type, _ ends: Bool) -> Void) {
        guard let iterator = cmark_iter_new(root) else { fatalError("cannot read Markdown: no memory") }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            body(node, cmark_node_get_type(node), event == CMARK_EVENT_EXIT)
        }
    }

    private mutating func adapt() {
        var footnotes: [OpaquePointer] = []
        var depth = 0
        var needsHTML = false
        forEach { node, type, ends in
            switch type {
            case CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE: needsHTML = true
            case CMARK_NODE_TEXT, CMARK_NODE_CODE, CMARK_NODE_CODE_BLOCK:
                if !needsHTML, Self.isStrange(cmark_node_get_literal(node)) { needsHTML = true }
            case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_THEMATIC_BREAK: break
            default:
                depth += ends ? -1 : 1
                if depth > Self.depthLimit { needsHTML = true }
                guard ends else { break }
                switch type {
                case CMARK_NODE_IMAGE:
                    if depth < Self.imageDepthLimit {
                        Self.replaceByChildren(node, before: node)
                    } else {
                        needsHTML = true
                    }
                case CMARK_NODE_FOOTNOTE_REFERENCE: Self.remove(node)
                case CMARK_NODE_FOOTNOTE_DEFINITION: footnotes.append(node)
                default: break
                }
            }
        }
        place(footnotes)
        self.needsHTML = needsHTML
    }

    /// Whether there are characters in a text that the parser of HTML drops or changes: control characters, which Markdown can
    /// have as they are and as references, two that are none, and parts of one: cmark counts wrong where what looks like the
    /// mark of a footnote goes over the end of a line, and cuts it anywhere.
    private static func isStrange(_ literal: UnsafePointer<CChar>?) -> Bool {
        guard let literal else { return false }
        var next = UnsafeRawPointer(literal).assumingMemoryBound(to: UInt8.self)
        while true {
            let byte = next[0]
            if byte < 0x20, byte != 0x0A, byte != 0x09 { return byte != 0 }
            if byte < 0x80 {
                next += 1
                continue
            }
            guard byte >= 0xC2 else { return true }
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            // The end of the text, a zero, ends this as well.
            for index in 1..<length where next[index] & 0xC0 != 0x80 { return true }
            if byte == 0xEF, next[1] == 0xBF, next[2] >= 0xBE { return true }
            next += length
        }
    }

    private static func remove(_ node: OpaquePointer) {
        cmark_node_unlink(node)
        cmark_node_free(node)
    }

    private static func replaceByChildren(_ node: OpaquePointer, before next: OpaquePointer) {
        while let child = cmark_node_first_child(node) {
            if cmark_node_insert_before(next, child) == 0 { break }
        }
        remove(node)
    }

    /// Both the footnotes and the blocks of the document are sorted by line, so this is one walk.
    private func place(_ footnotes: [OpaquePointer]) {
        guard !footnotes.isEmpty else { return }
        let sorted = footnotes.sorted { cmark_node_get_start_line($0) < cmark_node_get_start_line($1) }
        for footnote in sorted { cmark_node_unlink(footnote) }
        guard let end = cmark_node_new(CMARK_NODE_THEMATIC_BREAK) else { return sorted.forEach(cmark_node_free) }
        cmark_node_append_child(root, end)
        var next = cmark_node_first_child(root) ?? end
        for footnote in sorted {
            while next != end, cmark_node_get_start_line(next) < cmark_node_get_start_line(footnote) {
                next = cmark_node_next(next) ?? end
            }
            Self.replaceByChildren(footnote, before: next)
        }
    }

    // MARK: What a node says

    /// The line of the Markdown where a node begins.
    static func line(of node: OpaquePointer) -> Int {
        // Lines right above a table become a paragraph that knows no line, and the table has the line where they begin.
        Int(cmark_node_get_start_line(hasLine(node) ? node : cmark_node_next(node)))
    }

    static func hasLine(_ node: OpaquePointer) -> Bool { cmark_node_get_start_line(node) > 0 }

    /// The code of a fenced block begins on the line behind the fence.
    static func isFenced(_ code: OpaquePointer) -> Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return cmark_node_get_fenced(code, &length, &offset, &character) != 0
    }

    /// Whether a paragraph is one of a tight list, and no element of its own.
    static func isTight(_ paragraph: OpaquePointer) -> Bool {
        guard let list = cmark_node_parent(cmark_node_parent(paragraph)) else { return false }
        return cmark_node_get_list_tight(list) != 0
    }
}
