/// Turns what Obsidian, VuePress and its relatives, and MDX write beside Markdown into Markdown for cmark. Every line stays
/// on its line, and code stays as it is.
///
/// | Written                   | Becomes       |
/// |---------------------------|---------------|
/// | `[[目标\|显示]]`           | `显示`        |
/// | `[[目标]]`, `![[图.png]]` | `目标`, ``    |
/// | `甲%%注释%%乙`            | `甲乙`        |
/// | `> [!note] 标题`          | `> 标题`      |
/// | `::: tip 标题`            | `###### 标题` |
/// | `## 标题 {#id}`           | `## 标题`     |
/// | `[^甲`, `乙]` a line below | `\[^甲`      |
///
/// and in MDX lines of `import` and `export`, tags of components and `{expressions}` go away.
struct MarkdownDialects {
    let isMDX: Bool
    /// `#标签` in the text, without the mark.
    private(set) var tags: [String] = []
    private var output: [UInt8] = []
    /// The mark and the length of the fence that code stands in.
    private var fence: (mark: UInt8, length: Int)?
    private var isInComment = false
    /// Whether the line before belongs to an `import` or `export`.
    private var isInModule = false
    /// How deep braces and tags of MDX that go over several lines are open.
    private var openBraces = 0
    private var isInTag = false

    /// Whether the line before belongs to a list, in which what is indented is no code.
    private var isInList = false

    private static let tagLimit = 100

    init(isMDX: Bool) {
        self.isMDX = isMDX
    }

