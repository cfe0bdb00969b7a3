internal import Documents
internal import Glibc

/// Turns the events of an HTML parser, or of who reads Markdown, into text and metadata.
final class HTMLTextHandler {
    /// Levels of elements within each other that one parser is given: libxml2's own limit for trees. Looking for the
    /// element that an end tag closes takes it as many steps as there are levels.
    static let depthLimit = 256

    private(set) var builder: TextBuilder
    private(set) var metadata = DocumentMetadata()
    /// The first heading, when there is one that is not empty.
    private(set) var firstHeading: String?

    /// Elements that are open.
    private var depth = 0
    /// The depth of the outermost element that is silent or hidden, of the outermost preformatted one, and so on.
    private var silentDepth: Int?
    private var preformattedDepth: Int?
    private var titleDepth: Int?
    private var headingDepth: Int?
    private var headingOffset = 0
    private var title: [UInt8] = []
    /// At the start of preformatted text, where one line break is not text.
    private var isAtStartOfPreformatted = false
    private var isInProgram = false
    private var lines: SourceLines

    init(lines: SourceLines) {
        self.lines = lines
        builder = TextBuilder(sourceLineCount: lines.count)
    }

    /// What was read, once the parser has ended.
    var body: Body {
        Body(text: builder.text, places: .lines(builder.lineMap), metadata: metadata, firstHeading: firstHeading)
    }

    /// Never within a program or a style sheet: a parser that begins there would read it as text.
    var isTooDeep: Bool { depth > Self.depthLimit && !isInProgram }

    /// Forgets which elements are open, for a parser that begins in the middle.
    func restart() {
        depth = 0
        silentDepth = nil
        preformattedDepth = nil
        titleDepth = nil
        headingDepth = nil
        builder.separate(.paragraph)
    }

    /// An element begins of which no more is to be known than its role.
    func start(_ role: HTMLElementRole) {
        depth += 1
        switch role {
        case .inline: break
        case .cell: builder.separate(.tab)
        case .block, .root: builder.separate(.paragraph)
        case .heading:
            builder.separate(.paragraph)
            if firstHeading == nil, headingDepth == nil, silentDepth == nil {
                headingDepth = depth
                headingOffset = builder.text.count
            }
        case .preformatted:
            builder.separate(.paragraph)
            if preformattedDepth == nil { preformattedDepth = depth }
            isAtStartOfPreformatted = true
        case .silent, .head: if silentDepth == nil { silentDepth = depth }
        case .title: if titleDepth == nil { titleDepth = depth }
        case .meta: break
        }
    }

    func start(_ name: UnsafePointer<UInt8>, _ attributes: HTMLAttributes, line: Int) {
        let role = HTMLElementRole(name)
        isInProgram = role == .silent && Self.isProgram(name)
        start(role)
        guard !attributes.isEmpty else { return }
        if role == .meta { readMeta(attributes) }
        if role == .root {
            if metadata.language == nil {
                metadata.language = (attributes["lang"] ?? attributes["xml:lang"])?.asTitle(limit: 40)
            }
        } else if silentDepth == nil, attributes.hideContent {
            silentDepth = depth
        }
        if lines.areMarked, let position = attributes["data-sourcepos"] {
            lines.mark(sourcePosition: position, inputLine: line)
        }
    }

    /// The elements whose content is not HTML.
    private static func isProgram(_ name: UnsafePointer<UInt8>) -> Bool {
        UnsafeRawPointer(name).withMemoryRebound(to: CChar.self, capacity: 1) {
            strcmp($0, "script") == 0 || strcmp($0, "style") == 0
        }
    }

    func end(_ name: UnsafePointer<UInt8>) {
        isInProgram = false
        end(HTMLElementRole(name))
    }

    func end(_ role: HTMLElementRole) {
        switch role {
        case .block, .root, .heading, .preformatted: builder.separate(.paragraph)
        case .cell: builder.separate(.tab)
        case .inline, .silent, .head, .title, .meta: break
        }
        if headingDepth == depth {
            firstHeading = String(decoding: builder.text[headingOffset...], as: UTF8.self)
                .asTitle(limit: TitleFinder.limit)
            headingDepth = nil
        }
        if titleDepth == depth {
            if metadata.title == nil {
                metadata.title = String(decoding: title, as: UTF8.self).asTitle(limit: TitleFinder.limit)
            }
            titleDepth = nil
        }
        if silentDepth == depth { silentDepth = nil }
        if preformattedDepth == depth { preformattedDepth = nil }
        depth = max(0, depth - 1)
    }

    /// `line` is the line of the parser's input where the text ends.
    func characters(_ piece: UnsafeBufferPointer<UInt8>, line: Int) {
        characters(piece, from: line - piece.count { $0 == 0x0A })
    }

    /// `line` is the line of the input where the text begins.
    func characters(_ piece: UnsafeBufferPointer<UInt8>, from line: Int) {
        if titleDepth != nil {
            if metadata.title == nil, title.count < TitleFinder.limit * 32 { title += piece }
            return
        }
        guard silentDepth == nil, let first = piece.first else { return }
        let sourceLine = lines.sourceLine(ofInputLine: line)
        if preformattedDepth == nil {
            builder.append(piece, line: sourceLine)
        } else if isAtStartOfPreformatted, first == 0x0A {
            builder.appendVerbatim(UnsafeBufferPointer(rebasing: piece.dropFirst()), line: sourceLine + 1)
        } else {
            builder.appendVerbatim(piece, line: sourceLine)
        }
        isAtStartOfPreformatted = false
    }

    func comment(_ text: UnsafePointer<UInt8>, line: Int) {
        if lines.areMarked { lines.mark(comment: String(cString: text), inputLine: line) }
    }

    /// What comes is from this line of the Markdown.
    func markLine(_ line: Int, inputLine: Int) {
        lines.mark(line, inputLine: inputLine)
    }

    private func readMeta(_ attributes: HTMLAttributes) {
        guard let content = attributes["content"]?.asTitle(limit: 1000) else { return }
        switch (attributes["name"] ?? attributes["property"] ?? attributes["itemprop"])?.lowercased() {
        case "author", "dc.creator": metadata.author = metadata.author ?? content
        case "keywords": metadata.addTags(DocumentMetadata.split(content))
        case "article:tag": metadata.addTags([content])
        case "date", "dc.date", "pubdate", "publishdate", "article:published_time", "datepublished":
            metadata.dateSeconds = metadata.dateSeconds ?? DocumentDate.seconds(from: content)
        default: break
        }
    }
}
