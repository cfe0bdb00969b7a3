extension String {
    /// Without white space, ideographic blanks and byte order marks at either end.
    var trimmed: String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.isBlank || scalar == "\u{FEFF}" }
        let start = unicodeScalars.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(start[...last])
    }

    /// On one line with single blanks, trimmed, and cut after `limit` characters; nil when nothing is left.
    func asTitle(limit: Int) -> String? {
        let line = unicodeScalars.split { $0.isBlank && $0 != "\u{3000}" }.map(String.init)
            .joined(separator: " ").trimmed
        return line.isEmpty ? nil : String(line.prefix(limit)).trimmed
    }
}

extension Unicode.Scalar {
    /// White space, as `properties.isWhitespace` says it. Most characters need no look at the tables behind that.
    var isBlank: Bool {
        switch value {
        case 0x21...0x84, 0x3001...: false
        default: properties.isWhitespace
        }
    }
}
