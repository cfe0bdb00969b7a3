/// The state of reading some Rich Text Format. Takes time in proportion to the bytes; groups nested deeper than a limit
/// are read without a state of their own.
struct RTFParser {
    private(set) var text = PackedText()
    private(set) var metadata = DocumentMetadata()
    /// Whether the last group was closed.
    private(set) var isWhole = false

    /// Where the text of a group goes.
    private enum Destination {
        case body, ignored, fontTable, info, title, author, keywords
        /// `\creatim` has numbers only.
        case created
    }

    /// What a group may change for itself.
    private struct State {
        var destination = Destination.body
        var font = 0
        /// How many bytes stand behind each `\u` for readers that do not know it.
        var fallbackCount = 1
        var isHidden = false
    }

    private static let depthLimit = 1000

    private let bytes: [UInt8]
    private let context: ReadingContext
    private var offset = 0
    private var states = [State()]
    private var depthOverLimit = 0
    /// The rest of the fallback of the last `\u`.
    private var skipCount = 0
    private var documentCharset = "windows-1252"
    private var fontCharsets: [Int: String] = [:]
    /// Bytes of text in a code page, not yet decoded.
    private var run: [UInt8] = []
    private var runCharset = ""
    private var highSurrogate: UInt32?
    private var value: [UInt8] = []
    private var created: [String: Int] = [:]
    private var isStarred = false
    /// The next group is for readers that do not know Unicode, and the one after it says the same in full.
    private var isFallbackNext = false

    init(_ bytes: [UInt8], context: ReadingContext) {
        self.bytes = bytes
        self.context = context
    }

    private var state: State {
        get { states[states.count - 1] }
        set { states[states.count - 1] = newValue }
    }

