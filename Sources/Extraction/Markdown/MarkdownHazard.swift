/// A way to write Markdown that nobody writes and that cmark-gfm 0.29.0.gfm.6, Debian 12's, takes time or memory beyond
/// all measure for, told before parsing.
///
/// Its cost grows with the square of each of these; newer versions have limits of their own (CVE-2023-24824,
/// CVE-2023-37463). What passes here may still take many seconds and 1.1 GB (5 MB of `[`, tables of `|a|` and `|-|`); the
/// extractor's limits end that.
enum MarkdownHazard: String {
    case deepNesting = "it is nested too deeply"
    /// A row that is shorter than its table's head is filled up: a head of 100,000 cells above 100,000 short rows.
    case hugeTable = "its tables have too many empty cells"
    /// Every `![` may look through all brackets before it, every `<!A` for an end in all that follows.
    case openMarks = "it has too many marks that are opened"

    private static let markersInLineLimit = 100
    private static let indentationLimitBytes = 1000
    private static let imageLimit = 20_000
    private static let declarationLimit = 5_000
    /// Cells that a table may have beyond one for each byte of the file.
    private static let cellLimit = 100_000

    /// The first such trait of the text, nil when it has none.
    init?(of markdown: UnsafeBufferPointer<UInt8>) {
        var images = 0
        var declarations = 0
        var columns = 0
        var cells = 0
        var start = 0
        while start < markdown.count {
            let end = markdown.endOfLine(from: start)
            let line = UnsafeBufferPointer(rebasing: markdown[start..<end])
            start = end + 1

            let prefix = Self.prefix(of: line)
            if prefix.markers > Self.markersInLineLimit || prefix.blanks > Self.indentationLimitBytes {
                self = .deepNesting
                return
            }
            columns = prefix.isWholeLine ? 0 : max(columns, Self.columns(inDelimiterRow: line))
            cells += columns
            images += Self.count(0x5B, in: line) { $0 > 0 && line[$0 - 1] == 0x21 }
            declarations += Self.count(0x3C, in: line) { index in
                index + 2 < line.count && (line[index + 1] == 0x21 || line[index + 1] == 0x5B)
                    && line[index + 2] != 0x2D
            }
            if cells > Self.cellLimit + markdown.count {
                self = .hugeTable
                return
            }
            if images > Self.imageLimit || declarations > Self.declarationLimit {
                self = .openMarks
                return
            }
        }
        return nil
    }

    /// How often a byte stands where the condition holds.
    private static func count(
        _ byte: UInt8, in line: UnsafeBufferPointer<UInt8>, where condition: (Int) -> Bool
    ) -> Int {
        var count = 0
        var start = 0
        while let index = line.firstOffset(of: byte, in: start..<line.count) {
            if condition(index) { count += 1 }
            start = index + 1
        }
        return count
    }

    /// Blanks and the marks of quotations and list items at the start of a line.
    private static func prefix(of line: UnsafeBufferPointer<UInt8>) -> (blanks: Int, markers: Int, isWholeLine: Bool) {
        var blanks = 0
        var markers = 0
        var index = 0
        func isBlank(_ index: Int) -> Bool { index >= line.count || line[index] == 0x20 || line[index] == 0x09 }
        while index < line.count {
            let byte = line[index]
            if isBlank(index) {
                blanks += 1
                index += 1
            } else if byte == UInt8(ascii: ">") {
                markers += 1
                index += 1
            } else if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") {
                guard isBlank(index + 1) else { break }
                markers += 1
                index += 1
            } else if (0x30...0x39).contains(byte) {
                var end = index + 1
                while end < line.count, (0x30...0x39).contains(line[end]), end < index + 9 { end += 1 }
                guard end < line.count, line[end] == 0x2E || line[end] == 0x29, isBlank(end + 1) else { break }
                markers += 1
                index = end + 1
            } else {
                break
            }
        }
        // A line of blanks alone nests nothing.
        return (index == line.count && markers == 0 ? 0 : blanks, markers, index == line.count)
    }

    /// The number of columns when the line could be the one below a table's head; 0 when it could not.
    private static func columns(inDelimiterRow line: UnsafeBufferPointer<UInt8>) -> Int {
        var bars = 0
        var dashes = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "|"): bars += 1
            case UInt8(ascii: "-"): dashes += 1
            case UInt8(ascii: ":"), 0x20, 0x09, UInt8(ascii: ">"): break
            default: return 0
            }
        }
        return dashes > 0 && bars > 0 ? bars + 1 : 0
    }
}
