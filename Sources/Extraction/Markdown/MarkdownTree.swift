internal import CMarkdown

/// Changes a parsed Markdown document so that its HTML is what a reader sees, in the order of the file.
enum MarkdownTree {
    /// How deep images are looked for. To move a node, cmark goes up to the document, so that images in images, each of
    /// which moves all that is in it, would take forever.
    private static let depthLimit = 20

    /// - An image becomes its description; the HTML would have it in an attribute, where what generators write is not text.
    /// - A footnote goes where it was written; cmark gathers them at the end. The marks that refer to it go away, because
    ///   they would stand between the characters of a word.
    /// - Raw HTML and fenced code are given their line, which cmark does not write or counts from the fence.
    static func adapt(_ document: OpaquePointer) {
        var footnotes: [OpaquePointer] = []
        guard let iterator = cmark_iter_new(document) else { fatalError("cannot read Markdown: no memory") }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { break }
            guard let node = cmark_iter_get_node(iterator) else { break }
            // A node may be changed when the iterator leaves it, which for one without children is also when it enters.
            switch (cmark_node_get_type(node), event) {
            case (CMARK_NODE_IMAGE, CMARK_EVENT_EXIT): if !isDeep(node) { replaceByChildren(node, before: node) }
            case (CMARK_NODE_FOOTNOTE_REFERENCE, CMARK_EVENT_EXIT): remove(node)
            case (CMARK_NODE_FOOTNOTE_DEFINITION, CMARK_EVENT_EXIT): footnotes.append(node)
            case (CMARK_NODE_HTML_BLOCK, _):
                prefixLiteral(of: node, with: SourceLines.comment(line: Int(cmark_node_get_start_line(node))))
            case (CMARK_NODE_CODE_BLOCK, _): if isFenced(node) { prefixLiteral(of: node, with: "\n") }
            default: break
            }
        }
        cmark_iter_free(iterator)
        place(footnotes, in: document)
    }

    private static func isDeep(_ node: OpaquePointer) -> Bool {
        var ancestor = node
        for _ in 0..<depthLimit {
            guard let parent = cmark_node_parent(ancestor) else { return false }
            ancestor = parent
        }
        return true
    }

    private static func isFenced(_ node: OpaquePointer) -> Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return cmark_node_get_fenced(node, &length, &offset, &character) != 0
    }

    private static func prefixLiteral(of node: OpaquePointer, with prefix: String) {
        guard let literal = cmark_node_get_literal(node) else { return }
        cmark_node_set_literal(node, prefix + String(cString: literal))
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
    private static func place(_ footnotes: [OpaquePointer], in document: OpaquePointer) {
        guard !footnotes.isEmpty else { return }
        let sorted = footnotes.sorted { cmark_node_get_start_line($0) < cmark_node_get_start_line($1) }
        for footnote in sorted { cmark_node_unlink(footnote) }
        guard let end = cmark_node_new(CMARK_NODE_THEMATIC_BREAK) else { return sorted.forEach(cmark_node_free) }
        cmark_node_append_child(document, end)
        var next = cmark_node_first_child(document) ?? end
        for footnote in sorted {
            while next != end, cmark_node_get_start_line(next) < cmark_node_get_start_line(footnote) {
                next = cmark_node_next(next) ?? end
            }
            replaceByChildren(footnote, before: next)
        }
    }
}
