/// Reads reStructuredText: what a reader of the rendered page sees, comments and targets left out.
struct ReStructuredTextReader {
    /// What an indented block belongs to.
    private enum Block {
        case literal, comment, fields
        /// Options, and behind an empty line code.
        case codeFields
    }

    private var copier: MarkupCopier<ReStructuredTextSyntax>
    /// The block that lasts as long as lines are indented deeper than this.
    private var block: (kind: Block, indentation: Int)?
    /// Whether fields are those of the document, which stand before all but the title.
    private var isBeforeText = true

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = ReStructuredTextReader(copier: MarkupCopier(source))
            var index = offset
            while index < source.count {
                let end = source.endOfLine(from: index)
                index = reader.read(index..<end)
            }
            reader.copier.endParagraph()
            return reader.copier.body
        }
    }

    private init(copier: MarkupCopier<ReStructuredTextSyntax>) {
        self.copier = copier
    }

    /// Reads a line and returns where the next one begins.
    private mutating func read(_ line: Range<Int>) -> Int {
        let source = copier.source
        let next = line.upperBound + 1
        let text = source.trimmed(line)
        let indentation = text.lowerBound - line.lowerBound
        if text.isEmpty {
            switch block?.kind {
            case .literal: copier.verbatim(line)
            case .codeFields: block?.kind = .literal
            case .fields: block = nil
            case .comment, nil: break
            }
            if block?.kind != .literal { copier.endParagraph() }
            return next
        }
        if let block {
            if indentation > block.indentation, read(line, text, in: block.kind) { return next }
            if indentation <= block.indentation {
                self.block = nil
                copier.endParagraph()
            }
        }
        if Self.isRule(source[text]) {
            // Of a title, a table or between parts.
            copier.endParagraph()
            return next
        }
        if isTitle(text, lineEnd: line.upperBound) {
            copier.heading(text)
            return source.endOfLine(from: next) + 1
        }
        if source.has(".. ", at: text.lowerBound) || source.has("..", at: text.lowerBound) && text.count == 2 {
            copier.endParagraph()
            readExplicit(text, indentation: indentation)
            return next
        }
        if isBeforeText, indentation == 0, let field = field(text) {
            copier.endParagraph()
            if !readMetadata(field) { copier.block(field.value) }
            return next
        }
        isBeforeText = false
        if source.has("| ", at: text.lowerBound), text.count > 2 {
            copier.row(text)
            return next
        }
        readText(text, indentation: indentation)
        return next
    }

    private mutating func readText(_ text: Range<Int>, indentation: Int) {
        let source = copier.source
        var text = text
        let first = source[text.lowerBound]
        if "-*+".utf8.contains(first), text.count > 1, source[text.lowerBound + 1] == 0x20 {
            copier.endParagraph()
            text = source.trimmed(text.lowerBound + 1..<text.upperBound)
        } else if source.has("#. ", at: text.lowerBound) {
            copier.endParagraph()
            text = source.trimmed(text.lowerBound + 2..<text.upperBound)
        } else if let field = field(text) {
            copier.endParagraph()
            copier.add(field.name)
            copier.endParagraph()
            text = field.value
        }
        guard text.count >= 2, source.has("::", at: text.upperBound - 2) else {
            if !text.isEmpty { copier.add(text) }
            return
        }
        // Of "例如::" one colon is text, of "::" none.
        let shown = source.trimmed(text.lowerBound..<text.upperBound - (text.count > 2 ? 1 : 2))
        if !shown.isEmpty { copier.add(shown) }
        copier.endParagraph()
        block = (.literal, indentation)
    }

    /// Reads a line of a block. False when the block's lines are ordinary text.
    private mutating func read(_ line: Range<Int>, _ text: Range<Int>, in kind: Block) -> Bool {
        switch kind {
        case .comment: return true
        case .literal:
            copier.verbatim(line)
            return true
        case .codeFields:
            if field(text) == nil {
                block?.kind = .literal
                copier.verbatim(line)
            }
            return true
        case .fields:
            guard let field = field(text) else {
                block = nil
                return false
            }
            let name = copier.source.string(field.name)
            if !readMetadata(field), ["alt", "caption", "title"].contains(name) { copier.block(field.value) }
            return true
        }
    }

    // MARK: Blocks that begin with two dots

    private mutating func readExplicit(_ text: Range<Int>, indentation: Int) {
        let source = copier.source
        let content = source.trimmed(text.lowerBound + 2..<text.upperBound)
        if content.isEmpty || source[content.lowerBound] == UInt8(ascii: "_") {
            block = (.comment, indentation)
            return
        }
        if source[content.lowerBound] == UInt8(ascii: "["),
            let close = source.firstOffset(of: UInt8(ascii: "]"), in: content)
        {
            // A footnote.
            let note = source.trimmed(close + 1..<content.upperBound)
            if !note.isEmpty { copier.add(note) }
            return
        }
        guard let colons = endOfDirectiveName(content) else {
            readComment(content)
            block = (.comment, indentation)
            return
        }
        let name = source.string(source.trimmed(content.lowerBound..<colons)).split(separator: " ").last.map(
            String.init)
        let argument = source.trimmed(colons + 2..<content.upperBound)
        if name.map(Self.unreadArguments.contains) != true, !argument.isEmpty { copier.block(argument) }
        let isCode = name.map { Self.literalDirectives.contains($0) } ?? false
        block = (isCode ? .codeFields : .fields, indentation)
    }

    /// Nikola's way to say what a page is: a comment `.. title: 题`.
    private mutating func readComment(_ content: Range<Int>) {
        let source = copier.source
        guard isBeforeText, let colon = source.firstOffset(of: UInt8(ascii: ":"), in: content) else { return }
        _ = readMetadata((content.lowerBound..<colon, source.trimmed(colon + 1..<content.upperBound)))
    }

    /// Where `::` stands behind a directive's name: letters and marks, after a substitution's name between bars.
    private func endOfDirectiveName(_ content: Range<Int>) -> Int? {
        let source = copier.source
        var index = content.lowerBound
        if source[index] == UInt8(ascii: "|") {
            guard let bar = source.firstOffset(of: UInt8(ascii: "|"), in: index + 1..<content.upperBound) else {
                return nil
            }
            index = bar + 1
        }
        while index + 1 < content.upperBound {
            if source.has("::", at: index) { return index }
            switch source[index] {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"),
                UInt8(ascii: "."), UInt8(ascii: ":"), 0x20:
                index += 1
            default: return nil
            }
        }
        return nil
    }

    /// Directives whose argument is an address or a language.
    private static let unreadArguments: Set<String> = [
        "image", "figure", "include", "literalinclude", "code", "code-block", "sourcecode", "highlight", "raw",
        "contents", "toctree", "index", "role", "default-role", "class", "module", "currentmodule", "meta", "math",
    ]
    private static let literalDirectives: Set<String> = [
        "code", "code-block", "sourcecode", "parsed-literal", "raw", "math",
    ]

    // MARK: Lines

    /// `:name: value` at the start of a line.
    private func field(_ text: Range<Int>) -> (name: Range<Int>, value: Range<Int>)? {
        let source = copier.source
        guard source[text.lowerBound] == UInt8(ascii: ":"), text.count > 2,
            let colon = source.firstOffset(of: UInt8(ascii: ":"), in: text.lowerBound + 1..<text.upperBound),
            colon > text.lowerBound + 1, colon + 1 == text.upperBound || source[colon + 1] == 0x20
        else { return nil }
        return (text.lowerBound + 1..<colon, source.trimmed(colon + 1..<text.upperBound))
    }

    private mutating func readMetadata(_ field: (name: Range<Int>, value: Range<Int>)) -> Bool {
        let source = copier.source
        guard field.name.count < 40, field.value.count < 4096 else { return false }
        return copier.metadata.read(key: source.string(field.name), value: source.string(field.value))
    }

    /// Nothing but the marks of titles and tables, several of them.
    private static func isRule(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard text.count >= 3, let first = text.first, isMark(first) else { return false }
        if text.allSatisfy({ $0 == first }) { return true }
        return text.allSatisfy { $0 == UInt8(ascii: "=") || $0 == 0x20 }
            || first == UInt8(ascii: "+") && text.allSatisfy { "+-=| ".utf8.contains($0) }
    }

    /// A line of text with a line of one mark below it, at least as long as half of it: Han are two marks wide.
    private func isTitle(_ text: Range<Int>, lineEnd: Int) -> Bool {
        let source = copier.source
        guard lineEnd + 1 < source.count, text.count < 1000 else { return false }
        let below = source[source.trimmed(lineEnd + 1..<source.endOfLine(from: lineEnd + 1))]
        guard below.count >= 2, let first = below.first, Self.isMark(first), below.allSatisfy({ $0 == first }) else {
            return false
        }
        return 2 * below.count >= source.string(text).count && copier.isBetweenParagraphs
    }

    private static func isMark(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
