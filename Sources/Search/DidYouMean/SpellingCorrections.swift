internal import XapianIndex

/// Finds the words of the index that a mistyped Latin word may be: the nearest first, then the most frequent.
struct SpellingCorrections {
    let reader: IndexReader
    let deadline: ContinuousClock.Instant

    struct Correction: Hashable {
        var word: [UInt8]
        var distance: Int
        var documentCount: Int
    }

    /// Shorter words are a letter away from too much; longer ones are not typed.
    private static let lengths = 3...40
    /// From this length on two letters may be wrong.
    private static let lengthOfTwoMistakes = 5

    /// - Parameter word: folded.
    func corrections(of word: [UInt8], count: Int) throws(IndexError) -> [Correction] {
        guard Self.lengths.contains(word.count) else { return [] }
        let limit = word.count < Self.lengthOfTwoMistakes ? 1 : 2
        let distance = EditDistance(typed: word)
        var found: Set<Correction> = []
        for prefix in Self.beginnings(of: word) {
            guard ContinuousClock.now < deadline else { break }
            // Of what is looked at, everything that is near is kept: the nearest need not be the most frequent.
            _ = try TermScan(reader, startingWith: prefix, count: 1, until: deadline) { term in
                if let distance = distance.distance(to: term.term, limit: limit), distance > 0 {
                    found.insert(Correction(word: term.term, distance: distance, documentCount: term.frequency))
                }
                return false
            }
        }
        return found.sorted {
            ($0.distance, $1.documentCount, $0.word.count) < ($1.distance, $0.documentCount, $1.word.count)
        }
        .prefix(count).map(\.self)
    }

    /// What the words begin with that are looked at: all with the first letter; and where that is wrong, left out, one too
    /// many or behind the second, those that go on alike.
    private static func beginnings(of word: [UInt8]) -> [[UInt8]] {
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        var beginnings = [[word[0]], [word[1], word[0]], Array(word[1..<3])]
        for letter in letters where letter != word[0] {
            beginnings += [[letter, word[0], word[1]], [letter, word[1], word[2]]]
        }
        return beginnings
    }
}
