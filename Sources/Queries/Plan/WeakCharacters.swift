internal import Analysis

/// Characters that say little of what a query is about. Chosen by list, not by frequency, which also catches characters
/// of the topic: RANKING.md, part 1 and "What did not help".
package enum WeakCharacters {
    /// Function characters of Chinese, folded. The recipe's list has the Traditional ones too, which fold to these.
    private static let function = Set("的了是在和与及或也都而就不有这那个们为所被把对于从到以之其哪什么谁何如怎样吗呢吧啊多少几".unicodeScalars)

    /// Korean particles of one syllable, weak as the last one of a word.
    private static let particles = Set("은는이가을를의에로와과도만나서고께".unicodeScalars)

    /// True for a folded function character of Chinese: it seldom begins what somebody means to type.
    package static func isFunction(_ character: Unicode.Scalar) -> Bool {
        function.contains(character)
    }

    private static let hiragana: ClosedRange<Unicode.Scalar> = "\u{3041}"..."\u{309F}"
    private static let hangul: ClosedRange<Unicode.Scalar> = "\u{AC00}"..."\u{D7A3}"

    /// For each character of a CJK token, whether it is weak.
    ///
    /// - Parameters:
    ///   - characters: folded, in order.
    ///   - endsWord: a blank or mark follows, or nothing.
    static func areWeak(_ characters: [[UInt8]], endsWord: Bool) -> [Bool] {
        let scalars = characters.map { String(decoding: $0, as: UTF8.self).unicodeScalars.first }
        var areWeak = scalars.map { scalar in
            guard let scalar else { return false }
            return hiragana.contains(scalar) || function.contains(scalar)
        }
        if endsWord, let last = scalars.last, let last, particles.contains(last),
            let before = scalars.dropLast().last, let before, hangul.contains(before)
        {
            areWeak[areWeak.count - 1] = true
        }
        return areWeak
    }
}
