/// How surprising a text is in a language, in bits; and how much of it cannot be text at all.
struct TextCost: Sendable {
    /// The sum over the characters.
    let bits: Double
    /// Characters, those that are faults too.
    let characterCount: Int
    /// Characters that could not be decoded, controls, characters that are not assigned or private.
    let faultCount: Int

    /// - Parameter text: valid UTF-8.
    init(of text: [UInt8], in model: LanguageModel) {
        var sum = 0
        var characterCount = 0
        var faultCount = 0
        var previous = Neighbour.other
        text.withUnsafeBufferPointer { text in
            model.costs.withUnsafeBufferPointer { costs in
                var index = 0
                while index < text.count {
                    let value = Self.character(in: text, at: &index)
                    let cost = value < 0x10000 ? Int(costs[value]) : LanguageModel.astralCost
                    sum += cost
                    characterCount += 1
                    if cost >= 22 * 8 { faultCount += 1 }
                    guard model.isAlphabetic else { continue }
                    let kind = Neighbour(value)
                    sum += Self.cost(of: kind, after: previous)
                    previous = kind
                }
            }
        }
        bits = Double(sum) / 8
        self.characterCount = characterCount
        self.faultCount = faultCount
    }

    /// What a letter is to the next one.
    private enum Neighbour {
        case other, small, capital, accentedSmall, accentedCapital, foreignSmall, foreignCapital

        init(_ value: Int) {
            switch value {
            case 0x61...0x7A: self = .small
            case 0x41...0x5A: self = .capital
            case 0..<0xC0, 0xD7, 0xF7: self = .other
            case 0xC0...0xDE: self = .accentedCapital
            case 0xDF...0xFF: self = .accentedSmall
            case 0x0100...0x017F:
                // Pairs of a capital and a small letter, the even first; from U+0139 to U+0148 and from U+0179 the odd.
                let isOddFirst = (0x139...0x148).contains(value) || value >= 0x179
                self = (value % 2 == 1) == isOddFirst ? .accentedCapital : .accentedSmall
            case 0x0386...0x03A9, 0x0400...0x042F: self = .foreignCapital
            case 0x0370...0x1FFF: self = .foreignSmall
            default: self = .other
            }
        }
    }

    /// Eighths of a bit for what words do not do: a capital after a small letter, two accents in a row, letters of two
    /// scripts side by side.
    private static func cost(of kind: Neighbour, after previous: Neighbour) -> Int {
        switch (previous, kind) {
        case (.other, _), (_, .other): 0
        case (.foreignSmall, .foreignCapital): 6 * 8
        case (.foreignSmall, .foreignSmall), (.foreignCapital, .foreignSmall), (.foreignCapital, .foreignCapital): 0
        case (.foreignSmall, _), (.foreignCapital, _), (_, .foreignSmall), (_, .foreignCapital): 8 * 8
        case (.small, .accentedCapital), (.accentedSmall, .capital), (.accentedSmall, .accentedCapital): 6 * 8
        case (.accentedSmall, .accentedSmall): 3 * 8
        case (.small, .capital): 3 * 8
        default: 0
        }
    }

    private static func character(in text: UnsafeBufferPointer<UInt8>, at index: inout Int) -> Int {
        let first = Int(text[index])
        switch first {
        case ..<0x80:
            index += 1
            return first
        case ..<0xE0:
            defer { index += 2 }
            return (first & 0x1F) << 6 | Int(text[index + 1] & 0x3F)
        case ..<0xF0:
            defer { index += 3 }
            return (first & 0x0F) << 12 | Int(text[index + 1] & 0x3F) << 6 | Int(text[index + 2] & 0x3F)
        default:
            index += 4
            return 0x10000
        }
    }
}
