internal import Documents

/// Reads the parts of a spreadsheet (XLSX): each sheet's name, and its rows with their cells as they are stored. Dates
/// are stored as numbers of days.
enum WorkbookReader {
    static func body(of parts: OfficeParts) -> Body {
        let workbook = SheetNameHandler()
        _ = parts.scan(parts.main, into: workbook)
        let relationships = parts.relationships(of: parts.main)
        let targets = Dictionary(relationships.all.map { ($0.id, $0.target) }, uniquingKeysWith: { first, _ in first })
        var sheets = workbook.sheets.compactMap { sheet in targets[sheet.id].map { (name: sheet.name, part: $0) } }
        if sheets.isEmpty { sheets = parts.names("worksheets/").map { ("", $0) } }
        var read: Set<String> = []
        sheets = sheets.filter { read.insert($0.part).inserted }

        let strings = SharedStringHandler()
        for name in parts.names("sharedStrings") { _ = parts.scan(name, into: strings) }
        let handler = SheetHandler(strings: strings.strings, limitBytes: parts.context.limits.textBytes)
        for sheet in sheets {
            handler.beginSheet(name: sheet.name)
            _ = parts.scan(sheet.part, into: handler)
        }
        let comments = SharedStringHandler(item: "comment")
        for name in parts.names("comments") { _ = parts.scan(name, into: comments) }
        for comment in comments.strings { handler.text.appendPart(comment) }
        return Body(text: handler.text.bytes, places: .none, isTitledByFirstLine: false)
    }

    private final class SheetNameHandler: XMLHandler {
        private(set) var sheets: [(name: String, id: String)] = []

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            guard name == "sheet", let id = attributes["id", namespaceEnd: "/relationships"] else { return }
            sheets.append((attributes["name"] ?? "", id))
        }

        func end(_ name: XMLName) {}
        func characters(_ piece: UnsafeBufferPointer<UInt8>) {}
    }

    /// The strings that cells refer to by their place in the list; comments have the same form.
    private final class SharedStringHandler: XMLHandler {
        private(set) var strings: [[UInt8]] = []
        private let item: XMLName
        private var current: [UInt8] = []
        private var isText = false
        private var isReading = false

        init(item: XMLName = "si") {
            self.item = item
        }

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            if name == item { current = [] }
            if name == "t" { isText = true }
            // How a name is read aloud.
            if name == "rPh" { isReading = true }
        }

        func end(_ name: XMLName) {
            if name == item { strings.append(current) }
            if name == "t" { isText = false }
            if name == "rPh" { isReading = false }
        }

        func characters(_ piece: UnsafeBufferPointer<UInt8>) {
            if isText, !isReading { current += piece }
        }
    }

    private final class SheetHandler: XMLHandler {
        private enum Kind {
            case value, shared, inline
        }

        var text = PackedText()
        private let strings: [[UInt8]]
        /// A long string may stand in a million cells: none is added to a text that is cut anyway.
        private let limitBytes: Int
        private var kind = Kind.value
        private var isValue = false
        private var value: [UInt8] = []

        init(strings: [[UInt8]], limitBytes: Int) {
            self.strings = strings
            self.limitBytes = limitBytes
        }

        func beginSheet(name: String) {
            isValue = false
            text.appendPart(Array(name.utf8))
        }

        func start(_ name: XMLName, _ attributes: XMLAttributes) {
            switch name {
            case "row": text.separate(.paragraph)
            case "c":
                text.separate(.tab)
                value = []
                switch attributes["t"] {
                case "s": kind = .shared
                case "inlineStr": kind = .inline
                default: kind = .value
                }
            case "v": isValue = kind != .inline
            case "t": isValue = kind == .inline
            default: break
            }
        }

        func end(_ name: XMLName) {
            switch name {
            case "v", "t": isValue = false
            case "c":
                if kind != .shared {
                    text.append(value)
                } else if text.bytes.count <= limitBytes, let index = Int(String(decoding: value, as: UTF8.self)),
                    strings.indices.contains(index)
                {
                    text.append(strings[index])
                }
            default: break
            }
        }

        func characters(_ piece: UnsafeBufferPointer<UInt8>) {
            if isValue { value += piece }
        }
    }
}