    mutating func parse() {
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            switch byte {
            case UInt8(ascii: "{"): openGroup()
            case UInt8(ascii: "}"):
                closeGroup()
                if isWhole { return finish() }
            case UInt8(ascii: "\\"): readControl()
            case 0x0A, 0x0D, 0: break
            default:
                isStarred = false
                appendByte(byte)
            }
        }
        finish()
    }

    private mutating func finish() {
        flushRun()
        if let year = created["yr"], let month = created["mo"], let day = created["dy"] {
            let clock = [created["hr"] ?? 0, created["min"] ?? 0].map { $0 < 10 ? "0\($0)" : "\($0)" }
            metadata.dateSeconds = DocumentDate.seconds(from: "\(year)-\(month)-\(day) \(clock[0]):\(clock[1])")
        }
    }

    // MARK: Groups

    private mutating func openGroup() {
        flushRun()
        skipCount = 0
        isStarred = false
        let isFallback = isFallbackNext
        isFallbackNext = false
        if states.count < Self.depthLimit {
            states.append(state)
            if isFallback { state.destination = .ignored }
        } else {
            depthOverLimit += 1
        }
    }

    private mutating func closeGroup() {
        flushRun()
        skipCount = 0
        isStarred = false
        isFallbackNext = false
        if depthOverLimit > 0 {
            depthOverLimit -= 1
            return
        }
        let closed = state
        if states.count > 1 { states.removeLast() }
        if closed.destination != state.destination { take(closed.destination) }
        if states.count == 1 { isWhole = true }
    }

    /// Ends a piece of what the document says about itself.
    private mutating func take(_ destination: Destination) {
        let line = String(decoding: value, as: UTF8.self).asTitle(limit: 1000)
        value = []
        switch destination {
        case .title: metadata.title = line.flatMap(FoundTitle.unlessPlaceholder)
        case .author: metadata.author = line
        case .keywords: metadata.addTags(line.map(DocumentMetadata.split) ?? [])
        case .body, .ignored, .fontTable, .info, .created: break
        }
    }

    // MARK: Controls

    private mutating func readControl() {
        guard offset < bytes.count else { return }
        let byte = bytes[offset]
        if Self.isLetter(byte) {
            var end = offset
            while end < bytes.count, end - offset < 32, Self.isLetter(bytes[end]) { end += 1 }
            let word = String(decoding: bytes[offset..<end], as: UTF8.self)
            offset = end
            let parameter = readNumber()
            if offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
            obey(word, parameter)
            return
        }
        offset += 1
        switch byte {
        case UInt8(ascii: "'"):
            guard offset + 2 <= bytes.count,
                let value = UInt8(String(decoding: bytes[offset..<offset + 2], as: UTF8.self), radix: 16)
            else { return }
            offset += 2
            isStarred = false
            appendByte(value)
        case UInt8(ascii: "*"): isStarred = true
        case UInt8(ascii: "~"): appendSeparator(.blank)
        case UInt8(ascii: "_"): appendByte(0x2D)
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): appendByte(byte)
        case 0x0A, 0x0D: appendSeparator(.paragraph)
        default: break
        }
    }

    private mutating func readNumber() -> Int? {
        var end = offset
        if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
        while end < bytes.count, end - offset < 11, (0x30...0x39).contains(bytes[end]) { end += 1 }
        guard let number = Int(String(decoding: bytes[offset..<end], as: UTF8.self)) else { return nil }
        offset = end
        return number
    }

    private mutating func obey(_ word: String, _ parameter: Int?) {
        let wasStarred = isStarred
        isStarred = false
        switch word {
        case "par", "sect", "page", "row", "nestrow", "column": appendSeparator(.paragraph)
        case "line", "softline": appendSeparator(.line)
        case "tab", "cell", "nestcell": appendSeparator(.tab)
        case "u": appendUnicode(parameter ?? 0)
        case "uc": state.fallbackCount = max(0, min(parameter ?? 1, 100))
        case "upr": isFallbackNext = true
        case "ud": break
        case "emdash": append("—")
        case "endash": append("–")
        case "lquote": append("‘")
        case "rquote": append("’")
        case "ldblquote": append("“")
        case "rdblquote": append("”")
        case "bullet": append("•")
        case "emspace", "enspace": appendSeparator(.blank)
        case "bin":
            // Bytes that are no RTF.
            offset = min(bytes.count, offset + max(0, parameter ?? 0))
        case "ansicpg": documentCharset = parameter.flatMap(Self.charset(ofCodePage:)) ?? documentCharset
        case "mac": documentCharset = "macintosh"
        case "f":
            flushRun()
            state.font = parameter ?? 0
        case "fcharset":
            if state.destination == .fontTable { fontCharsets[state.font] = parameter.flatMap(Self.charset(ofFont:)) }
        case "plain":
            flushRun()
            state.isHidden = false
        case "v", "deleted":
            flushRun()
            state.isHidden = parameter != 0
        case "yr", "mo", "dy", "hr", "min": if state.destination == .created { created[word] = parameter }
        default:
            if let destination = Self.destinations[word] {
                // What is in a group that is ignored stays so.
                if state.destination != .ignored { begin(destination) }
            } else if wasStarred {
                begin(.ignored)
            }
        }
    }

    private mutating func begin(_ destination: Destination) {
        flushRun()
        value = []
        state.destination = destination
    }

    private static let destinations: [String: Destination] = {
        var destinations: [String: Destination] = [
            "fonttbl": .fontTable, "info": .info, "title": .title, "author": .author, "keywords": .keywords,
            "creatim": .created,
            // Notes stand in the text, where they belong.
            "footnote": .body, "shptxt": .body, "shpinst": .body, "annotation": .body, "fldrslt": .body,
            "nonshppict": .ignored, "listtext": .ignored, "pntext": .ignored,
        ]
        let ignored = [
            "colortbl", "stylesheet", "pict", "object", "objdata", "fldinst", "listtable", "listoverridetable",
            "revtbl", "rsidtbl", "generator", "themedata", "colorschememapping", "latentstyles", "datastore",
            "xmlnstbl", "filetbl", "bkmkstart", "bkmkend", "sn", "sv", "xe", "tc", "pnseclvl", "mmathPr", "blipuid",
            "operator", "company", "comment", "doccomm", "subject", "manager", "category", "hlinkbase", "revtim",
            "printim", "buptim", "atnid", "atnauthor", "atrfstart", "atrfend", "atndate", "atnref", "falt", "panose",
        ]
        for word in ignored { destinations[word] = .ignored }
        return destinations
    }()

    // MARK: Text

    private mutating func appendByte(_ byte: UInt8) {
        if skipCount > 0 {
            skipCount -= 1
            return
        }
        highSurrogate = nil
        switch state.destination {
        case .ignored, .fontTable, .info, .created: return
        case .body where state.isHidden: return
        default: break
        }
        // Whatever changes the font or the destination ends the run before.
        if run.isEmpty {
            runCharset = state.destination == .body ? fontCharsets[state.font] ?? documentCharset : documentCharset
        }
        run.append(byte)
    }

    /// Decodes the bytes there are. A character of two bytes may end in what would be a mark of the format, and is
    /// escaped then; it may not lie across a change of fonts.
    private mutating func flushRun() {
        guard !run.isEmpty else { return }
        let isASCII = run.allSatisfy { $0 < 0x80 }
        let decoded = isASCII ? run : context.text(run, declared: runCharset)
        write(decoded ?? Array(String(decoding: run, as: UTF8.self).utf8))
        run = []
    }

    private mutating func appendUnicode(_ number: Int) {
        flushRun()
        skipCount = state.fallbackCount
        guard state.destination != .ignored else { return }
        let unit = UInt32(truncatingIfNeeded: number) & 0xFFFF
        if 0xD800...0xDBFF ~= unit {
            highSurrogate = unit
            return
        }
        var scalar = unit
        if 0xDC00...0xDFFF ~= unit {
            guard let high = highSurrogate else { return }
            scalar = 0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00)
        }
        highSurrogate = nil
        guard let scalar = Unicode.Scalar(scalar) else { return }
        append(String(Character(scalar)))
    }

    private mutating func append(_ string: String) {
        flushRun()
        write(Array(string.utf8))
    }

    private mutating func write(_ utf8: [UInt8]) {
        switch state.destination {
        case .ignored, .fontTable, .info, .created: break
        case .body: if !state.isHidden { text.append(utf8.map { $0 == 0x7F ? 0x20 : $0 }) }
        case .title, .author, .keywords: if value.count < 10_000 { value += utf8 }
        }
    }

    private mutating func appendSeparator(_ separator: TextBuilder.Separator) {
        flushRun()
        skipCount = 0
        switch state.destination {
        case .body: text.separate(separator)
        default: write([0x20])
        }
    }

    // MARK: Charsets

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20)
    }

    private static func charset(ofCodePage number: Int) -> String? {
        switch number {
        case 936: "GBK"
        case 950: "Big5"
        case 932: "Shift_JIS"
        case 949: "EUC-KR"
        case 874: "windows-874"
        case 10000: "macintosh"
        case 54936: "GB18030"
        case 65001: "UTF-8"
        case 437, 850, 852, 855, 857, 860...866, 869: "IBM\(number)"
        case 1250...1258: "windows-\(number)"
        default: nil
        }
    }

    /// The numbers of Windows for the character sets of fonts. Nil for those that do not say, of which 0, ANSI, is one:
    /// programs write Chinese under it in the document's own code page.
    private static func charset(ofFont number: Int) -> String? {
        switch number {
        case 77: "macintosh"
        case 128: "Shift_JIS"
        case 129, 130: "EUC-KR"
        case 134: "GBK"
        case 136: "Big5"
        case 161: "windows-1253"
        case 162: "windows-1254"
        case 163: "windows-1258"
        case 177: "windows-1255"
        case 178: "windows-1256"
        case 186: "windows-1257"
        case 204: "windows-1251"
        case 222: "windows-874"
        case 238: "windows-1250"
        default: nil
        }
    }
}
