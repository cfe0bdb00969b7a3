/// Makes text from documents, paths and the daemon harmless for a terminal.
///
/// A terminal obeys control characters: a document with ESC in its title could rename the window, or worse. Those that
/// reorder text can make a path look like another. They are shown, never sent.
enum TerminalText {
    /// Text on one line: a run of line breaks and tabs is one blank, other controls are shown as `visible` has them.
    ///
    /// A single break between two characters of Han or kana is a hard wrap inside a sentence and vanishes.
    static func line(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            guard isBreak(scalar) else {
                result.append(visible(scalar))
                rest.removeFirst()
                continue
            }
            let breaks = rest.prefix(while: isBreak)
            rest.removeFirst(breaks.count)
            let isHardWrap =
                breaks.elementsEqual(["\n"]) && result.last.map(isUnspaced) ?? false
                && rest.first.map(isUnspaced) ?? false
            if !isHardWrap { result.append(" ") }
        }
        return String(result)
    }

    /// A path, in which a line break is as strange as any control and must not vanish.
    static func path(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map(visible)))
    }

    /// Han and kana, which are written without blanks.
    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005...0x3007, 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD:
            true
        default: false
        }
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t"..."\r", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    /// The scalar itself, or what stands for it: `␛` for ESC and the like for the other ASCII controls, `�` for the
    /// controls beyond ASCII, for line separators and for what reorders text.
    private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x00...0x1F: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
        case 0x7F: "\u{2421}"
        case 0x80...0x9F, 0x2028...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: scalar
        }
    }
}
