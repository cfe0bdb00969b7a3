/// What a person may choose about analysis. Every choice is part of the fingerprint.
package struct AnalyzerConfiguration: Hashable, Sendable {
    /// The Snowball algorithm for words in Latin letters, by its English name; nil for none.
    /// Words in Cyrillic, Greek and Arabic letters have their own.
    package var latinStemmer: String?

    package init(latinStemmer: String? = "english") {
        self.latinStemmer = latinStemmer
    }
}
