internal import Synchronization

/// Stems the words of queries, and those of texts that a query's may be found in. For all threads.
package final class QueryStemmer: Sendable {
    private let keepsFirstLetter: Bool
    /// Snowball writes the stem into the stemmer itself, where it is read under the lock. Not in the lock: what is lent for
    /// a call could not be handed to it.
    nonisolated(unsafe) private let stemmers: Stemmers
    private let lock = Mutex(())

    init(latin name: String?) throws(AnalysisError) {
        stemmers = try Stemmers(latin: name)
        keepsFirstLetter = stemmers.keepsFirstLetter
    }

    /// The stem of a folded word, beginning with `Z` as in the index; nil when it has none.
    package func stem(of word: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        withStem(of: word) { [Term.stemPrefix] + Array($0) }
    }

    /// Lends the stem of a folded word, without `Z`, for the call; nil when it has none.
    package func withStem<Result: Sendable>(
        of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        guard word.count <= Term.longestStemmedBytes else { return nil }
        return lock.withLock { _ in stemmers.withStem(of: word, body) }
    }

    /// False when no folded word that begins with a byte has the stem, which begins with `Z`.
    package func mayHave(_ stem: [UInt8], firstByte: UInt8) -> Bool {
        // Other letters than ASCII's prove nothing: `الكتاب` gives `كتاب`, `ёлка` gives `елк`.
        !keepsFirstLetter || firstByte >= 0x80 || stem.count < 2 || firstByte == stem[1]
    }
}
