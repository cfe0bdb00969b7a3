/// Makes running text of the lines of pages.
///
/// A PDF knows no paragraphs, only where lines stand. Within what is taken for one paragraph a wrap stays a "\n", which
/// the analyzer joins between Han; a word that was broken at a hyphen is made whole. A line that is clearly shorter than
/// those around it ends its paragraph.
struct PDFText {
    private(set) var text: [UInt8] = []
    /// For each page the line of the text where it begins.
    private(set) var pageLines: [Int] = []
    /// The number of the last line of the text.
    private var line = 0
    /// Pages without text since the last one with some.
    private var emptyPages = 0
    private var endsParagraph = true

    /// One line of a page as poppler gives it, without blanks around it.
    private struct Line {
        var bytes: ArraySlice<UInt8>
        /// In columns: Han are two wide.
        var width: Int

        init(_ bytes: ArraySlice<UInt8>) {
            let start = bytes.drop { $0 <= 0x20 }
            self.bytes = start[..<((start.lastIndex { $0 > 0x20 } ?? start.startIndex - 1) + 1)]
            // Counted at the first byte of each character; from U+3000 on they are wide.
            width = self.bytes.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : $1 >= 0xE3 ? 2 : 1) }
        }

        /// Only digits and marks around them.
        var isPageNumber: Bool {
            bytes.count < 12 && bytes.allSatisfy { (0x30...0x39).contains($0) || " -/.|".utf8.contains($0) }
        }

        var endsSentence: Bool {
            let last = String(decoding: bytes.suffix(4), as: UTF8.self).unicodeScalars.last
            return last.map { "。！？…：；.!?:;”」』".unicodeScalars.contains($0) } ?? false
        }

        /// How many bytes at the end are a hyphen behind a letter.
        var hyphenLength: Int {
            let hyphens: [[UInt8]] = [[0x2D], [0xC2, 0xAD], [0xE2, 0x80, 0x90]]
            let length = hyphens.first { bytes.dropFirst(max(0, bytes.count - $0.count)).elementsEqual($0) }?.count ?? 0
            guard length > 0, let before = bytes.dropLast(length).last else { return 0 }
            return (0x61...0x7A).contains(before | 0x20) || before >= 0x80 ? length : 0
        }
    }

    /// - Parameter page: valid UTF-8.
    mutating func appendPage(_ page: [UInt8]) {
        let lines = Self.lines(of: page)
        guard let first = lines.first else {
            emptyPages += 1
            pageLines.append(line + 1)
            return
        }
        if line == 0 {
            line = 1
        } else {
            breakLine(paragraph: endsParagraph)
        }
        for page in pageLines.count - emptyPages..<pageLines.count { pageLines[page] = line }
        pageLines.append(line)
        emptyPages = 0

        let usualWidth = lines.map(\.width).sorted()[lines.count * 9 / 10]
        var last = first
        write(first.bytes)
        for next in lines.dropFirst() {
            if ends(last, usualWidth: usualWidth) {
                breakLine(paragraph: true)
            } else if last.hyphenLength > 0, let letter = next.bytes.first, (0x61...0x7A).contains(letter) {
                text.removeLast(last.hyphenLength)
            } else {
                breakLine(paragraph: false)
            }
            write(next.bytes)
            last = next
        }
        endsParagraph = ends(last, usualWidth: usualWidth) || last.endsSentence
    }

    /// Whether the line ends its paragraph.
    private func ends(_ line: Line, usualWidth: Int) -> Bool {
        line.width * 4 < usualWidth * 3 || line.width * 10 < usualWidth * 9 && line.endsSentence
    }

    private static func lines(of page: [UInt8]) -> [Line] {
        var lines = page.split(separator: 0x0A).map(Line.init).filter { !$0.bytes.isEmpty }
        if lines.count > 2, lines[lines.count - 1].isPageNumber { lines.removeLast() }
        if lines.count > 2, lines[0].isPageNumber { lines.removeFirst() }
        return lines
    }

    private mutating func breakLine(paragraph: Bool) {
        text.append(0x0A)
        if paragraph { text.append(0x0A) }
        line += paragraph ? 2 : 1
    }

    private mutating func write(_ bytes: ArraySlice<UInt8>) {
        text.append(contentsOf: bytes.lazy.map { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F ? 0x20 : $0 })
    }
}
