package import Analysis

/// What a question ranks by, each term once.
package struct RankedTerms: Hashable, Sendable {
    package var pairs: [[UInt8]]
    package var characters: [[UInt8]]
    /// Stems where a word has one; numbers.
    package var words: [[UInt8]]

    package init(_ tokens: [Token]) {
        var pairs: [[UInt8]] = []
        var characters: [[UInt8]] = []
        var words: [[UInt8]] = []
        for token in tokens {
            switch token.terms {
            case .grams(let tokenCharacters, let tokenPairs):
                pairs += tokenPairs
                characters += tokenCharacters
            case .word(let term, _, let stem):
                words.append(stem ?? term)
            }
        }
        self.pairs = pairs.distinct
        self.characters = characters.distinct
        self.words = words.distinct
    }
}

extension RankedTerms: CustomStringConvertible {
    package var description: String {
        (words + pairs + characters).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    }
}
