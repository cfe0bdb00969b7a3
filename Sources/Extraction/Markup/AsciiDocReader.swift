/// Reads AsciiDoc: the header as metadata, blocks without their fences, macros by their text.
struct AsciiDocReader {
    /// The part of the header that the next line may be.
    private enum HeaderPart {
        case title, author, revision, attributes, none
    }

    private var copier: MarkupCopier<AsciiDocSyntax>
    private var header = HeaderPart.title
    /// The line that ends the block whose lines are not markup, or are a comment.
    private var fence: (line: String, isComment: Bool)?
    private var isInTable = false

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = AsciiDocReader(copier: MarkupCopier(source))
            source.forEachLine(from: offset) { reader.read($0) }
            reader.copier.endParagraph()
            return reader.copier.body
        }
    }

    private init(copier: MarkupCopier<AsciiDocSyntax>) {
        self.copier = copier
    }

    private mutating func read(_ line: Range<Int>) {
        let source = copier.source
        let text = source.trimmed(line)
        if let fence {
            if text.count == fence.line.utf8.count, source.string(text) == fence.line {
                self.fence = nil
                copier.endParagraph()
            } else if !fence.isComment {
                copier.verbatim(line)
            }
            return
        }
        guard !text.isEmpty else {
            if header != .title { header = .none }
            return copier.endParagraph()
        }
        if readFence(text) || readAttribute(text) || readPassedOver(text) { return }
        if readHeader(text) { return }
        if let title = heading(text) { return copier.heading(title) }
        if isInTable { return copier.row(text) }
        readText(text)
    }

    // MARK: The header

    private mutating func readHeader(_ text: Range<Int>) -> Bool {
        let source = copier.source
        let part = header
        header = .none
        switch part {
        case .title:
            guard source.has("= ", at: text.lowerBound) else { return false }
            copier.heading(source.trimmed(text.lowerBound + 1..<text.upperBound))
            header = .author
            return true
        case .author:
            let line = source.string(text)
            guard text.count < 1000, Self.isAuthorLine(line) else { return false }
            let names = line.split(separator: ";").map { $0.prefix { $0 != "<" } }.map { String($0).trimmed }
            copier.metadata.read(key: "author", value: names.filter { !$0.isEmpty }.joined(separator: ", "))
            header = .revision
            return true
        case .revision:
            let parts = source.string(text.lowerBound..<min(text.upperBound, text.lowerBound + 200))
                .split { $0 == "," || $0 == ":" }
            guard let date = parts.compactMap({ DocumentDate.seconds(from: String($0).trimmed) }).first else {
                return false
            }
            copier.metadata.dateSeconds = copier.metadata.dateSeconds ?? date
            header = .attributes
            return true
        case .attributes, .none: return false
        }
    }

    /// Up to three words for a name, and an address; anything longer is text below a title.
    private static func isAuthorLine(_ line: String) -> Bool {
        if line.contains(where: { "。，！？：、,".contains($0) }) { return false }
        return line.split(separator: ";").allSatisfy { author in
            let name = author.prefix { $0 != "<" }
            return name.split(separator: " ").count <= 3 && name.count <= 40
        }
    }

    /// `:name: value`. Every line of this form is one, wherever it stands.
    private mutating func readAttribute(_ text: Range<Int>) -> Bool {
        let source = copier.source
        guard source[text.lowerBound] == UInt8(ascii: ":"), text.count > 2,
            let colon = source.firstOffset(of: UInt8(ascii: ":"), in: text.lowerBound + 1..<text.upperBound),
            colon > text.lowerBound + 1, colon + 1 == text.upperBound || source[colon + 1] == 0x20
        else { return false }
        let name = text.lowerBound + 1..<colon
        guard source[name].allSatisfy({ $0 > 0x20 && $0 < 0x80 }) else { return false }
        let value = source.trimmed(colon + 1..<text.upperBound)
        if name.count < 40, value.count < 4096 {
            copier.metadata.read(key: source.string(name), value: source.string(value))
        }
        if header == .author || header == .revision { header = .attributes }
        return true
    }

    // MARK: Blocks

    /// A line of one mark that begins a block or ends it.
    private mutating func readFence(_ text: Range<Int>) -> Bool {
        let source = copier.source
        if source.has("|===", at: text.lowerBound), text.count == 4 {
            copier.endParagraph()
            isInTable.toggle()
            return true
        }
        if source.has("```", at: text.lowerBound), text.count < 40 {
            copier.endParagraph()
            fence = ("```", false)
            return true
        }
        let first = source[text.lowerBound]
        if text.count == 2, source.has("--", at: text.lowerBound) {
            copier.endParagraph()
            return true
        }
        guard text.count >= 4, "-.=*_+/".utf8.contains(first), source[text].allSatisfy({ $0 == first }) else {
            return false
        }
        copier.endParagraph()
        switch first {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"): fence = (source.string(text), false)
        case UInt8(ascii: "/"):
            fence = text.count <= Self.commentFenceBytes && isClosed(text) ? (source.string(text), true) : nil
        default: break
        }
        return true
    }

    /// Each length of a fence may look through the file once for its end.
    private static let commentFenceBytes = 40

    /// Whether a comment has an end; one that has none hides nothing. Asked once for each length at most, and for those
    /// that are closed: a comment that has an end is passed over.
    private func isClosed(_ fence: Range<Int>) -> Bool {
        let source = copier.source
        var index = source.endOfLine(from: fence.upperBound) + 1
        while index < source.count {
            let end = source.endOfLine(from: index)
            let line = source.trimmed(index..<end)
            if line.count == fence.count, source[line].allSatisfy({ $0 == UInt8(ascii: "/") }) { return true }
            index = end + 1
        }
        return false
    }

    /// Comments, the attributes of blocks, and what stands for other files.
    private mutating func readPassedOver(_ text: Range<Int>) -> Bool {
        let source = copier.source
        let first = source[text.lowerBound]
        let last = source[text.upperBound - 1]
        if source.has("//", at: text.lowerBound), !source.has("///", at: text.lowerBound) {
            copier.leaveOutLine()
            return true
        }
        if text.count == 1, first == UInt8(ascii: "+") {
            copier.endParagraph()
            return true
        }
        if first == UInt8(ascii: "["), last == UInt8(ascii: "]") {
            copier.endParagraph()
            // Of a quotation's attributes the second and third say whose it is.
            if source.has("[quote,", at: text.lowerBound) || source.has("[verse,", at: text.lowerBound) {
                copier.block(text.lowerBound + 7..<text.upperBound - 1)
            }
            return true
        }
        let directives: [StaticString] = ["include::", "ifdef::", "ifndef::", "ifeval::", "endif::", "toc::"]
        guard last == UInt8(ascii: "]"), directives.contains(where: { source.has($0, at: text.lowerBound) }) else {
            return false
        }
        copier.endParagraph()
        return true
    }

    private func heading(_ text: Range<Int>) -> Range<Int>? {
        let source = copier.source
        let mark = source[text.lowerBound]
        guard mark == UInt8(ascii: "=") || mark == UInt8(ascii: "#") else { return nil }
        let level = source[text].prefix { $0 == mark }.count
        guard level <= 6, level < text.count, source[text.lowerBound + level] == 0x20 else { return nil }
        return source.trimmed(text.lowerBound + level..<text.upperBound)
    }

    private mutating func readText(_ text: Range<Int>) {
        let source = copier.source
        let mark = source[text.lowerBound]
        let run = source[text].prefix { $0 == mark }.count
        let isItem =
            (mark == UInt8(ascii: "*") || mark == UInt8(ascii: ".") || mark == UInt8(ascii: "-") && run == 1)
            && run <= 6 && run < text.count && source[text.lowerBound + run] == 0x20
        if isItem {
            copier.endParagraph()
            copier.add(source.trimmed(text.lowerBound + run..<text.upperBound))
        } else if mark == UInt8(ascii: "."), text.count > 1, run == 1 {
            copier.block(text.lowerBound + 1..<text.upperBound)
        } else {
            copier.add(text)
        }
    }
}
