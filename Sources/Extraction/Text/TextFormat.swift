/// How a text file is written.
enum TextFormat: Hashable {
    case plain
    case markdown
    case mdx
    case html
    case xml
    case json
    case jsonLines
    case reStructuredText
    case org
    case asciiDoc
    case latex
    case commaSeparated
    case tabSeparated
    case subRip
    case webVTT
    case subStation
    case lyrics
    /// A program, or the settings of one: text that is searched as it is written.
    case sourceCode(mediaType: String)

    var mediaType: String {
        switch self {
        case .plain: "text/plain"
        case .markdown: "text/markdown"
        case .mdx: "text/mdx"
        case .html: "text/html"
        case .xml: "application/xml"
        case .json: "application/json"
        case .jsonLines: "application/x-ndjson"
        case .reStructuredText: "text/x-rst"
        case .org: "text/org"
        case .asciiDoc: "text/asciidoc"
        case .latex: "text/x-tex"
        case .commaSeparated: "text/csv"
        case .tabSeparated: "text/tab-separated-values"
        case .subRip: "application/x-subrip"
        case .webVTT: "text/vtt"
        case .subStation: "text/x-ssa"
        case .lyrics: "text/x-lrc"
        case .sourceCode(let mediaType): mediaType
        }
    }

    /// The longest file that is read so, and how to say it; nil when there is no limit.
    var limit: (bytes: Int, name: String)? {
        switch self {
        // cmark ends the process when its output passes 1 GiB, and an empty item of 2 bytes becomes 40 or 60.
        case .markdown, .mdx: (16 << 20, "16 MiB")
        // libxml2 counts bytes in an `Int32`, and its buffers need room to spare.
        case .html, .xml: (1 << 30, "1 GiB")
        default: nil
        }
    }

    /// Whether the file may begin with front matter. In others `---` begins a document of YAML, a table or a rule.
    var mayHaveFrontMatter: Bool {
        switch self {
        case .plain, .markdown, .mdx, .html, .reStructuredText, .org, .asciiDoc: true
        default: false
        }
    }

    /// Reads a text of this format.
    ///
    /// - Parameters:
    ///   - source: valid UTF-8 whose lines end with "\n".
    ///   - offset: where the front matter ends, after so many lines.
    func read(_ source: [UInt8], from offset: Int, linesBefore: Int) -> Body {
        switch self {
        case .plain: return PlainTextReader.body(of: source, from: offset, linesBefore: linesBefore)
        case .markdown: return MarkdownReader.body(of: source, from: offset, linesBefore: linesBefore, isMDX: false)
        case .mdx: return MarkdownReader.body(of: source, from: offset, linesBefore: linesBefore, isMDX: true)
        case .html: return HTMLReader.body(of: source, from: offset, linesBefore: linesBefore)
        case .xml: return XMLReader.body(of: source, from: offset)
        case .json, .jsonLines: return JSONReader.body(of: source, from: offset)
        case .reStructuredText: return ReStructuredTextReader.body(of: source, from: offset)
        case .org: return OrgReader.body(of: source, from: offset)
        case .asciiDoc: return AsciiDocReader.body(of: source, from: offset)
        case .latex: return LaTeXReader.body(of: source, from: offset)
        case .commaSeparated: return TableTextReader.body(of: source, from: offset, separators: [0x2C, 0x3B, 0x09])
        case .tabSeparated: return TableTextReader.body(of: source, from: offset, separators: [0x09])
        case .subRip, .webVTT: return CueReader.body(of: source, from: offset)
        case .subStation: return SubStationReader.body(of: source, from: offset)
        case .lyrics: return LyricsReader.body(of: source, from: offset)
        case .sourceCode:
            var body = PlainTextReader.body(of: source, from: offset, linesBefore: linesBefore)
            body.isTitledByFirstLine = false
            return body
        }
    }
}
