internal import Documents

/// Reads the parts of a word processor's document (DOCX).
enum WordReader {
    static func body(of parts: OfficeParts) -> Body {
        let handler = Handler()
        for name in [parts.main] + ["footnotes", "endnotes", "comments", "header", "footer"].flatMap(parts.names) {
            _ = parts.scan(name, into: handler)
            handler.finishPart()
        }
        return Body(text: handler.text.bytes, places: .none, firstHeading: handler.firstHeading)
    }

    private enum Role {
        case text, run, paragraph, cell, row, tab, lineBreak, noBreakHyphen, vanish, style
        /// Not shown, or shown elsewhere.
        case silent
    }

    private static let roles: [XMLName: Role] = [
        "t": .text, "r": .run, "p": .paragraph, "tc": .cell, "tr": .row, "tab": .tab, "ptab": .tab, "br": .lineBreak,
        "cr": .lineBreak, "noBreakHyphen": .noBreakHyphen, "vanish": .vanish, "pStyle": .style,
        // What was deleted, or moved from here; a text box comes once as it is and once for old programs.
        "del": .silent, "moveFrom": .silent, "Fallback": .silent,
    ]

    private final class Handler: XMLHandler {
        private(set) var text = PackedText()
        private(set) var firstHeading: String?
        private var depth = 0
        private var silentDepth: Int?
        private var propertiesDepth: Int?
        private var isText = false
        private var isVanished = false
        private var cellDepth = 0
        private var isHeading = false
        private var paragraphOffset = 0

        /// A part that ends early leaves its elements open.
        func finishPart() {
            depth = 0
            silentDepth = nil
            propertiesDepth = nil
            isText = false
            isVanished = false
            cellDepth = 0
            isHeading = false
            text.separate(.paragraph)
        }

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            depth += 1
            if name == "pPr" || name == "rPr", propertiesDepth == nil { propertiesDepth = depth }
            guard let role = WordReader.roles[name] else { return }
            switch role {
            case .text: isText = true
            case .run: isVanished = false
            case .paragraph:
                separateParagraph()
                isHeading = false
                paragraphOffset = text.bytes.count
            case .cell:
                text.separate(.tab)
                cellDepth += 1
            case .row: text.separate(.paragraph)
            // The same word names the stops in a paragraph's properties.
            case .tab: if propertiesDepth == nil { text.separate(.tab) }
            case .lineBreak: if propertiesDepth == nil { text.separate(.line) }
            case .noBreakHyphen: if silentDepth == nil { text.append([0x2D]) }
            case .vanish: isVanished = attributes["val"].map { $0 != "0" && $0 != "false" && $0 != "off" } ?? true
            case .style:
                let style = attributes["val"]?.lowercased() ?? ""
                isHeading = style.hasPrefix("heading") || style == "title" || style == "1"
            // Within properties `del` says that the mark of the paragraph was deleted.
            case .silent: if silentDepth == nil, propertiesDepth == nil { silentDepth = depth }
            }
        }

        func end(_ name: XMLName) {
            switch WordReader.roles[name] {
            case .text: isText = false
            case .run: isVanished = false
            case .paragraph:
                if isHeading, firstHeading == nil, paragraphOffset < text.bytes.count {
                    firstHeading = String(decoding: text.bytes[paragraphOffset...], as: UTF8.self)
                        .asTitle(limit: TitleFinder.limit)
                }
                separateParagraph()
            case .cell:
                cellDepth = max(0, cellDepth - 1)
                text.separate(.tab)
            case .row: text.separate(.paragraph)
            default: break
            }
            if silentDepth == depth { silentDepth = nil }
            if propertiesDepth == depth {
                propertiesDepth = nil
                // A paragraph's own mark may vanish without its text.
                if name == "pPr" { isVanished = false }
            }
            depth -= 1
        }

        func characters(_ piece: UnsafeBufferPointer<UInt8>) {
            if isText, !isVanished, silentDepth == nil { text.append(piece) }
        }

        /// In a cell the lines of one are kept together.
        private func separateParagraph() {
            text.separate(cellDepth > 0 ? .line : .paragraph)
        }
    }
}
