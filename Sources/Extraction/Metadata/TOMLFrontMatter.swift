/// Reads the part of TOML that front matter is written in (Hugo, Zola): keys with strings, dates and lists of strings, and
/// tables. Of other values only their line is looked at.
struct TOMLFrontMatter {
    private var rest: Substring.UnicodeScalarView
    private var metadata = DocumentMetadata()

    /// Nil when some line is none of TOML.
    static func metadata(of text: String) -> DocumentMetadata? {
        var reader = TOMLFrontMatter(rest: Substring(text).unicodeScalars)
        var table = ""
        while true {
            reader.passBlanks()
            guard let first = reader.rest.first else { return reader.metadata }
            if first == "[" {
                let line = String(reader.line()).trimmed
                guard line.hasSuffix("]") else { return nil }
                table = String(line.drop { $0 == "[" }.prefix { $0 != "]" }).trimmed
                continue
            }
            guard let key = reader.key(), let values = reader.value() else { return nil }
            // Zola keeps tags in a table of their own; other tables are the theme's.
            guard table.isEmpty || table == "taxonomies" || table == "extra" else { continue }
            reader.take(key, values)
        }
    }

    private init(rest: Substring.UnicodeScalarView) {
        self.rest = rest
    }

    private mutating func take(_ key: String, _ values: [String]) {
        switch key.lowercased() {
        case "tags", "tag", "keywords", "keyword", "categories", "category": metadata.addTags(values)
        case "author", "authors": metadata.read(key: key, value: values.joined(separator: ", "))
        default: if let value = values.first { metadata.read(key: key, value: value) }
        }
    }

    // MARK: Scanning

    /// Passes over white space and comments.
    private mutating func passBlanks() {
        while let first = rest.first {
            if first == "#" {
                _ = line()
            } else if first.properties.isWhitespace {
                rest.removeFirst()
            } else {
                return
            }
        }
    }

    private mutating func line() -> Substring.UnicodeScalarView {
        let line = rest.prefix { $0 != "\n" }
        rest = rest[line.endIndex...]
        return line
    }

    /// The key before an equals sign.
    private mutating func key() -> String? {
        let key = rest.prefix { $0 != "=" && $0 != "\n" }
        guard rest[key.endIndex...].first == "=" else { return nil }
        rest = rest[key.endIndex...].dropFirst()
        let name = String(key).trimmed.filter { $0 != "\"" && $0 != "'" }
        return name.isEmpty ? nil : name
    }

    /// The strings of a value; one that is neither string nor list is as it is written.
    private mutating func value() -> [String]? {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        switch rest.first {
        case "\"", "'":
            guard let text = string() else { return nil }
            let behind = String(line()).trimmed
            return behind.isEmpty || behind.hasPrefix("#") ? [text] : nil
        case "[": return list()
        default:
            let text = String(line().prefix { $0 != "#" }).trimmed
            return text.isEmpty ? nil : [text]
        }
    }

    private mutating func list() -> [String]? {
        rest.removeFirst()
        var values: [String] = []
        while true {
            passBlanks()
            switch rest.first {
            case nil: return nil
            case "]":
                rest.removeFirst()
                return values
            case ",": rest.removeFirst()
            case "\"", "'":
                guard let text = string() else { return nil }
                values.append(text)
            // A list of lists or tables is none of ours, but it has to end.
            case "[", "{":
                let text = rest.prefix { $0 != "]" && $0 != "}" }
                rest = rest[text.endIndex...].dropFirst()
            default:
                let text = rest.prefix { $0 != "," && $0 != "]" && $0 != "\n" }
                rest = rest[text.endIndex...]
                values.append(String(text).trimmed)
            }
        }
    }

    /// A string in one or three quotation marks; in double ones a backslash escapes.
    private mutating func string() -> String? {
        guard let mark = rest.first else { return nil }
        let isLong = rest.starts(with: [mark, mark, mark])
        rest.removeFirst(isLong ? 3 : 1)
        var text = String.UnicodeScalarView()
        while let next = rest.first {
            if isLong ? rest.starts(with: [mark, mark, mark]) : next == mark {
                rest.removeFirst(isLong ? 3 : 1)
                return String(text)
            }
            rest.removeFirst()
            if next == "\n", !isLong { return nil }
            guard next == "\\", mark == "\"" else {
                text.append(next)
                continue
            }
            guard let escaped = rest.popFirst() else { return nil }
            switch escaped {
            case "n", "r", "t": text.append(" ")
            case "u", "U":
                let digits = rest.prefix(escaped == "u" ? 4 : 8)
                guard let code = UInt32(String(digits), radix: 16), let scalar = Unicode.Scalar(code) else {
                    return nil
                }
                rest = rest[digits.endIndex...]
                text.append(scalar)
            default: text.append(escaped)
            }
        }
        return nil
    }
}
