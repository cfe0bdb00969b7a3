internal import CUnicode

/// Turns text into terms: the one path that documents and queries share.
///
/// An analyzer is immutable and shared by all threads; what needs buffers is made from it, one per thread:
/// a `TermAccumulator` for documents, a `TextFolder` for matching.
package struct Analyzer: Sendable {
    /// Raised by hand with every change of the terms that a text gives.
    private static let version = 1

    /// Where Debian's libopencc-data keeps the characters' table.
    package static let simplificationsPath = "/usr/share/opencc/TSCharacters.ocd2"

    package let configuration: AnalyzerConfiguration
    /// Names everything that decides which terms a text gives. An index and a query must have the same.
    package let fingerprint: String

    /// How Chinese characters are read.
    package let pinyin: Pinyin

    private let simplifications: SimplificationTable

    /// Loads the tables; a few milliseconds.
    ///
    /// Throws: `AnalysisError` when a table or the stemmer is missing.
    package init(_ configuration: AnalyzerConfiguration = .init()) throws(AnalysisError) {
        let simplifications = try SimplificationTable(path: Self.simplificationsPath)
        _ = try TextFolder(simplifications: simplifications)
        _ = try Stemmers(latin: configuration.latinStemmer)
        self.configuration = configuration
        self.pinyin = try Pinyin()
        self.simplifications = simplifications
        self.fingerprint =
            "sou-analysis \(Self.version), icu \(Self.icuVersion), "
            + "simplifications \(simplifications.checksum), stemmer \(configuration.latinStemmer ?? "none")"
    }

    private static var icuVersion: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(CUNICODE_VERSION_SIZE)) { text in
            text.initialize(repeating: 0)
            guard let start = text.baseAddress else { return "" }
            cunicode_icu_version(start)
            return String(cString: start)
        }
    }

    /// A folder for one thread.
    ///
    /// Throws: `AnalysisError.noFolder` when memory is short.
    package func makeFolder() throws(AnalysisError) -> TextFolder {
        try TextFolder(simplifications: simplifications)
    }

    /// An accumulator of a document's terms for one thread.
    ///
    /// Throws: `AnalysisError` when memory is short.
    package func makeAccumulator() throws(AnalysisError) -> TermAccumulator {
        TermAccumulator(folder: try makeFolder(), stemmers: try Stemmers(latin: configuration.latinStemmer))
    }

    /// An analyzer of queries for one thread.
    ///
    /// Throws: `AnalysisError` when memory is short.
    package func makeQueryAnalyzer() throws(AnalysisError) -> QueryAnalyzer {
        QueryAnalyzer(folder: try makeFolder(), stemmer: try QueryStemmer(latin: configuration.latinStemmer))
    }

    /// What may be typed in Latin letters to find a title.
    package var titlePinyin: TitlePinyin { TitlePinyin(pinyin) }
}
