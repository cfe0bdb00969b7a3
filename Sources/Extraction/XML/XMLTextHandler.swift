internal import Documents

/// Turns the events of an XML parser into text and metadata.
///
/// Nothing is known of the elements but what stands in them: where an element has text beside its children, the
/// children are parts of that text (`<para>小<emphasis>米</emphasis></para>`); where it has none, each child is a
/// paragraph.
final class XMLTextHandler {
    /// An element that is open.
    private struct Element {
        let name: String
        let isBlock: Bool
        var hasText = false
        var hasChildren = false
    }

    private var builder: TextBuilder
    private var metadata = DocumentMetadata()
    private let linesBefore: Int
    private var open: [Element] = []
    /// The element whose text is metadata: its depth, its kind and where its text begins.
    private var noted: (depth: Int, key: String, offset: Int)?
    /// The depth of the outermost element that is for programs.
    private var silentDepth: Int?
    /// The depth of the outermost entry of a feed; its title and author are not the file's.
    private var entryDepth: Int?

    /// Deeper elements say nothing about the whole file.
    private static let metadataDepth = 5

    init(sourceLineCount: Int, linesBefore: Int) {
        builder = TextBuilder(sourceLineCount: sourceLineCount)
        self.linesBefore = linesBefore
    }

    var body: Body {
        var body = Body(text: builder.text, places: .lines(builder.lineMap), metadata: metadata)
        body.isTitledByFirstLine = false
        return body
    }

    /// With what the parser could not read, as it is written.
    func body(with rest: UnsafeBufferPointer<UInt8>, line: Int) -> Body {
        builder.separate(.paragraph)
        builder.appendVerbatim(rest, line: line)
        return body
    }

    func start(_ name: UnsafePointer<UInt8>, _ attributes: HTMLAttributes, line: Int) {
        let localName = Self.localName(name)
        let isBlock = localName.withCString { name in
            switch HTMLElementRole(UnsafeRawPointer(name).assumingMemoryBound(to: UInt8.self)) {
            case .block, .heading, .cell, .preformatted: true
            default: false
            }
        }
        if isBlock || open.last?.hasText != true { builder.separate(.paragraph) }
        if !open.isEmpty { open[open.count - 1].hasChildren = true }
        open.append(Element(name: localName, isBlock: isBlock))
        let depth = open.count
        if silentDepth == nil, ["script", "style", "binary"].contains(localName) { silentDepth = depth }
        if entryDepth == nil, ["item", "entry"].contains(localName) { entryDepth = depth }
        if !attributes.isEmpty, silentDepth == nil { read(attributes, line: line) }
        guard depth <= Self.metadataDepth, entryDepth == nil else { return }
        if let key = Self.metadataKeys[localName] {
            noted = (depth, key, builder.text.count)
        } else if localName == "name", let outer = noted, outer.key == "author" {
            // Of `<author><name>…</name><email>…</email></author>` the name.
            noted = (depth, "author", builder.text.count)
        }
    }

    func end() {
        guard let element = open.last else { return }
        let depth = open.count
        if let noted, noted.depth == depth {
            let value = String(decoding: builder.text[noted.offset...].prefix(4096), as: UTF8.self)
            metadata.read(key: noted.key, value: value.trimmed)
            self.noted = nil
        }
        if silentDepth == depth { silentDepth = nil }
        if entryDepth == depth { entryDepth = nil }
        open.removeLast()
        if element.isBlock || element.hasChildren && !element.hasText { builder.separate(.paragraph) }
    }

    /// `line` is the line of the file where the text ends.
    func characters(_ piece: UnsafeBufferPointer<UInt8>, line: Int) {
        guard silentDepth == nil, !open.isEmpty else { return }
        let isBlank = piece.allSatisfy { $0 <= 0x20 }
        if isBlank, !open[open.count - 1].hasText { return }
        if !isBlank { open[open.count - 1].hasText = true }
        builder.append(piece, line: linesBefore + line - piece.count { $0 == 0x0A })
    }

    /// An entity that XML does not define; HTML may.
    func reference(_ code: UInt32?, line: Int) {
        guard let code, let scalar = Unicode.Scalar(code) else { return }
        Array(String(scalar).utf8).withUnsafeBufferPointer { characters($0, line: line) }
    }

    /// Attributes hold text in some formats (OPML, Android, SVG): what has a name for text, or words that are not ASCII.
    private func read(_ attributes: HTMLAttributes, line: Int) {
        if open.count == 1 {
            metadata.language = metadata.language ?? (attributes["xml:lang"] ?? attributes["lang"])?.asTitle(limit: 40)
        }
        var seen: [String] = []
        attributes.forEach { name, value in
            let isText = Self.textAttributes.contains(name) || value.utf8.contains { $0 >= 0x80 }
            guard isText, !seen.contains(value) else { return }
            seen.append(value)
            builder.separate(.paragraph)
            Array(value.utf8).withUnsafeBufferPointer { builder.append($0, line: linesBefore + line) }
            builder.separate(.paragraph)
        }
    }

    private static let textAttributes = ["text", "title", "alt", "label", "caption", "summary", "description"]

    private static let metadataKeys = [
        "title": "title", "book-title": "title", "author": "author", "creator": "author", "date": "date",
        "published": "date", "pubdate": "date", "updated": "date", "language": "language", "lang": "language",
        "keyword": "tags", "keywords": "tags", "subject": "tags", "category": "tags",
    ]

    /// Without the prefix of a name space, in lower case.
    private static func localName(_ name: UnsafePointer<UInt8>) -> String {
        let name = String(cString: name)
        return (name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name).lowercased()
    }
}
