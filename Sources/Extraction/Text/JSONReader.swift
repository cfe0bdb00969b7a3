/// Reads the strings of JSON: every value, and the keys that are words rather than names for programs.
///
/// A scanner rather than a parser: comments, commas too many, several values and broken ends are all read somehow, there
/// is nothing to be nested too deeply for, and what stands outside of strings and is not ASCII is kept as text.
struct JSONReader {
    private var copier: SourceCopier
    private var metadata = DocumentMetadata()
    private var depth = 0
    /// Values at the outermost level. With more than one the file is a list of records, and none speaks for all.
    private var values = 0
    private var lastKey = ""
    /// The key at the outermost level whose value is being read.
    private var outerKey = ""
    /// The depth of an array whose strings are pieces of one text, as Jupyter writes its cells.
    private var joinedDepth: Int?
    private var isFirstPiece = true

    /// Strings longer than this that have no character beyond those of Base64 are files, not text.
    private static let encodedBytes = 1000

    /// Whether the first thing is one that JSON, or JSON with comments, can begin with.
    static func canRead(_ source: [UInt8]) -> Bool {
        guard let first = source.first(where: { $0 > 0x20 }) else { return true }
        return "{[\"/-0123456789tfn".utf8.contains(first)
    }

    static func body(of source: [UInt8], from offset: Int) -> Body {
        source.withUnsafeBufferPointer { source in
            var reader = JSONReader(copier: SourceCopier(source))
            reader.read(from: offset)
            var body = reader.copier.body(metadata: reader.values > 1 ? DocumentMetadata() : reader.metadata)
            body.isTitledByFirstLine = false
            return body
        }
    }

    private init(copier: SourceCopier) {
        self.copier = copier
    }

