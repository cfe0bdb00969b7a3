/// Reads LaTeX: commands go away, what they are about stays; formulas stay as they are written.
struct LaTeXReader {
    private var copier: SourceCopier
    private var metadata = DocumentMetadata()
    private var firstHeading: String?
    /// Footnotes, which would stand in the middle of a sentence, until its paragraph ends.
    private var asides: [Range<Int>] = []
    private let braces: LaTeXBraces
    /// Where the environments of a name are next ended, `Int.max` when they are not: looked for once, though many may
    /// begin before it.
    private var ends: [String: Int] = [:]
    private var source: UnsafeBufferPointer<UInt8> { copier.source }

    /// Arguments are read within arguments so deep; below, as if their braces were none.
    private static let depthLimit = 8
    /// How long a formula may be within a paragraph.
    private static let formulaBytes = 8192

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = LaTeXReader(copier: SourceCopier(source))
            var start = offset
            // What is before the document sets it up; only the title and its like are read there.
            if let begin = reader.find("\\begin{document}", from: offset) {
                reader.readPreamble(offset..<begin)
                start = begin + "\\begin{document}".utf8.count
            }
            reader.read(start..<(reader.find("\\end{document}", from: start) ?? source.count), depth: 0)
            reader.endParagraph()
            return reader.copier.body(metadata: reader.metadata, firstHeading: reader.firstHeading)
        }
    }

    private init(copier: SourceCopier) {
        self.copier = copier
        braces = LaTeXBraces(copier.source)
    }

    private mutating func readPreamble(_ range: Range<Int>) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch source[index] {
            case UInt8(ascii: "%"): index = source.endOfLine(from: index)
            case UInt8(ascii: "\\"):
                let name = commandName(at: index, before: range.upperBound)
                index = max(index + 1, name.upperBound)
                let key = source.string(name)
                if ["title", "author", "date", "keywords"].contains(key) { index = readMetadata(key, at: index) }
            default: index += 1
            }
        }
    }

    /// Reads the argument behind `\title` and its like, and returns where it ends.
    private mutating func readMetadata(_ key: String, at start: Int) -> Int {
        let opening = passOptions(from: start, before: source.count)
        guard let argument = argument(at: opening, before: source.count) else { return start }
        var inner = LaTeXReader(copier: SourceCopier(UnsafeBufferPointer(rebasing: source[argument])))
        inner.read(0..<argument.count, depth: 1)
        var value = inner.copier.text(from: 0)
        if key == "author" { value = value.split(separator: "\n").map { String($0).trimmed }.joined(separator: ", ") }
        metadata.read(key: key, value: value)
        return argument.upperBound + 1
    }

    // MARK: Text

    private mutating func read(_ range: Range<Int>, depth: Int) {
        var index = range.lowerBound
        var start = index
        while index < range.upperBound {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "~"),
                UInt8(ascii: "&"), UInt8(ascii: "$"):
                copier.copy(start..<index)
                switch byte {
                case UInt8(ascii: "\\"): index = readCommand(at: index, before: range.upperBound, depth: depth)
                case UInt8(ascii: "%"): index = min(range.upperBound, endOfComment(at: index))
                case UInt8(ascii: "$"): index = readFormula(at: index, before: range.upperBound)
                case UInt8(ascii: "~"):
                    copier.separate(.blank)
                    index += 1
                case UInt8(ascii: "&"):
                    copier.separate(.tab)
                    index += 1
                default: index += 1
                }
                start = index
            case 0x0A:
                index += 1
                if isBlankLine(at: index, before: range.upperBound) {
                    copier.copy(start..<index)
                    endParagraph()
                    start = index
                }
            default: index += 1
            }
        }
        copier.copy(start..<range.upperBound)
    }

    private mutating func endParagraph() {
        copier.separate(.paragraph)
        let notes = asides
        asides = []
        for note in notes {
            read(note, depth: Self.depthLimit)
            copier.separate(.paragraph)
        }
    }

    private func isBlankLine(at start: Int, before end: Int) -> Bool {
        var index = start
        while index < end, source[index] <= 0x20 {
            if source[index] == 0x0A { return true }
            index += 1
        }
        return false
    }

    /// A comment takes its line break with it, and the blanks that the next line begins with.
    private func endOfComment(at start: Int) -> Int {
        var index = source.endOfLine(from: start) + 1
        while index < source.count, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        return min(index, source.count)
    }

    // MARK: Formulas

    /// `$…$` and `$$…$$` within a paragraph; a sign that is not closed there is one of money.
    private mutating func readFormula(at start: Int, before end: Int) -> Int {
        let mark = source.has("$$", at: start) && start + 1 < end ? 2 : 1
        var index = start + mark
        let limit = min(end, start + Self.formulaBytes)
        while index < limit {
            if source[index] == UInt8(ascii: "\\") {
                index += 2
                continue
            }
            if source[index] == 0x0A, isBlankLine(at: index + 1, before: limit) { break }
            // A lone sign closes no `$$`: what stands behind it may be the first byte of a character.
            if source[index] == UInt8(ascii: "$"), mark == 1 || source.has("$$", at: index) {
                copier.copy(start + mark..<index)
                return min(end, index + mark)
            }
            index += 1
        }
        copier.copy(start..<start + mark)
        return start + mark
    }

    // MARK: Commands

    /// The letters behind a backslash.
    private func commandName(at backslash: Int, before end: Int) -> Range<Int> {
        var index = backslash + 1
        while index < min(end, backslash + 64), (0x61...0x7A).contains(source[index] | 0x20) { index += 1 }
        return backslash + 1..<index
    }

    /// Reads the command at a backslash and returns where it ends.
    private mutating func readCommand(at backslash: Int, before end: Int, depth: Int) -> Int {
        let nameRange = commandName(at: backslash, before: end)
        guard !nameRange.isEmpty else { return readSign(at: backslash, before: end) }
        let name = source.string(nameRange)
        var index = nameRange.upperBound
        if index < end, source[index] == UInt8(ascii: "*") { index += 1 }
        if name == "begin" || name == "end" { return readEnvironment(name, at: index, before: end) }
        if name == "verb" || name == "lstinline" { return readVerb(at: index, before: end) }
        if let text = LaTeXCommands.characters[name] {
            copier.write(text.utf8, for: backslash)
            return passBlanks(from: index, before: end)
        }
        if depth == 0, ["title", "author", "date", "keywords"].contains(name) {
            let behind = readMetadata(name, at: index)
            if behind > index { return min(end, behind) }
        }
        if name == "item" {
            endParagraph()
            return passBlanks(from: index, before: end)
        }
        index = passOptions(from: passBlanks(from: index, before: end), before: end)
        for _ in 0..<(LaTeXCommands.unreadArguments[name] ?? 0) {
            if index < end, source[index] == UInt8(ascii: "\\") {
                index = commandName(at: index, before: end).upperBound
            } else if let argument = argument(at: index, before: end) {
                index = argument.upperBound + 1
            }
            index = passOptions(from: index, before: end)
        }
        let isHeading = LaTeXCommands.headings.contains(name)
        guard isHeading || LaTeXCommands.blocks.contains(name) || name == "footnote" else { return index }
        if name != "footnote" { endParagraph() }
        guard let argument = argument(at: index, before: end) else { return index }
        guard depth < Self.depthLimit else { return index }
        if name == "footnote" {
            asides.append(argument)
            return argument.upperBound + 1
        }
        let offset = copier.textCount
        read(argument, depth: depth + 1)
        if isHeading, firstHeading == nil {
            firstHeading = copier.text(from: offset).asTitle(limit: TitleFinder.limit)
        }
        endParagraph()
        return argument.upperBound + 1
    }

    /// A backslash and something that is no letter.
    private mutating func readSign(at backslash: Int, before end: Int) -> Int {
        let index = backslash + 1
        guard index < end else { return end }
        let sign = source[index]
        switch sign {
        case UInt8(ascii: "\\"):
            copier.separate(.line)
            return passOptions(from: index + 1, before: end)
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
            copier.separate(sign == UInt8(ascii: "[") || sign == UInt8(ascii: "]") ? .line : .none)
            return index + 1
        case UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "@"): return index + 1
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), 0x00...0x20:
            copier.separate(.blank)
            return index + 1
        default: break
        }
        guard let accent = LaTeXCommands.accents[sign] else {
            if sign < 0x80 { copier.copy(index..<index + 1) }
            return sign < 0x80 ? index + 1 : index
        }
        // `\'e`, `\'{e}`: the mark stands behind the letter that it combines with.
        var letter = index + 1
        let isBraced = letter < end && source[letter] == UInt8(ascii: "{")
        if isBraced { letter += 1 }
        if letter < end, source[letter] == UInt8(ascii: "\\") { letter += 1 }
        guard letter < end, (0x61...0x7A).contains(source[letter] | 0x20) else { return index + 1 }
        copier.copy(letter..<letter + 1)
        copier.write(accent.utf8, for: letter)
        return letter + 1
    }

    /// `\verb|text|`.
    private mutating func readVerb(at start: Int, before end: Int) -> Int {
        let index = passOptions(from: start, before: end)
        guard index < end, source[index] > 0x20, source[index] < 0x80 else { return index }
        let mark = source[index] == UInt8(ascii: "{") ? UInt8(ascii: "}") : source[index]
        let lineEnd = min(end, source.endOfLine(from: index))
        guard let close = source.firstOffset(of: mark, in: index + 1..<max(index + 1, lineEnd)) else { return index }
        copier.copy(index + 1..<close)
        return close + 1
    }

    private mutating func readEnvironment(_ command: String, at start: Int, before end: Int) -> Int {
        guard let argument = argument(at: start, before: end), argument.count < 64 else { return start }
        let name = source.string(argument)
        var index = argument.upperBound + 1
        endParagraph()
        guard command == "begin" else { return index }
        let isVerbatim = LaTeXCommands.verbatim.contains(name)
        if let count = LaTeXCommands.environmentArguments[name] {
            index = passOptions(from: index, before: end)
            for _ in 0..<count {
                if let measure = self.argument(at: index, before: end) { index = measure.upperBound + 1 }
            }
        }
        guard isVerbatim || LaTeXCommands.math.contains(name) else { return index }
        if isVerbatim { index = passOptions(from: index, before: end) }
        let close: Int
        if let known = ends[name], known >= index {
            close = known
        } else {
            close = find("\\end{\(name)}", from: index) ?? Int.max
            ends[name] = close
        }
        guard close <= end else { return index }
        if isVerbatim, name != "comment" {
            let first = index < close && source[index] == 0x0A ? index + 1 : index
            copier.copyVerbatim(first..<close)
        } else if !isVerbatim {
            copier.copy(index..<close)
        }
        copier.separate(.paragraph)
        return close
    }

    // MARK: Arguments

    private func passBlanks(from start: Int, before end: Int) -> Int {
        var index = start
        while index < end, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        return index
    }

    /// Passes over `[…]` on one line, which say how and not what.
    private func passOptions(from start: Int, before end: Int) -> Int {
        guard start < end, source[start] == UInt8(ascii: "[") else { return start }
        let limit = min(end, start + 1000)
        guard let close = source.firstOffset(of: UInt8(ascii: "]"), in: start..<limit) else { return start }
        return isBlankLineBetween(start, close) ? start : close + 1
    }

    private func isBlankLineBetween(_ start: Int, _ end: Int) -> Bool {
        var index = start
        while let lineBreak = source.firstOffset(of: 0x0A, in: index..<end) {
            if isBlankLine(at: lineBreak + 1, before: end) { return true }
            index = lineBreak + 1
        }
        return false
    }

    /// What stands between the brace at `start` and its partner.
    private func argument(at start: Int, before end: Int) -> Range<Int>? {
        guard start < end, source[start] == UInt8(ascii: "{"), let close = braces.partner(of: start), close < end
        else { return nil }
        return start + 1..<close
    }

    private func find(_ text: String, from start: Int) -> Int? {
        let bytes = Array(text.utf8)
        var index = start
        while let found = source.firstOffset(of: bytes[0], in: min(index, source.count)..<source.count) {
            if source.count - found >= bytes.count, source[found..<found + bytes.count].elementsEqual(bytes) {
                return found
            }
            index = found + 1
        }
        return nil
    }
}
