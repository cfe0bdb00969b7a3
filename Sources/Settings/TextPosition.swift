/// A place in the text of a file, both counted from 1, the column in Unicode scalars.
package struct TextPosition: Hashable, Sendable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

extension TextPosition {
    /// Where a key is written, or failing that the table it is in: TOMLKit knows the place of a syntax error only.
    ///
    /// The text has been parsed before, so this is a search for a known key and no second parser. Keys inside an
    /// inline table get the place of the table. Nil when not even the first part of the key is found.
    ///
    /// - Parameter table: which of the tables `[[…]]` of the key's first part is meant, from 0; all of them when they are
    ///   written as one array.
    init?(ofKey key: [String], table: Int = 0, in text: String) {
        var header: [String] = []
        var tableNumber = -1
        var best: (position: TextPosition, depth: Int)?
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in lines.enumerated() {
            let start = line.drop { " \t\u{FEFF}".unicodeScalars.contains($0) }
            var written: [String]
            if start.first == "[" {
                let isTables = start.dropFirst().first == "["
                guard let name = Self.key(in: start.dropFirst(isTables ? 2 : 1), endingWith: "]") else { continue }
                header = name
                if isTables, name == Array(key.prefix(1)) { tableNumber += 1 }
                written = name
            } else {
                guard let name = Self.key(in: start, endingWith: "=") else { continue }
                written = header + name
            }
            // The key of another table, if there is more than one.
            if tableNumber >= 0, header == Array(key.prefix(1)), tableNumber != table { continue }
            written = Array(written.prefix(key.count))
            if written == Array(key.prefix(written.count)), written.count > best?.depth ?? 0 {
                let column = line.distance(from: line.startIndex, to: start.startIndex) + 1
                best = (TextPosition(line: number + 1, column: column), written.count)
            }
        }
        guard let best else { return nil }
        self = best.position
    }

    /// The parts of the dotted key that a line begins with; nil when it does not begin with one.
    private static func key(in line: Substring.UnicodeScalarView, endingWith end: Unicode.Scalar) -> [String]? {
        var parts: [String] = []
        var part = ""
        var quote: Unicode.Scalar?
        var rest = line[...]
        while let scalar = rest.popFirst() {
            switch (scalar, quote) {
            case ("\\", "\""):
                guard let escaped = escaped(&rest) else { return nil }
                part.unicodeScalars.append(escaped)
            case (quote, .some): quote = nil
            case (_, .some): part.unicodeScalars.append(scalar)
            case ("\"", nil), ("'", nil): quote = scalar
            case (" ", nil), ("\t", nil): continue
            case ("#", nil): return nil
            case (".", nil):
                parts.append(part)
                part = ""
            case (end, nil): return parts + [part]
            case (_, nil): part.unicodeScalars.append(scalar)
            }
        }
        return nil
    }

    /// What an escape stands for, which goes on behind its backslash; nil when TOML has no such escape.
    private static func escaped(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        guard let letter = rest.popFirst() else { return nil }
        switch letter {
        case "\"", "\\": return letter
        case "b": return "\u{8}"
        case "t": return "\t"
        case "n": return "\n"
        case "f": return "\u{C}"
        case "r": return "\r"
        case "u", "U":
            let digits = rest.prefix(letter == "u" ? 4 : 8)
            rest.removeFirst(digits.count)
            return UInt32(String(digits), radix: 16).flatMap(Unicode.Scalar.init)
        default: return nil
        }
    }
}