    /// Nil when there is nothing to change, as in most files.
    mutating func adapted(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard isMDX || Self.mayNeedChange(source) else { return nil }
        output.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let end = source.endOfLine(from: index)
            adapt(index..<end, of: source)
            if end < source.count { output.append(0x0A) }
            index = end + 1
        }
        return output
    }

    /// A quick look for what every construct has.
    private static func mayNeedChange(_ source: UnsafeBufferPointer<UInt8>) -> Bool {
        var before: UInt8 = 0x0A
        for byte in source {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "%"): if before == byte { return true }
            case UInt8(ascii: "!"), UInt8(ascii: "^"): if before == UInt8(ascii: "[") { return true }
            case UInt8(ascii: ":"): if before == byte { return true }
            case UInt8(ascii: "#"): if before == UInt8(ascii: "{") { return true }
            default: if before == UInt8(ascii: "#"), byte > 0x20 { return true }
            }
            before = byte
        }
        return false
    }

    // MARK: Lines

    private mutating func adapt(_ line: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        let text = source.trimmed(line)
        if let fence {
            output += source[line]
            let run = source[text].prefix { $0 == fence.mark }.count
            if run >= fence.length, run == text.count { self.fence = nil }
            return
        }
        let content = Self.content(of: text, in: source)
        if let mark = source[content].first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~") {
            let run = source[content].prefix { $0 == mark }.count
            // An opening fence of back quotes has none behind it.
            if run >= 3, mark == UInt8(ascii: "~") || !source[content].dropFirst(run).contains(mark) {
                fence = (mark, run)
                output += source[line]
                return
            }
        }
        if text.isEmpty {
            // What is not closed in its paragraph hides no more than that.
            openBraces = 0
            isInTag = false
        } else {
            let isIndented = text.lowerBound - line.lowerBound >= 4 || source[line].first == 0x09
            isInList = Self.beginsItem(content, of: source) || isInList && text.lowerBound > line.lowerBound
            if isIndented, !isInList {
                // Code.
                output += source[line]
                return
            }
        }
        if isInComment || source.has("%%", at: text.lowerBound) {
            if adaptComment(text, of: source) { return }
        }
        if isMDX, openBraces == 0, !isInTag, isModule(text, source) { return }
        if source.has(":::", at: text.lowerBound) { return adaptContainer(text, of: source) }
        readTags(content, of: source)
        output += source[line.lowerBound..<content.lowerBound]
        var rest = content
        if content.lowerBound > text.lowerBound, source.has("[!", at: rest.lowerBound),
            let close = source.firstOffset(of: UInt8(ascii: "]"), in: rest), close - rest.lowerBound < 40
        {
            var title = close + 1
            if title < rest.upperBound, "+-".utf8.contains(source[title]) { title += 1 }
            rest = source.trimmed(title..<rest.upperBound)
        }
        if source.has("#", at: rest.lowerBound) { rest = Self.withoutID(rest, of: source) }
        adaptInline(rest, of: source)
        // Two blanks at the end of a line break it.
        output += source[content.upperBound..<line.upperBound]
    }

    /// Behind the marks of quotations.
    private static func content(of text: Range<Int>, in source: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        var start = text.lowerBound
        while start < text.upperBound, source[start] == UInt8(ascii: ">") {
            start += 1
            while start < text.upperBound, source[start] == 0x20 { start += 1 }
        }
        return start..<text.upperBound
    }

    private static func beginsItem(_ content: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        let mark = source[content].prefix { (0x30...0x39).contains($0) }.count
        guard mark + 1 < content.count, source[content.lowerBound + mark + 1] <= 0x20 else { return false }
        return (mark == 0 ? "-*+" : ".)").utf8.contains(source[content.lowerBound + mark])
    }

    /// A line of `%%`, or one within such lines. False when the comment ends on its line.
    private mutating func adaptComment(_ text: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        let isMark = text.count == 2 && source.has("%%", at: text.lowerBound)
        if isInComment {
            if isMark { isInComment = false }
            return true
        }
        guard isMark, hasMark(behind: text.upperBound, in: source) else { return false }
        isInComment = true
        return true
    }

    /// Whether a later line is `%%`; a comment without an end hides nothing. Each such line is passed at most twice,
    /// because what has an end is read on from there.
    private func hasMark(behind start: Int, in source: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = source.endOfLine(from: start) + 1
        while index < source.count {
            let end = source.endOfLine(from: index)
            let line = source.trimmed(index..<end)
            if line.count == 2, source.has("%%", at: line.lowerBound) { return true }
            index = end + 1
        }
        return false
    }

    /// `import` and `export` up to an empty line.
    private mutating func isModule(_ text: Range<Int>, _ source: UnsafeBufferPointer<UInt8>) -> Bool {
        if text.isEmpty {
            isInModule = false
        } else if source.has("import ", at: text.lowerBound) || source.has("export ", at: text.lowerBound) {
            isInModule = true
        }
        return isInModule
    }

    /// `::: tip 标题`, `:::note[标题]`, `:::`. A title is a heading of the lowest level: a paragraph of its own would need
    /// an empty line.
    private mutating func adaptContainer(_ text: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        var start = text.lowerBound
        while start < text.upperBound, source[start] == UInt8(ascii: ":") { start += 1 }
        var rest = source.trimmed(start..<text.upperBound)
        let kind = source[rest].prefix { (0x61...0x7A).contains($0 | 0x20) || $0 == UInt8(ascii: "-") }.count
        rest = source.trimmed(rest.lowerBound + kind..<rest.upperBound)
        if let brace = source.firstOffset(of: UInt8(ascii: "{"), in: rest), source[rest].last == UInt8(ascii: "}") {
            rest = source.trimmed(rest.lowerBound..<brace)
        }
        if source[rest].first == UInt8(ascii: "["), source[rest].last == UInt8(ascii: "]"), rest.count >= 2 {
            rest = rest.lowerBound + 1..<rest.upperBound - 1
        }
        guard !rest.isEmpty else { return }
        output += Array("###### ".utf8)
        adaptInline(rest, of: source)
    }

    /// A heading without `{#id}` at its end.
    private static func withoutID(_ heading: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Range<Int> {
        guard source[heading].last == UInt8(ascii: "}"),
            let brace = source[heading].lastIndex(of: UInt8(ascii: "{")),
            source.has("{#", at: brace) || source.has("{.", at: brace)
        else { return heading }
        return source.trimmed(heading.lowerBound..<brace)
    }

    // MARK: Within a line

    private mutating func adaptInline(_ range: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = source[index]
            if isMDX, adaptMDX(at: &index, before: range.upperBound, of: source) { continue }
            switch byte {
            case UInt8(ascii: "`"):
                let end = endOfCode(at: index, before: range.upperBound, of: source)
                output += source[index..<end]
                index = end
            case UInt8(ascii: "["), UInt8(ascii: "!"):
                if let link = wikiLink(at: index, before: range.upperBound, of: source) {
                    output += source[link.shown]
                    index = link.end
                } else if isOpenFootnote(at: index, before: range.upperBound, of: source) {
                    // cmark would take what is between this and a `]` on a later line for the name, and lose some of it.
                    output += [UInt8(ascii: "\\"), byte]
                    index += 1
                } else {
                    output.append(byte)
                    index += 1
                }
            case UInt8(ascii: "%") where source.has("%%", at: index) && index + 1 < range.upperBound:
                if let close = comment(from: index + 2, before: range.upperBound, of: source) {
                    index = close + 2
                } else {
                    // None of those that follow is closed either.
                    output += source[index..<index + 2]
                    index += 2
                }
            default:
                // Up to the next byte that may mean something: most of a line in one go.
                var end = index + 1
                while end < range.upperBound, !Self.mayBeginInline(source[end]) { end += 1 }
                if isMDX { end = index + 1 }
                output += source[index..<end]
                index = end
            }
        }
    }

    private static func mayBeginInline(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "`") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "%")
    }

    /// Where a run of as many back quotes ends the code that begins here; the run's own end when none does.
    private func endOfCode(at start: Int, before end: Int, of source: UnsafeBufferPointer<UInt8>) -> Int {
        let length = source[start..<end].prefix { $0 == UInt8(ascii: "`") }.count
        var index = start + length
        // Far enough for any code within a line, and near enough for many back quotes.
        let limit = min(end, index + 1000)
        while index < limit, let quote = source.firstOffset(of: UInt8(ascii: "`"), in: index..<limit) {
            let run = source[quote..<end].prefix { $0 == UInt8(ascii: "`") }.count
            if run == length { return quote + run }
            index = quote + run
        }
        return start + length
    }

    /// `[[目标#节|显示]]`; of `![[…]]` nothing is shown but a note's name.
    private func wikiLink(at start: Int, before end: Int, of source: UnsafeBufferPointer<UInt8>)
        -> (shown: Range<Int>, end: Int)?
    {
        let isEmbedded = source[start] == UInt8(ascii: "!")
        let inner = start + (isEmbedded ? 3 : 2)
        guard source.has("[[", at: inner - 2), inner < end,
            let close = source.firstOffset(of: UInt8(ascii: "]"), in: inner..<min(end, inner + 500)),
            source.has("]]", at: close), close + 1 < end, close > inner, source[inner] != UInt8(ascii: "[")
        else { return nil }
        if isEmbedded {
            let hasExtension = source[inner..<close].contains(UInt8(ascii: "."))
            return (hasExtension ? inner..<inner : inner..<close, close + 2)
        }
        // In a table the bar is written `\|`.
        let bar = source.firstOffset(of: UInt8(ascii: "|"), in: inner..<close)
        return ((bar.map { $0 + 1 } ?? inner)..<close, close + 2)
    }

    /// `[^` without a `]` on its line, so that it is no footnote.
    private func isOpenFootnote(at start: Int, before end: Int, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        // No name is longer than this.
        source.has("[^", at: start) && output.last != UInt8(ascii: "\\")
            && source.firstOffset(of: UInt8(ascii: "]"), in: start..<min(end, start + 1000)) == nil
    }

    private func comment(from start: Int, before end: Int, of source: UnsafeBufferPointer<UInt8>) -> Int? {
        var index = start + 1
        let limit = min(end, start + 1000)
        while index < limit, let mark = source.firstOffset(of: UInt8(ascii: "%"), in: index..<limit) {
            if source.has("%%", at: mark), mark + 1 < end { return mark }
            index = mark + 1
        }
        return nil
    }

    // MARK: Tags

    /// Takes the line's tags. `#第一章 开头` at the start of a line is a heading whose blank was forgotten, unless all words
    /// of the line are tags.
    private mutating func readTags(_ line: Range<Int>, of source: UnsafeBufferPointer<UInt8>) {
        guard tags.count < Self.tagLimit, mayHaveTag(line, of: source) else { return }
        let words = source.string(line.lowerBound..<min(line.upperBound, line.lowerBound + 4096)).split(separator: " ")
        let found = words.map(Self.tag)
        if let first = words.first, first.first == "#", first.count > 1, first.last != "#", found.contains(nil) {
            return
        }
        for case .some(let tag) in found where tags.count < Self.tagLimit { tags.append(tag) }
    }

    /// Whether a `#` begins a word and something else than another follows it. Marks of headings are passed without a look at
    /// the words.
    private func mayHaveTag(_ line: Range<Int>, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        var start = line.lowerBound
        while let mark = source.firstOffset(of: UInt8(ascii: "#"), in: start..<line.upperBound) {
            let next = mark + 1
            guard next < line.upperBound else { return false }
            let beginsWord = mark == line.lowerBound || source[mark - 1] == 0x20
            if beginsWord, source[next] > 0x20, source[next] != UInt8(ascii: "#") { return true }
            start = next
        }
        return false
    }

    private static func tag(_ word: Substring) -> String? {
        guard word.first == "#", word.count > 1, word.count <= 60 else { return nil }
        let name = word.dropFirst()
        let isName = name.allSatisfy { $0.isLetter || $0.isNumber || "_-/".contains($0) }
        // Numbers of issues, and colours.
        let isNumber = name.allSatisfy { $0.isNumber }
        let isColour = (name.count == 3 || name.count == 6) && name.allSatisfy { $0.isHexDigit }
        return isName && !isNumber && !isColour ? String(name) : nil
    }

    // MARK: MDX

    /// Passes over a part of a tag of a component or of an expression, which may go over several lines. False for text.
    private mutating func adaptMDX(at index: inout Int, before end: Int, of source: UnsafeBufferPointer<UInt8>) -> Bool
    {
        let byte = source[index]
        if openBraces > 0 {
            if byte == UInt8(ascii: "{") { openBraces += 1 }
            if byte == UInt8(ascii: "}") { openBraces -= 1 }
        } else if isInTag {
            if byte == UInt8(ascii: ">") { isInTag = false }
            if byte == UInt8(ascii: "{") { openBraces = 1 }
        } else if byte == UInt8(ascii: "\\"), index + 1 < end {
            output += source[index...index + 1]
            index += 2
            return true
        } else if byte == UInt8(ascii: "{") {
            openBraces = 1
        } else if byte == UInt8(ascii: "<"), index + 1 < end, isComponent(at: index, before: end, of: source) {
            isInTag = true
        } else {
            return false
        }
        index += 1
        return true
    }

    /// `<Tabs`, `</Tabs`, `<>`, `</>`; HTML's own tags are cmark's business.
    private func isComponent(at start: Int, before end: Int, of source: UnsafeBufferPointer<UInt8>) -> Bool {
        let name = source[start + 1] == UInt8(ascii: "/") ? start + 2 : start + 1
        guard name < end else { return false }
        return (0x41...0x5A).contains(source[name]) || source[name] == UInt8(ascii: ">")
    }
}
