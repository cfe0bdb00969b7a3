/// How many columns of a terminal text takes.
enum DisplayWidth {
    /// 2 for what East Asian typography sets wide and for emoji, else 1; never less than a terminal takes.
    static func columns(_ character: Character) -> Int {
        var columns = 0
        for scalar in character.unicodeScalars {
            if columns == 0 {
                columns = self.columns(scalar)
            } else if scalar.value == 0xFE0F || isRegionalIndicator(scalar) {
                // The character before it is shown as an emoji, or the two are a flag.
                columns = 2
            } else if scalar.value == 0xFF9E || scalar.value == 0xFF9F {
                // A half-width voicing mark stands in a column of its own.
                columns += 1
            }
        }
        return columns
    }

    /// The same for a scalar that is a character by itself.
    static func columns(_ scalar: Unicode.Scalar) -> Int { isWide(scalar) ? 2 : 1 }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x1100: false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x1B2FF,
            0x1F200...0x1F265, 0x20000...0x3FFFD:
            true
        case 0x2300..<0x2C00, 0x1F000..<0x1FB00:
            scalar.properties.isEmojiPresentation && !isRegionalIndicator(scalar)
        default: false
        }
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }
}
