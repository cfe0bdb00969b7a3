/// How many letters one word takes to become another: inserted, left out, replaced, or swapped with the next.
///
/// | typed    | meant    | distance |
/// |----------|----------|----------|
/// | `linx`   | `linux`  | 1        |
/// | `liunx`  | `linux`  | 1        |
/// | `kubrnts`| `kubernetes` | nil (above 2) |
struct EditDistance {
    let typed: [UInt8]
    private let typedLetters: UInt64

    init(typed: [UInt8]) {
        self.typed = typed
        typedLetters = Self.letters(typed)
    }

    /// The distance to another word, when it is not above a limit; in bytes, which for letters beyond ASCII may be two.
    func distance(to word: [UInt8], limit: Int) -> Int? {
        guard abs(typed.count - word.count) <= limit else { return nil }
        // One mistake puts at most one letter in the place of another; nearly all words end here.
        guard (typedLetters ^ Self.letters(word)).nonzeroBitCount <= 2 * limit else { return nil }
        // Three rows of the table of all beginnings: swapping looks two back.
        var (before, last) = ([Int](), Array(0...word.count))
        for i in 0..<typed.count {
            var row = [i + 1]
            row.reserveCapacity(word.count + 1)
            for j in 0..<word.count {
                var cost = min(row[j] + 1, last[j + 1] + 1, last[j] + (typed[i] == word[j] ? 0 : 1))
                if i > 0, j > 0, typed[i] == word[j - 1], typed[i - 1] == word[j] {
                    cost = min(cost, before[j - 1] + 1)
                }
                row.append(cost)
            }
            if row.allSatisfy({ $0 > limit }) { return nil }
            (before, last) = (last, row)
        }
        return last[word.count] <= limit ? last[word.count] : nil
    }

    /// A bit for each byte that is in the word, some of which share one.
    private static func letters(_ word: [UInt8]) -> UInt64 {
        word.reduce(0) { $0 | 1 << UInt64($1 & 63) }
    }
}
