extension String {
    /// Without white space, ideographic blanks and byte order marks at either end.
    var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace || scalar == "\u{FEFF}" }
        let start = unicodeScalars.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }

    /// On one line with single blanks, trimmed, and cut after `limit` characters; nil when nothing is left.
    func asTitle(limit: Int) -> String? {
        let line = unicodeScalars.split { $0.properties.isWhitespace && $0 != "\u{3000}" }.map(String.init)
            .joined(separator: " ").trimmed
        return line.isEmpty ? nil : String(line.prefix(limit)).trimmed
    }
}
