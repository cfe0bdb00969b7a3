/// Reads Org: headings without stars and states, links by their text, blocks without their fences.
struct OrgReader {
    private var copier: MarkupCopier<OrgSyntax>
    /// The name of the block whose lines are not markup: `src`, `example`, `comment`.
    private var literalBlock: String?
    /// In the properties below a heading.
    private var isInProperties = false

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = OrgReader(copier: MarkupCopier(source))
            source.forEachLine(from: offset) { reader.read($0) }
            reader.copier.endParagraph()
            return reader.copier.body
        }
    }

    private init(copier: MarkupCopier<OrgSyntax>) {
        self.copier = copier
    }

    private mutating func read(_ line: Range<Int>) {
        let source = copier.source
        let text = source.trimmed(line)
        if let name = literalBlock {
            if source.has("#+", at: text.lowerBound), word(in: text).lowercased() == "#+end_" + name {
                literalBlock = nil
                copier.endParagraph()
            } else if name != "comment" {
                copier.verbatim(line)
            }
            return
        }
        guard !text.isEmpty else { return copier.endParagraph() }
        if isInProperties {
            // Properties that are not ended end where they are no longer such.
            if source[text.lowerBound] == UInt8(ascii: ":") {
                if word(in: text).uppercased() == ":END:" { isInProperties = false }
                return
            }
            isInProperties = false
        }
        switch source[text.lowerBound] {
        case UInt8(ascii: "*") where text.lowerBound == line.lowerBound && isHeading(text): readHeading(text)
        case UInt8(ascii: "#"): readKeyword(text)
        case UInt8(ascii: ":"): readColon(text)
        case UInt8(ascii: "|"): if !source.has("|-", at: text.lowerBound) { copier.row(text) }
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): readItem(text)
        case UInt8(ascii: "[") where text.lowerBound == line.lowerBound && source.has("[fn:", at: text.lowerBound):
            readFootnote(text)
        default: readText(text)
        }
    }

    private func word(in text: Range<Int>) -> String {
        let word = copier.source[text].prefix(64).prefix { $0 > 0x20 }
        return String(decoding: word, as: UTF8.self)
    }

    private mutating func readText(_ text: Range<Int>) {
        let source = copier.source
        for keyword in ["SCHEDULED:", "DEADLINE:", "CLOSED:"] as [StaticString]
        where source.has(keyword, at: text.lowerBound) {
            return copier.endParagraph()
        }
        if text.allSatisfy({ source[$0] == UInt8(ascii: "-") }), text.count >= 5 { return copier.endParagraph() }
        copier.add(text)
    }

    // MARK: Headings

    private func isHeading(_ text: Range<Int>) -> Bool {
        let source = copier.source
        let stars = source[text].prefix { $0 == UInt8(ascii: "*") }.count
        return stars < text.count && source[text.lowerBound + stars] == 0x20
    }

    private mutating func readHeading(_ text: Range<Int>) {
        let source = copier.source
        let stars = source[text].prefix { $0 == UInt8(ascii: "*") }.count
        var text = source.trimmed(text.lowerBound + stars..<text.upperBound)
        let state = word(in: text)
        if Self.states.contains(state) { text = source.trimmed(text.lowerBound + state.utf8.count..<text.upperBound) }
        if source.has("[#", at: text.lowerBound), source.has("]", at: text.lowerBound + 3) {
            text = source.trimmed(text.lowerBound + 4..<text.upperBound)
        }
        copier.heading(withoutTags(text))
    }

    private static let states: Set<String> = [
        "TODO", "DONE", "NEXT", "WAITING", "WAIT", "HOLD", "CANCELED", "CANCELLED", "INPROGRESS", "STARTED", "COMMENT",
    ]

    /// Without ` :tag:tag:` at the end.
    private func withoutTags(_ text: Range<Int>) -> Range<Int> {
        let source = copier.source
        guard text.count > 3, source[text.upperBound - 1] == UInt8(ascii: ":"),
            let blank = source[text].lastIndex(where: { $0 <= 0x20 }), source[blank + 1] == UInt8(ascii: ":"),
            blank + 2 < text.upperBound
        else { return text }
        return source.trimmed(text.lowerBound..<blank)
    }

    // MARK: Lines that begin with a mark

    /// `#+TITLE: 题`, `#+BEGIN_SRC`, and comments.
    private mutating func readKeyword(_ text: Range<Int>) {
        let source = copier.source
        guard source.has("#+", at: text.lowerBound) else {
            // A comment has a blank behind its mark; `#标签` is text.
            if text.count == 1 || source[text.lowerBound + 1] == 0x20 { return copier.endParagraph() }
            return copier.add(text)
        }
        let word = word(in: text).lowercased()
        copier.endParagraph()
        if word.hasPrefix("#+begin_") {
            let name = String(word.dropFirst("#+begin_".count))
            if ["src", "example", "export", "comment"].contains(name) { literalBlock = name }
            return
        }
        guard let colon = source.firstOffset(of: UInt8(ascii: ":"), in: text) else { return }
        let key = source.string(text.lowerBound + 2..<min(colon, text.lowerBound + 42)).lowercased()
        let value = source.trimmed(colon + 1..<text.upperBound)
        switch key {
        case "filetags":
            copier.metadata.addTags(source.string(value).split { $0 == ":" || $0.isWhitespace }.map(String.init))
        case "caption", "subtitle", "description": copier.block(value)
        case "date": copier.metadata.read(key: key, value: Self.date(ofTimestamp: source.string(value)))
        default:
            if value.count < 4096 { copier.metadata.read(key: key, value: source.string(value)) }
        }
    }

    /// `2021-05-06 10:30` of `<2021-05-06 四 10:30>`.
    private static func date(ofTimestamp timestamp: String) -> String {
        let words = timestamp.split { "<>[] ".contains($0) }
        return words.filter { $0.first.map { $0.isASCII && $0.isNumber } == true }.joined(separator: " ")
    }

    /// A drawer, or text of fixed width.
    private mutating func readColon(_ text: Range<Int>) {
        let source = copier.source
        if text.count == 1 || source[text.lowerBound + 1] == 0x20 {
            return copier.verbatim(min(text.upperBound, text.lowerBound + 2)..<text.upperBound)
        }
        let word = word(in: text)
        let isDrawer =
            word.utf8.count == text.count && word.hasSuffix(":") && word.utf8.count > 2
            && word.utf8.dropFirst().dropLast().allSatisfy {
                (0x41...0x5A).contains($0 & 0xDF) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
        guard isDrawer else { return copier.add(text) }
        copier.endParagraph()
        isInProperties = word.uppercased() == ":PROPERTIES:"
    }

    private mutating func readItem(_ text: Range<Int>) {
        let source = copier.source
        guard text.count > 1, source[text.lowerBound + 1] == 0x20 else { return readText(text) }
        copier.endParagraph()
        var item = source.trimmed(text.lowerBound + 1..<text.upperBound)
        for box in ["[ ] ", "[X] ", "[x] ", "[-] "] as [StaticString] where source.has(box, at: item.lowerBound) {
            item = source.trimmed(item.lowerBound + 4..<item.upperBound)
            break
        }
        if !item.isEmpty { copier.add(item) }
    }

    private mutating func readFootnote(_ text: Range<Int>) {
        let source = copier.source
        copier.endParagraph()
        guard let close = source.firstOffset(of: UInt8(ascii: "]"), in: text),
            !source[text.lowerBound + 4..<max(text.lowerBound + 4, close)].contains(UInt8(ascii: ":"))
        else {
            return copier.add(text)
        }
        let note = source.trimmed(close + 1..<text.upperBound)
        if !note.isEmpty { copier.add(note) }
    }
}
