/// Which line of the file a line of the HTML parser's input is.
///
/// HTML is parsed as the file has it. Of Markdown the blocks know their lines. When it is rendered first, cmark's
/// `data-sourcepos` attributes and our own comments say from time to time where the renderer is. Between two marks, line breaks
/// are those of the file.
struct SourceLines {
    /// The lines of the file.
    let count: Int
    /// Whether marks are looked for.
    let areMarked: Bool
    /// The lines of the file before what was given to the parser, or to cmark.
    private let before: Int
    /// What to add to an input line.
    private var distance: Int

    init(count: Int, before: Int, areMarked: Bool) {
        self.count = count
        self.before = before
        self.areMarked = areMarked
        distance = before
    }

    func sourceLine(ofInputLine line: Int) -> Int {
        line + distance
    }

    /// Takes the start line from cmark's `3:1-7:12`.
    mutating func mark(sourcePosition: String, inputLine: Int) {
        guard let colon = sourcePosition.firstIndex(of: ":"), let line = Int(sourcePosition[..<colon]) else { return }
        mark(line, inputLine: inputLine)
    }

    /// Takes the line from a comment that `comment(line:)` made.
    mutating func mark(comment: String, inputLine: Int) {
        guard comment.hasPrefix(Self.commentStart), let line = Int(comment.dropFirst(Self.commentStart.count)) else {
            return
        }
        mark(line, inputLine: inputLine)
    }

    /// A comment that says that what follows it in the input is from this line of the Markdown.
    static func comment(line: Int) -> String {
        "<!--\(commentStart)\(line)-->"
    }

    private static let commentStart = "sou-line "

    /// Takes the line as a number.
    mutating func mark(_ line: Int, inputLine: Int) {
        // A document can forge both forms; it gets wrong lines then, but lines of the file.
        guard (1...count).contains(line) else { return }
        distance = before + line - inputLine
    }
}
