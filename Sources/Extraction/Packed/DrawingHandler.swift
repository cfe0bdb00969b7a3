/// Reads the text of DrawingML: of slides, their notes and their diagrams.
final class DrawingHandler: XMLHandler {
    private enum Role {
        case text, paragraph, cell, row, lineBreak, silent
    }

    private static let roles: [XMLName: Role] = [
        "t": .text, "p": .paragraph, "tc": .cell, "tr": .row, "br": .lineBreak,
        // The comments of slides.
        "text": .text, "cm": .paragraph,
        // The number of the slide, and what is there for old programs once more.
        "fld": .silent, "Fallback": .silent,
    ]

    private(set) var text = PackedText()
    private var depth = 0
    private var silentDepth: Int?
    private var isText = false
    private var cellDepth = 0

    /// Begins another part; one that ended early left its elements open.
    func finishPart() {
        depth = 0
        silentDepth = nil
        isText = false
        cellDepth = 0
        text.separate(.paragraph)
    }

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
        depth += 1
        switch Self.roles[name] {
        case .text: isText = true
        case .paragraph: text.separate(cellDepth > 0 ? .line : .paragraph)
        case .cell:
            text.separate(.tab)
            cellDepth += 1
        case .row: text.separate(.paragraph)
        case .lineBreak: text.separate(.line)
        case .silent: if silentDepth == nil { silentDepth = depth }
        case nil: break
        }
    }

    func end(_ name: XMLName) {
        switch Self.roles[name] {
        case .text: isText = false
        case .paragraph: text.separate(cellDepth > 0 ? .line : .paragraph)
        case .cell:
            cellDepth = max(0, cellDepth - 1)
            text.separate(.tab)
        case .row: text.separate(.paragraph)
        default: break
        }
        if silentDepth == depth { silentDepth = nil }
        depth -= 1
    }

    func characters(_ piece: UnsafeBufferPointer<UInt8>) {
        if isText, silentDepth == nil { text.append(piece) }
    }
}
