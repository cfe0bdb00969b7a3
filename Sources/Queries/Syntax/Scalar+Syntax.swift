/// What a character is to the parser. It asks no engine: nothing that is decided here changes which text is searched for.
extension Unicode.Scalar {
    /// The ASCII character for a full-width one; any other as it is. Whatever is syntax is syntax in either width.
    var halfWidth: Unicode.Scalar {
        // U+FF01 to U+FF5E are ASCII's characters in its order.
        guard value >= 0xFF01, value <= 0xFF5E, let ascii = Unicode.Scalar(value - 0xFEE0) else { return self }
        return ascii
    }

    var isBlank: Bool {
        // The last of Unicode's blanks is the ideographic one: Han need not be looked up.
        value < 0x80 ? value == 0x20 || value >= 9 && value <= 13 : value <= 0x3000 && properties.isWhitespace
    }

    /// A letter or digit of a script that puts blanks between words: what stands right behind one belongs to its word.
    var isOfSpacedWord: Bool {
        let scalar = halfWidth
        // Below the radicals and kana; Hangul, too, is written as Chinese is where marks are concerned.
        return scalar.value < 0x2E80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    }

    /// Something that can be searched for, beside marks and blanks.
    var isSearchable: Bool {
        properties.isAlphabetic || properties.numericType != nil || value >= 0x2190 && properties.isEmoji
    }
}

extension String {
    /// ASCII instead of full-width characters, small letters instead of ASCII's capitals.
    var asSyntax: String {
        String(String.UnicodeScalarView(unicodeScalars.map(\.halfWidth))).lowercased()
    }

    /// On one line, whatever was typed, and not longer than a sentence has room for.
    func onOneLine(longest: Int = .max) -> String {
        var line = String.UnicodeScalarView()
        for (count, scalar) in unicodeScalars.enumerated() {
            guard count < longest else { return String(line) + "…" }
            let isControl = scalar.value < 0x20 || scalar.value >= 0x7F && scalar.value < 0xA0
            line.append(isControl || scalar == "\u{2028}" || scalar == "\u{2029}" ? " " : scalar)
        }
        return String(line)
    }
}

extension Substring {
    /// Nothing but ASCII's digits.
    var isOfDigits: Bool { utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") } }
}
