/// How good a place between two characters is to cut a text.
enum Boundary: Int, Comparable {
    /// Inside a word or a number, before what closes or behind what opens: not at all.
    case inside
    case word, clause, sentence
    /// The end of a paragraph; of one without the end of a sentence, such as a heading.
    case heading, paragraph

    static func < (a: Boundary, b: Boundary) -> Bool { a.rawValue < b.rawValue }
}

/// Finds the boundaries of a text as its characters go by in order.
///
/// | text         | cut: `¦` behind a word, `/` a clause, `‖` a sentence |
/// |--------------|------------------------------------------------------|
/// | `他说：“好。”她`  | `他¦说：/“好。”‖她¦`                                     |
/// | `it's 3.5 元` | `it's¦ ¦3.5¦ ¦元¦`                                    |
/// | `小米,5,000元`  | `小¦米,/5,000¦元¦`                                      |
struct BoundaryFinder {
    /// What matters of a character here.
    enum Kind {
        case newline, blank, ideographicSpace
        /// Letters of scripts that are written with blanks, and digits.
        case letter, digit
        case sentenceEnd, clauseEnd, opening, closing, quote
        /// Marks of ASCII that may also stand inside words and numbers.
        case point, comma, exclamation, joiner
        case dash
        /// Han, kana and all else.
        case other
    }

    private var beforePrevious = Kind.blank
    private var previous = Kind.blank
    /// The sentence or clause that has just ended, also when what closes followed.
    private var ended = Boundary.inside

    /// How good a cut between the character before and the next one is; `blank` stands for the end.
    mutating func boundary(before next: Kind) -> Boundary {
        var next = next
        if next == .quote { next = previous.isBlank || previous == .opening ? .opening : .closing }
        defer { (beforePrevious, previous) = (previous, next) }
        note(endBefore: next)
        switch next {
        case .sentenceEnd, .clauseEnd, .point, .comma, .exclamation, .closing, .joiner:
            return previous.isBlank ? .word : .inside
        default:
            break
        }
        switch previous {
        case .opening: return .inside
        case .letter, .digit: if next.isInWord { return .inside }
        case .point: if next.isInWord { return .inside }
        case .joiner: if beforePrevious.isInWord, next.isInWord { return .inside }
        case .comma: if beforePrevious == .digit, next == .digit { return .inside }
        case .dash: if next == .dash { return .inside }
        default: break
        }
        return max(ended, .word)
    }

    private mutating func note(endBefore next: Kind) {
        switch previous {
        case .sentenceEnd: ended = .sentence
        case .clauseEnd, .comma: ended = .clause
        case .point: ended = next.isBlank || next == .closing ? .sentence : .inside
        case .exclamation: ended = next.isInWord ? .inside : .sentence
        case .closing: break
        default: ended = .inside
        }
    }

    /// The kind of a character, by its first scalar.
    static func kind(of scalar: Unicode.Scalar) -> Kind {
        // Most of a Chinese text; below they would come last.
        if (0x3400...0x9FFF).contains(scalar.value) { return .other }
        return switch scalar {
        case "0"..."9", "０"..."９": .digit
        case "a"..."z", "A"..."Z", "_", "ａ"..."ｚ", "Ａ"..."Ｚ": .letter
        case "\n", "\r", "\u{85}", "\u{2028}", "\u{2029}": .newline
        case "\u{3000}": .ideographicSpace
        case " ", "\t", "\u{B}", "\u{C}", "\u{A0}", "\u{2000}"..."\u{200B}", "\u{FEFF}": .blank
        case "。", "！", "？", "…", "｡": .sentenceEnd
        case "，", "；", "：", ";": .clauseEnd
        case ",", ":": .comma
        case ".", "．": .point
        case "!", "?": .exclamation
        case "-", "'", "’": .joiner
        case "—", "─", "–": .dash
        case "“", "‘", "「", "『", "（", "(", "《", "〈", "【", "〔", "[", "{", "｢": .opening
        case "”", "」", "』", "）", ")", "》", "〉", "】", "〕", "]", "}", "｣", "%", "％", "℃",
            // What separates the parts of a list ends no clause.
            "、", "､":
            .closing
        case "\"", "＂": .quote
        default: isSpacedLetter(scalar) ? .letter : .other
        }
    }

    /// Letters of scripts that are written with blanks, Hangul among them; Thai and its neighbours have none.
    private static func isSpacedLetter(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x80..<0x0E00, 0x10A0..<0x1780, 0x1E00..<0x2000, 0x2C00..<0x2E00, 0xA640..<0xA800, 0xAC00..<0xD7B0,
            0xFB00..<0xFE00:
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        default: false
        }
    }
}

extension BoundaryFinder.Kind {
    var isBlank: Bool { self == .newline || self == .blank || self == .ideographicSpace }
    fileprivate var isInWord: Bool { self == .letter || self == .digit }
}
