internal import Documents

/// Builds a document's text from pieces, deciding what stands between them and which line of the file each line is from.
struct TextBuilder {
    /// What separates the next visible character from the last one. When several meet, the greatest stands.
    enum Separator: Comparable {
        case none
        case blank
        /// A line break in running text.
        case line
        /// Between the cells of a table row.
        case tab
        /// A blank line, between blocks.
        case paragraph
    }

    private(set) var text: [UInt8] = []
    private(set) var lineMap = LineMap()
    private var pending = Separator.none
    /// Line breaks of preformatted text that are written when more of it comes.
    private var heldLineBreaks = 0
    private var textLine = 1
    private var sourceLine = 1
    /// The lines that the file has.
    private let lastSourceLine: Int

    init(sourceLineCount: Int) {
        lastSourceLine = sourceLineCount
    }

    /// Separates what comes from what there is; nothing is written before the first visible character and after the last.
    mutating func separate(_ separator: Separator) {
        pending = max(pending, separator)
        if separator == .paragraph { heldLineBreaks = 0 }
    }

    /// Adds running text: white space, of which U+00A0 is some, becomes one blank or, where it had a line break, one "\n".
    /// `line` is the line of the file where the piece begins.
    mutating func append(_ piece: UnsafeBufferPointer<UInt8>, line: Int) {
        var line = line
        var index = 0
        while index < piece.count {
            let byte = piece[index]
            if byte <= 0x20, Self.isBlank(byte) {
                separate(byte == 0x0A || byte == 0x0D ? .line : .blank)
                line += byte == 0x0A ? 1 : 0
                index += 1
            } else if byte == 0xC2, index + 1 < piece.count, piece[index + 1] == 0xA0 {
                separate(.blank)
                index += 2
            } else {
                var end = index + 1
                while end < piece.count {
                    let next = piece[end]
                    if next <= 0x20 && Self.isBlank(next) || next == 0xC2 { break }
                    end += 1
                }
                writeSeparator(line: line)
                text.append(contentsOf: UnsafeBufferPointer(rebasing: piece[index..<end]))
                index = end
            }
        }
    }

    /// Adds text in which white space counts, as in `<pre>`, but for line breaks at its end.
    mutating func appendVerbatim(_ piece: UnsafeBufferPointer<UInt8>, line: Int) {
        var line = line
        for run in piece.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if run.startIndex > 0 {
                heldLineBreaks += 1
                line += 1
            }
            if run.isEmpty { continue }
            writeSeparator(line: line)
            if heldLineBreaks > 0 {
                for _ in 0..<heldLineBreaks { writeLineBreak() }
                heldLineBreaks = 0
                beginLine(from: line)
            }
            // A carriage return can only come as a character reference.
            text.append(contentsOf: run.lazy.map { $0 == 0x0D ? 0x20 : $0 })
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
    }

    private mutating func writeSeparator(line: Int) {
        let separator = pending
        pending = .none
        guard !text.isEmpty else {
            heldLineBreaks = 0
            return beginLine(from: line)
        }
        switch separator {
        case .none: return
        case .blank: text.append(0x20)
        case .tab: text.append(0x09)
        case .line:
            writeLineBreak()
            beginLine(from: line)
        case .paragraph:
            writeLineBreak()
            writeLineBreak()
            beginLine(from: line)
        }
    }

    private mutating func writeLineBreak() {
        text.append(0x0A)
        textLine += 1
    }

    /// Takes note of the line of the file for a line of the text that is about to begin. What a document moves about, or
    /// forges, stays on the last line there was.
    private mutating func beginLine(from line: Int) {
        sourceLine = min(max(sourceLine, line), lastSourceLine)
        lineMap.append(textLine: textLine, sourceLine: sourceLine)
    }
}
