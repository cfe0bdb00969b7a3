/// A mistake in a text at which toml++, the parser inside TOMLKit, aborts the process instead of reporting it.
///
/// Two are known, both found by our fuzzing: a header that does not begin with a name (`[=`, `[[[`; its pull request
/// 301), and a brace that follows the beginning or a comma of an array (`[}`, `[1, }`). Neither is valid TOML, except
/// arrays of arrays broken over lines, and no key of ours takes one.
package enum ParserTrap: Hashable, Sendable {
    case header, brace

    /// The first trap in a text and its place; nil when it can be parsed.
    ///
    /// Strings and comments are passed over as TOML delimits them. Where a text is malformed before the trap the two may
    /// disagree, but there the parser stops at the earlier mistake.
    static func first(in text: String) -> (trap: ParserTrap, position: TextPosition)? {
        let scalars = Array(text.unicodeScalars)
        var position = TextPosition(line: 1, column: 1)
        var index = 0
        var lineHasBegun = false
        /// What stands before, blanks and comments left out.
        var previous: Unicode.Scalar = "\n"

        func pass(_ count: Int) {
            for scalar in scalars[index..<min(index + count, scalars.count)] {
                position.column += 1
                if scalar == "\n" { position = TextPosition(line: position.line + 1, column: 1) }
            }
            index = min(index + count, scalars.count)
        }

        while index < scalars.count {
            let scalar = scalars[index]
            switch scalar {
            case " ", "\t", "\r", "\u{FEFF}":
                pass(1)
            case "\n":
                lineHasBegun = false
                pass(1)
            case "#":
                pass(scalars[index...].prefix { $0 != "\n" }.count)
            case "\"", "'":
                pass(lengthOfString(in: scalars[index...]))
                lineHasBegun = true
                previous = scalar
            default:
                if scalar == "[", !lineHasBegun {
                    // `[[folder]]`; blanks between the two are not TOML.
                    let isTables = index + 1 < scalars.count && scalars[index + 1] == "["
                    let name = scalars[(index + (isTables ? 2 : 1))...].first { $0 != " " && $0 != "\t" }
                    guard let name, isKeyStart(name) else { return (.header, position) }
                }
                if scalar == "}", previous == "[" || previous == "," { return (.brace, position) }
                lineHasBegun = true
                previous = scalar
                pass(1)
            }
        }
        return nil
    }

    private static func isKeyStart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "-", "_", "\"", "'": true
        default: false
        }
    }

    /// The length of the string that a text begins with, quotes included; a string that is not closed ends with its line,
    /// or with the text when it may have several lines.
    private static func lengthOfString(in text: ArraySlice<Unicode.Scalar>) -> Int {
        let quote = text[text.startIndex]
        let isLong = text.prefix(3).elementsEqual([quote, quote, quote])
        let width = isLong ? 3 : 1
        var index = text.startIndex + width
        while index < text.endIndex {
            if text[index] == "\\", quote == "\"" {
                index += 2
            } else if text[index...].prefix(width).elementsEqual(repeatElement(quote, count: width)) {
                index += width
                // Up to two quotes more belong to a long string: `""""a""""" ` ends with the last of them.
                if isLong { index += min(2, text[index...].prefix { $0 == quote }.count) }
                return index - text.startIndex
            } else if text[index] == "\n", !isLong {
                break
            } else {
                index += 1
            }
        }
        return min(index, text.endIndex) - text.startIndex
    }
}
