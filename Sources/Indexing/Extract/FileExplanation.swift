package import Analysis
package import Documents
package import FileWatching

/// What an index would hold of one file, found out by reading it as a build does.
package struct FileExplanation: Sendable {
    package enum Outcome: Sendable {
        /// The document, and the first terms of its text in the order of the text, each once.
        case document(ExtractedDocument, firstTerms: [String])
        /// It is read, and its type is one that the rules do not want.
        case unwantedType(String)
        case skipped(reason: String)
    }

    package let outcome: Outcome

    /// How many characters of the text are analyzed, and how many terms of them are shown.
    private static let analyzedCharacterCount = 200
    private static let shownTermCount = 24

    /// Reads the file.
    ///
    /// A text that does not show its encoding gets the first of the folder's fallbacks, because the other files of its
    /// folder are not read; a build may find that most of those are in another one.
    ///
    /// Throws: `IndexingError.extractor`, `IndexingError.analysis`.
    package init(
        of file: ScannedFile, under rules: FolderRules, extractor: FileExtractor, analyzer: Analyzer
    ) throws(IndexingError) {
        let hints = EncodingHints(fallbacks: rules.fallbackEncodings)
        switch try extractor.extract(file, under: rules, hints: hints) {
        case .skipped(let reason, _): outcome = .skipped(reason: reason)
        // Without `mayWait` it is decided one way or the other.
        case .undecidedEncoding: outcome = .skipped(reason: "the text does not show its encoding")
        case .document(let document, _) where !rules.types.allows(document.mediaType):
            outcome = .unwantedType(document.mediaType)
        case .document(let document, _):
            outcome = .document(document, firstTerms: try Self.firstTerms(of: document.text, analyzer))
        }
    }

    private static func firstTerms(of text: [UInt8], _ analyzer: Analyzer) throws(IndexingError) -> [String] {
        let beginning = String(decoding: text.prefix(4 * analyzedCharacterCount), as: UTF8.self)
        let tokens: [Token]
        do throws(AnalysisError) {
            tokens = try analyzer.makeQueryAnalyzer().tokens(of: String(beginning.prefix(analyzedCharacterCount)))
        } catch {
            throw .analysis(error.description)
        }
        var terms: [String] = []
        var seen = Set<[UInt8]>()
        for term in tokens.flatMap(\.allTerms) where seen.insert(term).inserted {
            terms.append(String(decoding: term, as: UTF8.self))
        }
        return Array(terms.prefix(shownTermCount))
    }
}

extension Token {
    /// What a document has for the token: characters and pairs by turns, or the word and its stem.
    fileprivate var allTerms: [[UInt8]] {
        switch terms {
        case .grams(let characters, let pairs):
            characters.indices.flatMap { $0 < pairs.count ? [characters[$0], pairs[$0]] : [characters[$0]] }
        case .word(let word, let bare, let stem): [word, bare] + (stem.map { [$0] } ?? [])
        }
    }
}
