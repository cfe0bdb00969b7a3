internal import CUnicode

/// How Chinese characters are read: one syllable for each, without its tone, in ASCII, with `v` for `ü`.
///
/// | character | 雷    | 军    | 女   | 略    | 山     | あ  |
/// |-----------|-------|-------|------|-------|--------|-----|
/// | syllable  | `lei` | `jun` | `nv` | `lve` | `shan` | nil |
///
/// A character with several readings has the one that ICU's `Han-Latin` gives it alone. Characters outside the basic
/// plane have none: nobody types them by their sound. Text is folded before it is asked for.
package struct Pinyin: Sendable {
    /// Names a syllable within this table.
    package typealias SyllableID = UInt16

    /// All syllables, ascending by bytes; the first is empty and stands for no reading.
    package let syllables: [[UInt8]]
    /// The syllable of each code point of the basic plane.
    private let readings: [SyllableID]

    /// Fewer characters than this, and the rules are not those we know.
    private static let fewestCharacters = 20_000

    init() throws(AnalysisError) {
        var rules: [UInt16] = []
        let status = withUnsafeMutablePointer(to: &rules) { rules in
            cunicode_read_han_latin(rules) { context, text, length in
                context?.assumingMemoryBound(to: [UInt16].self).pointee =
                    Array(UnsafeBufferPointer(start: text, count: length))
            }
        }
        guard status == 0 else { throw .noReadings }
        try self.init(rules: rules)
    }

    /// Reads rules such as `[雷檑]→léi;`, in UTF-16. Those with a context, as for 重 before 庆, are left out.
    init(rules: [UInt16]) throws(AnalysisError) {
        // The syllables get numbers as they come, and then those of their order.
        var numbers: [[UInt8]: SyllableID] = [[]: 0]
        var readings = [SyllableID](repeating: 0, count: 0x10000)
        var count = 0
        for rule in rules.split(separator: UInt16(UInt8(ascii: ";"))) {
            guard let arrow = rule.firstIndex(of: Self.arrow), let syllable = Self.withoutTone(rule[(arrow + 1)...]),
                let characters = Self.characters(rule[..<arrow])
            else { continue }
            let number = numbers[syllable] ?? SyllableID(numbers.count)
            numbers[syllable] = number
            // As in the transform, the first rule that fits decides.
            for character in characters where readings[Int(character)] == 0 {
                readings[Int(character)] = number
                count += 1
            }
        }
        guard count >= Self.fewestCharacters else { throw .noReadings }
        let ordered = numbers.sorted { $0.key.lexicographicallyPrecedes($1.key) }
        var ids = [SyllableID](repeating: 0, count: numbers.count)
        for (id, entry) in ordered.enumerated() { ids[Int(entry.value)] = SyllableID(id) }
        syllables = ordered.map(\.key)
        self.readings = readings.map { ids[Int($0)] }
    }

    /// The syllable of a folded character; nil for one without a reading.
    package func syllableID(of codePoint: UInt32) -> SyllableID? {
        guard codePoint < 0x10000 else { return nil }
        let id = readings[Int(codePoint)]
        return id == 0 ? nil : id
    }

    /// The syllable of a folded character, as text; nil for one without a reading.
    package func syllable(of character: Unicode.Scalar) -> String? {
        syllableID(of: character.value).map { String(decoding: syllables[Int($0)], as: UTF8.self) }
    }

    /// The syllable that is spelled so; nil when there is none.
    package func syllableID(spelled letters: [UInt8]) -> SyllableID? {
        var (low, high) = (1, syllables.count)
        while low < high {
            let middle = (low + high) / 2
            if syllables[middle].lexicographicallyPrecedes(letters) { low = middle + 1 } else { high = middle }
        }
        return low < syllables.count && syllables[low] == letters ? SyllableID(low) : nil
    }

    /// The characters in common use that have a syllable, ascending.
    package func characters(of syllable: SyllableID) -> [UInt32] {
        Self.commonCharacters.filter { readings[Int($0)] == syllable }
    }

    /// The block of the unified ideographs; the others are rare.
    private static let commonCharacters: ClosedRange<UInt32> = 0x4E00...0x9FFF

    // MARK: The rules

    private static let arrow: UInt16 = 0x2192

    /// The characters of the left side of a rule; nil when it is more than one character or a set of them.
    private static func characters(_ text: ArraySlice<UInt16>) -> [UInt16]? {
        guard text.first == UInt16(UInt8(ascii: "[")), text.last == UInt16(UInt8(ascii: "]")) else {
            return text.count == 1 ? Array(text) : nil
        }
        var characters: [UInt16] = []
        var rangeStart: UInt16?
        for unit in text.dropFirst().dropLast() {
            if (0xD800...0xDFFF).contains(unit) {
                // Half a character of another plane.
                rangeStart = nil
            } else if unit == UInt16(UInt8(ascii: "-")) {
                rangeStart = characters.last
            } else if let start = rangeStart {
                if start < unit { characters += start + 1...unit }
                rangeStart = nil
            } else {
                characters.append(unit)
            }
        }
        return characters
    }

    /// A syllable such as `nǚ` as `nv`; nil for what is no syllable.
    private static func withoutTone(_ text: ArraySlice<UInt16>) -> [UInt8]? {
        var syllable: [UInt8] = []
        for unit in text where !(0x300...0x36F).contains(unit) {
            guard let letter = letters[unit] ?? UInt8(exactly: unit),
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter)
            else { return nil }
            syllable.append(letter)
        }
        return syllable.isEmpty ? nil : syllable
    }

    /// The letters with tones, and `ü`, in ASCII.
    private static let letters: [UInt16: UInt8] = {
        let toned: KeyValuePairs<Unicode.Scalar, String> = [
            "a": "āáǎà", "e": "ēéěèêếề", "i": "īíǐì", "o": "ōóǒò", "u": "ūúǔù", "v": "üǖǘǚǜ", "n": "ńňǹ", "m": "ḿ",
        ]
        var letters: [UInt16: UInt8] = [:]
        for (letter, forms) in toned {
            for form in forms.utf16 { letters[form] = UInt8(ascii: letter) }
        }
        return letters
    }()
}
