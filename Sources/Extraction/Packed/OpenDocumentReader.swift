internal import Documents

/// Reads OpenDocument: texts, spreadsheets and presentations, packed or flat.
enum OpenDocumentReader {
    /// Whether some XML is a document in one file (FODT, FODS, FODP).
    static func isFlat(_ bytes: [UInt8]) -> Bool {
        guard bytes.first == 0x3C || bytes.first == 0xEF else { return false }
        let start = String(decoding: bytes.prefix(400), as: UTF8.self)
        return start.contains("<office:document ") || start.contains("<office:document\n")
    }

    static func body(ofFlat bytes: [UInt8], in context: ReadingContext) -> Body {
        let handler = Handler()
        let isWhole = XMLScanner.scan(bytes, in: context, into: handler)
        var body = body(handler)
        body.metadata = handler.properties.metadata
        body.mediaType = type(named: handler.mediaType)
        if !isWhole { body.notices.append(Notice.damaged) }
        return body
    }

    static func body(
        of archive: ZipArchive, mediaType: String, in context: ReadingContext
    ) throws(UnreadableFile) -> Body {
        let files = archive.files { ["content.xml", "meta.xml", "META-INF/manifest.xml"].contains($0) }
        let manifest = String(decoding: files.contents["META-INF/manifest.xml"] ?? [], as: UTF8.self)
        if files.isEncrypted || manifest.contains("manifest:encryption-data") {
            throw UnreadableFile("the document is encrypted with a password")
        }
        guard let content = files.contents["content.xml"] else {
            throw UnreadableFile("the file is damaged: its main part cannot be unpacked")
        }
        let handler = Handler()
        var isWhole = XMLScanner.scan(content, in: context, into: handler)
        var body = body(handler)
        if let meta = files.contents["meta.xml"] {
            let properties = DublinCoreHandler()
            isWhole = XMLScanner.scan(meta, in: context, into: properties) && isWhole
            body.metadata = properties.metadata
        }
        body.mediaType = type(named: mediaType)
        if files.isOverBudget {
            body.notices.append(Notice.overBudget(context.budget))
        } else if files.isDamaged || !isWhole {
            body.notices.append(Notice.damaged)
        }
        return body
    }

    /// The type that a document says it is, if it is one of OpenDocument's; else a text.
    private static func type(named name: String?) -> String {
        let family = "application/vnd.oasis.opendocument."
        guard let name, name.hasPrefix(family), name.utf8.count <= 80,
            name.dropFirst(family.count).utf8.allSatisfy({ (0x61...0x7A).contains($0) || $0 == UInt8(ascii: "-") })
        else { return family + "text" }
        return name
    }

    private static func body(_ handler: Handler) -> Body {
        let places: TextPlaces =
            handler.pageOffsets.isEmpty ? .none : .pages(handler.text.lines(ofParts: handler.pageOffsets))
        return Body(
            text: handler.text.bytes, places: places, firstHeading: handler.firstHeading,
            isTitledByFirstLine: !handler.isSpreadsheet)
    }

    private enum Role {
        case paragraph, heading, cell, row, spreadsheet, table, page, tab, blank, lineBreak
        /// Not shown, or not text.
        case silent
    }

    private static let roles: [XMLName: Role] = [
        "p": .paragraph, "h": .heading, "table-cell": .cell, "covered-table-cell": .cell, "table-row": .row,
        "spreadsheet": .spreadsheet, "table": .table, "page": .page, "tab": .tab, "s": .blank, "line-break": .lineBreak,
        "tracked-changes": .silent, "note-citation": .silent, "ruby-text": .silent, "page-number": .silent,
        "page-count": .silent, "binary-data": .silent, "script": .silent, "event-listeners": .silent,
    ]

    private final class Handler: XMLHandler {
        private(set) var text = PackedText()
        private(set) var firstHeading: String?
        /// Where the pages of a presentation begin.
        private(set) var pageOffsets: [Int] = []
        let properties = DublinCoreHandler()
        /// What a flat document calls itself.
        private(set) var mediaType: String?
        private var depth = 0
        private var silentDepth: Int?
        private var metaDepth: Int?
        /// Styles hold the text of headers and sample text.
        private var stylesDepth: Int?
        private(set) var isSpreadsheet = false
        private var paragraphs = 0
        private var cells = 0
        private var headingOffset: Int?

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            depth += 1
            if metaDepth != nil { return properties.start(name, attributes) }
            if depth == 1 { mediaType = attributes["mimetype"] }
            if depth == 2, name == "meta" { metaDepth = depth }
            if depth == 2, name == "automatic-styles" || name == "master-styles" || name == "styles" {
                stylesDepth = depth
            }
            guard stylesDepth == nil, let role = OpenDocumentReader.roles[name] else { return }
            switch role {
            case .paragraph, .heading:
                separateParagraph()
                paragraphs += 1
                if role == .heading, firstHeading == nil { headingOffset = text.bytes.count }
            case .cell:
                text.separate(.tab)
                cells += 1
            case .row: text.separate(.paragraph)
            case .spreadsheet: isSpreadsheet = true
            case .table:
                text.separate(.paragraph)
                // The names of other tables are not shown.
                if isSpreadsheet, let name = attributes["name"] { text.appendPart(Array(name.utf8)) }
            case .page:
                text.separate(.paragraph)
                pageOffsets.append(text.bytes.count)
            case .tab: text.separate(.tab)
            case .blank: text.separate(.blank)
            case .lineBreak: text.separate(.line)
            case .silent: if silentDepth == nil { silentDepth = depth }
            }
        }

        func end(_ name: XMLName) {
            defer { depth -= 1 }
            if let metaDepth {
                if depth == metaDepth { self.metaDepth = nil } else { properties.end(name) }
                return
            }
            if stylesDepth != nil {
                if stylesDepth == depth { stylesDepth = nil }
                return
            }
            switch OpenDocumentReader.roles[name] {
            case .paragraph, .heading:
                if let headingOffset {
                    firstHeading = String(decoding: text.bytes[headingOffset...], as: UTF8.self)
                        .asTitle(limit: TitleFinder.limit)
                    self.headingOffset = nil
                }
                paragraphs = max(0, paragraphs - 1)
                separateParagraph()
            case .cell:
                cells = max(0, cells - 1)
                text.separate(.tab)
            case .row, .table, .page: text.separate(.paragraph)
            default: break
            }
            if silentDepth == depth { silentDepth = nil }
        }

        func characters(_ piece: UnsafeBufferPointer<UInt8>) {
            if metaDepth != nil { return properties.characters(piece) }
            if paragraphs > 0, silentDepth == nil, stylesDepth == nil { text.append(piece) }
        }

        /// In a cell the lines of one are kept together.
        private func separateParagraph() {
            text.separate(cells > 0 ? .line : .paragraph)
        }
    }
}
