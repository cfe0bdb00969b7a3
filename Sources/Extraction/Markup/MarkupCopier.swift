/// Copies the running text of a light markup without its marks. One paragraph at a time, because marks end with it.
struct MarkupCopier<Syntax: InlineSyntax> {
    var copier: SourceCopier
    var metadata = DocumentMetadata()
    private(set) var firstHeading: String?
    /// Lines that make a paragraph, once it is known where it ends.
    private var paragraph: Range<Int>?
    /// Whether the last line was one in which marks are text.
    private var isInVerbatim = false
    private var asides: [Range<Int>] = []
    private let isSpecial: [Bool]

    /// Marks may stand in what a construct shows; so many times over.
    private static var depthLimit: Int { 4 }

    init(_ source: UnsafeBufferPointer<UInt8>) {
        copier = SourceCopier(source)
        var isSpecial = [Bool](repeating: false, count: 256)
        for mark in Syntax.marks { isSpecial[Int(mark.bytes[0])] = true }
        for byte in Syntax.constructBytes { isSpecial[Int(byte)] = true }
        self.isSpecial = isSpecial
    }

    var source: UnsafeBufferPointer<UInt8> { copier.source }
    /// Whether no paragraph has begun.
    var isBetweenParagraphs: Bool { paragraph == nil }

    var body: Body { copier.body(metadata: metadata, firstHeading: firstHeading) }

    // MARK: Blocks

    /// Adds a line to the paragraph.
    mutating func add(_ line: Range<Int>) {
        if isInVerbatim { endParagraph() }
        paragraph = (paragraph?.lowerBound ?? line.lowerBound)..<line.upperBound
    }

    /// Leaves out a line within the paragraph.
    mutating func leaveOutLine() {
        guard let range = paragraph else { return }
        paragraph = nil
        copyInline(range)
        copier.separate(.line)
    }

    /// Ends the paragraph.
    mutating func endParagraph() {
        if let range = paragraph {
            paragraph = nil
            copyInline(range)
        }
        copier.separate(.paragraph)
        isInVerbatim = false
    }

    mutating func heading(_ range: Range<Int>) {
        endParagraph()
        let offset = copier.textCount
        copyInline(range)
        if firstHeading == nil { firstHeading = copier.text(from: offset).asTitle(limit: TitleFinder.limit) }
        copier.separate(.paragraph)
    }

    /// A block of one line.
    mutating func block(_ range: Range<Int>) {
        endParagraph()
        copyInline(range)
        copier.separate(.paragraph)
    }

    /// A row of a table whose cells are between bars.
    mutating func row(_ line: Range<Int>) {
        endParagraph()
        var rest = line
        while let bar = source.firstOffset(of: UInt8(ascii: "|"), in: rest) {
            copyInline(rest.lowerBound..<bar)
            copier.separate(.tab)
            rest = bar + 1..<rest.upperBound
        }
        copyInline(rest)
        copier.separate(.paragraph)
    }

    /// A line in which marks are text.
    mutating func verbatim(_ line: Range<Int>) {
        if paragraph != nil { endParagraph() }
        // Empty lines before the first one are none of the text.
        if !isInVerbatim, source.trimmed(line).isEmpty { return }
        isInVerbatim = true
        // With its line break, so that empty lines count.
        copier.copyVerbatim(line.lowerBound..<min(source.count, line.upperBound + 1))
    }

    // MARK: Running text

    private mutating func copyInline(_ range: Range<Int>) {
        copy(range, depth: 0)
        for aside in asides {
            copier.separate(.paragraph)
            copier.copyLate(aside)
        }
        if !asides.isEmpty { copier.separate(.paragraph) }
        asides = []
    }

    /// Looks for the end of each kind of mark at most once over the range, so this takes time in proportion to it.
    private mutating func copy(_ range: Range<Int>, depth: Int) {
        let source = source
        let marks = Syntax.marks
        // Where the mark that was opened is closed; `Int.max` when no more of them are.
        var closings = [Int?](repeating: nil, count: marks.count)
        var index = range.lowerBound
        var start = index
        while index < range.upperBound {
            guard isSpecial[Int(source[index])] else {
                index += 1
                continue
            }
            if let construct = Syntax.construct(at: index, before: range.upperBound, in: source) {
                copier.copy(start..<index)
                if construct.isAside {
                    asides.append(construct.shown)
                } else if construct.isLiteral || depth == Self.depthLimit {
                    copier.copy(construct.shown)
                } else {
                    copy(construct.shown, depth: depth + 1)
                }
                index = construct.end
                start = index
                continue
            }
            guard let kind = marks.firstIndex(where: { self.has($0.bytes, at: index, before: range.upperBound) }) else {
                index += 1
                continue
            }
            let mark = marks[kind]
            let behind = index + mark.bytes.count
            if closings[kind] == index {
                copier.copy(start..<index)
                closings[kind] = nil
                index = behind
                start = index
                continue
            }
            if let closing = closings[kind], closing < index { closings[kind] = nil }
            if closings[kind] == nil, canOpen(at: index, behind: behind, in: range) {
                closings[kind] = closing(of: mark, from: behind + 1, before: range.upperBound) ?? Int.max
                if let closing = closings[kind], closing < Int.max {
                    copier.copy(start..<index)
                    start = behind
                    if mark.isLiteral {
                        copier.copy(behind..<closing)
                        closings[kind] = nil
                        start = closing + mark.bytes.count
                        index = start
                        continue
                    }
                }
            }
            index = behind
        }
        copier.copy(start..<range.upperBound)
    }

    private func has(_ mark: [UInt8], at index: Int, before end: Int) -> Bool {
        guard index + mark.count <= end else { return false }
        for offset in mark.indices where source[index + offset] != mark[offset] { return false }
        return true
    }

    /// Not within a word of ASCII, as in `snake_case`, and not before a blank.
    private func canOpen(at index: Int, behind: Int, in range: Range<Int>) -> Bool {
        guard behind < range.upperBound, source[behind] > 0x20 else { return false }
        return index == range.lowerBound || !Self.isWordByte(source[index - 1])
    }

    private func closing(of mark: PairedMark, from start: Int, before end: Int) -> Int? {
        var index = start
        while index < end, let found = source.firstOffset(of: mark.bytes[0], in: index..<end) {
            let behind = found + mark.bytes.count
            if has(mark.bytes, at: found, before: end), source[found - 1] > 0x20,
                behind == end || !Self.isWordByte(source[behind]) && source[behind] != mark.bytes[0]
            {
                return found
            }
            index = found + 1
        }
        return nil
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
