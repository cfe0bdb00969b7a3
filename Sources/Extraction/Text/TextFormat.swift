/// How a text file is written.
enum TextFormat: String {
    case plain = "text/plain"
    case markdown = "text/markdown"
    case html = "text/html"

    /// The longest file that is read so, and how to say it; nil when there is no limit.
    var limit: (bytes: Int, name: String)? {
        switch self {
        case .plain: nil
        // cmark ends the process when its output passes 1 GiB, and an empty item of 2 bytes becomes 40 or 60.
        case .markdown: (16 << 20, "16 MiB")
        // libxml2 counts bytes in an `Int32`, and its buffers need room to spare.
        case .html: (1 << 30, "1 GiB")
        }
    }

    /// By the extension, and for files whose extension names neither by their first characters.
    init(of text: [UInt8], fileExtension: String) {
        switch fileExtension {
        case "md", "markdown", "mdown", "mkd": self = .markdown
        case "html", "htm", "xhtml", "xht": self = .html
        default: self = Self.beginsAsHTML(text) ? .html : .plain
        }
    }

    /// The first thing is a tag or a comment, and `<html` or its doctype comes soon after.
    private static func beginsAsHTML(_ text: [UInt8]) -> Bool {
        let start = text.prefix(1024).drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "<") else { return false }
        let lowered = String(decoding: start.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
        return ["<!doctype html", "<html>", "<html ", "<html\n"].contains { lowered.contains($0) }
    }

    /// Reads a text of this format.
    ///
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    func read(_ source: [UInt8], from offset: Int, linesBefore: Int) -> Body {
        switch self {
        case .plain: PlainTextReader.body(of: source, from: offset, linesBefore: linesBefore)
        case .markdown: MarkdownReader.body(of: source, from: offset, linesBefore: linesBefore)
        case .html: HTMLReader.body(of: source, from: offset, linesBefore: linesBefore)
        }
    }
}
