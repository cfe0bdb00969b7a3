package import Analysis

extension Token {
    /// True of a CJK token with a character that says little of what a text is about.
    package var hasWeakCharacter: Bool {
        guard case .grams(let characters, _) = terms else { return false }
        return WeakCharacters.areWeak(characters, endsWord: false).contains(true)
    }
}
