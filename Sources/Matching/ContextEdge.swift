/// The best place seen so far to cut the text beside a match: the farthest end of a sentence, else of a clause, else of
/// a word.
struct ContextEdge {
    enum Strength: Int, Comparable {
        case word, clause, sentence

        static func < (a: Strength, b: Strength) -> Bool { a.rawValue < b.rawValue }
    }

    private var strength: Strength?
    /// How many characters stay.
    private(set) var count = 0

    /// What stands where the text is cut: nothing at the end of a sentence.
    var ellipsis: String { strength == .sentence ? "" : "…" }

    /// Notes that the text may be cut after so many characters.
    mutating func note(_ strength: Strength?, at count: Int) {
        guard let strength, self.strength.map({ strength >= $0 }) ?? true else { return }
        self.strength = strength
        self.count = count
    }

    /// How good a place between two characters, in reading order, is to cut; nil inside a word.
    static func strength(ofCutAfter character: Character, before next: Character) -> Strength? {
        // What closes belongs to what it closes.
        if sentenceEnds.contains(next) || clauseEnds.contains(next) || closingMarks.contains(next) { return nil }
        if sentenceEnds.contains(character) || character == "." && next.isWhitespace { return .sentence }
        if clauseEnds.contains(character) { return .clause }
        return isWordCharacter(character) && isWordCharacter(next) ? nil : .word
    }

    /// True at a line break that is followed, or preceded, by another one.
    static func endsParagraph(_ character: Character, _ next: Character?) -> Bool {
        character.isNewline && (next?.isNewline ?? false)
    }

    private static let sentenceEnds: Set<Character> = ["。", "！", "？", "!", "?", "…"]
    private static let clauseEnds: Set<Character> = ["，", "、", "；", "：", ",", ";", ":"]
    private static let closingMarks: Set<Character> = ["”", "’", "」", "』", "）", ")", "》", "】", "]", "%"]

    /// Letters and digits of scripts that are written with blanks.
    private static func isWordCharacter(_ character: Character) -> Bool {
        guard let scalar = character.unicodeScalars.first, scalar.value < 0x1100 else { return false }
        return character.isLetter || character.isNumber || character == "_" || character == "'"
    }
}

extension String {
    var trimmingLeadingBlanks: String {
        String(drop { $0.isWhitespace })
    }

    var trimmingTrailingBlanks: String {
        String(reversed().drop { $0.isWhitespace }.reversed())
    }
}
