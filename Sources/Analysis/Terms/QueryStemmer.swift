internal import Synchronization

/// Stems the words of queries, and those of texts that a query's may be found in. For all threads.
package final class QueryStemmer: Sendable {
    private let keepsFirstLetter: Bool
    /// Snowball writes the stem into the stemmer itself.
    private let stemmers: Mutex<Stemmers>

    init(latin name: String?) throws(AnalysisError) {
        let stemmers = try Stemmers(latin: name)
        keepsFirstLetter = stemmers.keepsFirstLetter
        self.stemmers = Mutex(stemmers)
    }

    /// The stem of a folded word, beginning with `Z` as in the index; nil when it has none.
    package func stem(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard word.count <= Term.longestStemmedBytes else { return nil }
        let word = Array(word)
        return stemmers.withLock { stemmers in
            word.withUnsafeBufferPointer { stemmers.withStem(of: $0) { [Term.stemPrefix] + Array($0) } }
        }
    }

    /// False when no folded word that begins with a byte has the stem, which begins with `Z`.
    package func mayHave(_ stem: [UInt8], firstByte: UInt8) -> Bool {
        // Other letters than ASCII's prove nothing: `الكتاب` gives `كتاب`, `ёлка` gives `елк`.
        !keepsFirstLetter || firstByte >= 0x80 || stem.count < 2 || firstByte == stem[1]
    }
}
