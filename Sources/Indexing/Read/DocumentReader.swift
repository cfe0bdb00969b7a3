internal import Documents
internal import FileWatching
internal import IndexSchema

/// Reads one file after another, and says what the index should know of each. Belongs to one thread.
final class DocumentReader {
    enum Reading {
        /// A document. How its encoding has to do with that of others goes with it.
        case document(ExtractedDocument, ScannedFile, FileFacts.Encoding)
        /// The file was read and is no document: what is to be remembered.
        case unindexed(UnindexedFile)
        /// It could not be read, and is to be looked at again. `isUnseen` when what is known of it still holds.
        case failed(reason: String, isUnseen: Bool)
        /// The encodings of other files have to decide.
        case deferred
    }

    let analyzer: DocumentAnalyzer
    let extractor: FileExtractor

    init(_ extractor: FileExtractor, analyzer: DocumentAnalyzer) {
        self.extractor = extractor
        self.analyzer = analyzer
    }

    /// - Parameter encodings: what is known of those of other files; nil in the first round, when nothing is.
    ///
    /// Throws: `IndexingError.extractor` when there is no extractor any more.
    func read(
        _ file: ScannedFile, under rules: FolderRules, encodings: FolderEncodings?
    ) throws(IndexingError) -> Reading {
        let majority = encodings?.majority(for: file.path)
        let hints =
            encodings == nil
            ? EncodingHints(mayWait: true)
            : EncodingHints(folderMajority: majority, fallbacks: rules.fallbackEncodings)
        var encoding: FileFacts.Encoding = encodings == nil ? .alone : .follows(majority)
        switch try extract(file, under: rules, hints: hints) {
        case .undecidedEncoding: return .deferred
        case .skipped(let reason, .content(let read)):
            return .unindexed(
                UnindexedFile(path: read.path, facts: FileFacts(read, encoding: encoding), reason: reason))
        case .skipped(let reason, .moment): return .failed(reason: reason, isUnseen: false)
        case .skipped(let reason, .unseen): return .failed(reason: reason, isUnseen: true)
        case .document(let document, let read):
            guard rules.types.allows(document.mediaType) else {
                return .unindexed(
                    UnindexedFile(path: read.path, facts: FileFacts(read, encoding: encoding), reason: nil))
            }
            if encodings == nil, let counted = FolderEncodings.countedEncoding(of: document) {
                encoding = .counts(counted)
            }
            return .document(document, read, encoding)
        }
    }

    private func extract(
        _ file: ScannedFile, under rules: FolderRules, hints: EncodingHints
    ) throws(IndexingError) -> FileExtractor.Outcome {
        let outcome = try extractor.extract(file, under: rules, hints: hints)
        // In a second round the file is taken for one whose bytes leave the encoding open, which it may be no more.
        guard !hints.mayWait, case .document(let document, var read) = outcome, !FileFacts(file).isOf(read) else {
            return outcome
        }
        read.mayHaveChanged = true
        return .document(document, read)
    }
}