    private mutating func read(from start: Int) {
        let source = copier.source
        var index = start
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "\""): index = readString(at: index)
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open(byte)
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth = max(0, depth - 1)
                if let joined = joinedDepth, depth < joined { joinedDepth = nil }
                copier.separate(.paragraph)
                index += 1
            case UInt8(ascii: "/") where source.has("//", at: index):
                let end = source.endOfLine(from: index)
                copyLoose(index + 2..<end)
                index = end
            case UInt8(ascii: "/") where source.has("/*", at: index):
                var end = index + 2
                while end < source.count, !source.has("*/", at: end) { end += 1 }
                copyLoose(index + 2..<end)
                index = min(source.count, end + 2)
            case 0x80...:
                var end = index
                while end < source.count, source[end] >= 0x20, !Self.isStructural(source[end]) { end += 1 }
                copyLoose(index..<end)
                index = end
            default: index += 1
            }
        }
    }

    private static func isStructural(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
            UInt8(ascii: ","):
            true
        default: false
        }
    }

    private mutating func open(_ bracket: UInt8) {
        if depth == 0 { values += 1 }
        depth += 1
        if bracket == UInt8(ascii: "["), joinedDepth == nil, lastKey == "source" || lastKey == "text" {
            joinedDepth = depth
            isFirstPiece = true
        }
        lastKey = ""
        copier.separate(.paragraph)
    }

    /// What stands outside of strings: comments, and the words of files that are no JSON.
    private mutating func copyLoose(_ range: Range<Int>) {
        copier.separate(.paragraph)
        copier.copy(range)
        copier.separate(.paragraph)
    }

    // MARK: Strings

    /// Reads the string whose quotation mark is at `start`, and returns where it ends.
    private mutating func readString(at start: Int) -> Int {
        let source = copier.source
        var end = start + 1
        // A string ends with its line at the latest: a mark that is missing spoils no more than that.
        while end < source.count, source[end] != UInt8(ascii: "\""), source[end] != 0x0A {
            end += source[end] == UInt8(ascii: "\\") && end + 1 < source.count && source[end + 1] != 0x0A ? 2 : 1
        }
        end = min(end, source.count)
        let content = start + 1..<end
        let next = end < source.count && source[end] == UInt8(ascii: "\"") ? end + 1 : end
        var colon = next
        while colon < source.count, source[colon] <= 0x20 { colon += 1 }
        if colon < source.count, source[colon] == UInt8(ascii: ":") {
            readKey(content)
            return colon + 1
        }
        readValue(content)
        return next
    }

    private mutating func readKey(_ content: Range<Int>) {
        let source = copier.source
        copier.separate(.paragraph)
        if source[content].contains(where: { !Self.isNameByte($0) }) {
            copier.write(unescaped(content), for: content.lowerBound)
            copier.separate(.tab)
        }
        lastKey = content.count <= 64 ? source.string(content) : ""
        if depth == 1 { outerKey = lastKey }
    }

    private mutating func readValue(_ content: Range<Int>) {
        if depth == 0 { values += 1 }
        if isEncodedFile(content) { return }
        let value = unescaped(content)
        if values == 1, depth == 1 || depth == 2 && lastKey.isEmpty, !outerKey.isEmpty {
            metadata.read(key: outerKey, value: String(decoding: value.prefix(4096), as: UTF8.self))
        }
        if joinedDepth == depth {
            writePiece(value, for: content.lowerBound)
            return
        }
        if lastKey.isEmpty { copier.separate(.paragraph) }
        copier.write(value, for: content.lowerBound)
        copier.separate(.paragraph)
        lastKey = ""
    }

    /// A piece of a text in an array; its own line breaks say where lines end.
    private mutating func writePiece(_ value: [UInt8], for place: Int) {
        if isFirstPiece { copier.separate(.paragraph) }
        isFirstPiece = false
        let endsLine = value.last == 0x0A
        copier.write(endsLine ? value.dropLast() : value[...], for: place)
        if endsLine { copier.separate(value.count == 1 ? .paragraph : .line) }
    }

    /// Names that programs use: `created_at`, `zh-CN`, `$ref`, `@type`, `a.b/c`.
    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"),
            UInt8(ascii: "@"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "#"):
            true
        default: false
        }
    }

    private func isEncodedFile(_ content: Range<Int>) -> Bool {
        let source = copier.source
        guard content.count > Self.encodedBytes else { return false }
        var start = content.lowerBound
        if source.has("data:", at: start), let comma = source.firstOffset(of: 0x2C, in: start..<start + 200) {
            start = comma + 1
        }
        // Line breaks in it are written as `\n`.
        return source[start..<content.upperBound].allSatisfy {
            switch $0 {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="),
                UInt8(ascii: "\\"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
    }

    /// The string's value, without NUL and control characters. An escape that is none stands as it is written, half of
    /// a surrogate pair becomes U+FFFD.
    private func unescaped(_ content: Range<Int>) -> [UInt8] {
        let source = copier.source
        var value: [UInt8] = []
        value.reserveCapacity(content.count)
        var index = content.lowerBound
        while index < content.upperBound {
            let byte = source[index]
            guard byte == UInt8(ascii: "\\"), index + 1 < content.upperBound else {
                value.append(byte == 0 ? 0x20 : byte)
                index += 1
                continue
            }
            index += 2
            switch source[index - 1] {
            case UInt8(ascii: "n"): value.append(0x0A)
            case UInt8(ascii: "t"): value.append(0x09)
            case UInt8(ascii: "r"), UInt8(ascii: "b"), UInt8(ascii: "f"): break
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): value.append(source[index - 1])
            case UInt8(ascii: "u"):
                guard var code = hexadecimal(at: index, before: content.upperBound) else {
                    value += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
                    continue
                }
                index += 4
                if (0xD800...0xDBFF).contains(code), source.has("\\u", at: index),
                    let low = hexadecimal(at: index + 2, before: content.upperBound), (0xDC00...0xDFFF).contains(low)
                {
                    code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
                    index += 6
                }
                if code == 0x0A { value.append(0x0A) }
                if code < 0x20 { continue }
                value += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
            default: value += [UInt8(ascii: "\\"), source[index - 1]]
            }
        }
        return value
    }

    private func hexadecimal(at start: Int, before end: Int) -> UInt32? {
        guard start + 4 <= end else { return nil }
        let digits = copier.source.string(start..<start + 4)
        return digits.utf8.allSatisfy { $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }
            ? UInt32(digits, radix: 16) : nil
    }
}
