/// Makes text from documents, paths and the daemon harmless for a terminal.
///
/// A terminal obeys control characters: a document with ESC in its title could rename the window, or worse. Those that
/// reorder text can make a path look like another. They are shown, never sent.
enum TerminalText {
    /// Text on one line: a run of line breaks and tabs is one blank, other controls are shown as `visible` has them.
    ///
    /// A single break beside Han or kana and between these and their marks is a hard wrap inside a sentence and vanishes.
    static func line(_ text: String) -> String { line([text])[0] }

    /// The same for the pieces of one text: a break at the end of a piece is seen with what follows in the next.
    static func line(_ pieces: [String]) -> [String] {
        var last: Unicode.Scalar?
        return pieces.indices.map { index in
            let piece = pieces[index]
            if isPlain(piece) {
                last = piece.unicodeScalars.last ?? last
                return piece
            }
            let next = pieces[(index + 1)...].first { !$0.isEmpty }?.unicodeScalars.first
            var result = String.UnicodeScalarView()
            var rest = piece.unicodeScalars[...]
            while let scalar = rest.first {
                let breaks = rest.prefix(while: isBreak)
                if breaks.isEmpty {
                    rest.removeFirst()
                    result.append(visible(scalar))
                    last = scalar
                } else {
                    rest.removeFirst(breaks.count)
                    let isHardWrap = breaks.elementsEqual(["\n"]) && isWithoutBlank(last, rest.first ?? next)
                    if !isHardWrap { result.append(" ") }
                    last = isHardWrap ? last : " "
                }
            }
            return String(result)
        }
    }

    /// A path, in which a line break is as strange as any control and must not vanish.
    static func path(_ text: String) -> String {
        isPlain(text) ? text : String(String.UnicodeScalarView(text.unicodeScalars.map(visible)))
    }

    /// True for what is shown as it is, as nearly all text is.
    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { !isBreak($0) && visible($0) == $0 }
    }

    /// True for two characters that stand without a blank between them when a line does not end there.
    private static func isWithoutBlank(_ before: Unicode.Scalar?, _ after: Unicode.Scalar?) -> Bool {
        guard let before, let after else { return false }
        return isUnspaced(before) && (isUnspaced(after) || isQuotationMark(after))
            || isQuotationMark(before) && isUnspaced(after)
    }

    /// Han and kana, which are written without blanks, and the wide marks that go with them.
    private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3001...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFF0F, 0xFF1A...0xFF1F,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// What Chinese shares with other scripts: `“ ” ‘ ’ … —`.
    private static func isQuotationMark(_ scalar: Unicode.Scalar) -> Bool {
        (0x2014...0x201F).contains(scalar.value) || scalar.value == 0x2026
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
