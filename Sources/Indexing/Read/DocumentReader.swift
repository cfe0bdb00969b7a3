internal import Documents
internal import FileWatching
internal import IndexSchema

/// Reads one file after another, and says what the index should know of each. Belongs to one thread.
///
/// It has the extractor a few files ahead: while the thread analyzes a document the next ones are read, and neither waits for
/// the other after each file, which costs more than to read a small one.
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

    private struct Begun {
        let file: FileExtractor.OpenedFile
        let rules: FolderRules
        let hints: EncodingHints
        var attempts = 1
    }

    /// The most files that are begun. More of them are begun together when half of them are left, so that the extractor wakes
    /// once for several.
    private static let mostBegun = 8
    /// With so many bytes of files begun no other is, whatever its size: of large ones the next is enough, and another thread
    /// may have time for the rest.
    private static let enoughBytes = 256 << 10

    let analyzer: DocumentAnalyzer
    let extractor: FileExtractor
    /// The files that are begun and not finished, the oldest first.
    private var begun: [Begun] = []

    init(_ extractor: FileExtractor, analyzer: DocumentAnalyzer) {
        self.extractor = extractor
        self.analyzer = analyzer
    }

    /// What is in the next file of the work; nil when there are no more, or the work is to stop.
    ///
    /// Throws: `IndexingError.extractor` when there is no extractor any more.
    func next(of work: ReadingWork) throws(IndexingError) -> (file: ScannedFile, reading: Reading)? {
        beginFiles(of: work)
        while !begun.isEmpty, !work.isStopped {
            let next = begun.removeFirst()
            if let outcome = try extractor.extract(next.file) {
                return (next.file.found, reading(outcome, of: next, encodings: work.encodings))
            }
            guard next.attempts < FileExtractor.attemptCount else {
                return (next.file.found, reading(FileExtractor.restless, of: next, encodings: work.encodings))
            }
            // Behind those that are begun already.
            begin(next.file.found, under: next.rules, next.hints, attempts: next.attempts + 1)
        }
        return nil
    }

    /// Lets go of the files that are begun, when the work ends before them.
    func forgetBegun() {
        extractor.forgetOpened()
        begun = []
    }

    private func beginFiles(of work: ReadingWork) {
        guard begun.count <= Self.mostBegun / 2 else { return }
        var bytes = begun.reduce(0) { $0 + $1.file.found.sizeBytes }
        while begun.count < Self.mostBegun, bytes < Self.enoughBytes, let file = work.takeFile() {
            let rules = work.rules(for: file)
            let hints =
                work.encodings.map {
                    EncodingHints(folderMajority: $0.majority(for: file.path), fallbacks: rules.fallbackEncodings)
                } ?? EncodingHints(mayWait: true)
            begin(file, under: rules, hints, attempts: 1)
            bytes += file.sizeBytes
        }
    }

    private func begin(_ file: ScannedFile, under rules: FolderRules, _ hints: EncodingHints, attempts: Int) {
        let opened = extractor.open(file, under: rules, hints: hints)
        begun.append(Begun(file: opened, rules: rules, hints: hints, attempts: attempts))
    }

    /// - Parameter encodings: what is known of those of other files; nil in the first round, when nothing is.
    private func reading(
        _ outcome: FileExtractor.Outcome, of begun: Begun, encodings: FolderEncodings?
    ) -> Reading {
        var encoding: FileFacts.Encoding = encodings == nil ? .alone : .follows(begun.hints.folderMajority)
        switch outcome {
        case .undecidedEncoding: return .deferred
        case .skipped(let reason, .content(let read)):
            return .unindexed(
                UnindexedFile(path: read.path, facts: FileFacts(read, encoding: encoding), reason: reason))
        case .skipped(let reason, .moment): return .failed(reason: reason, isUnseen: false)
        case .skipped(let reason, .unseen): return .failed(reason: reason, isUnseen: true)
        case .document(let document, var read):
            guard begun.rules.types.allows(document.mediaType) else {
                return .unindexed(
                    UnindexedFile(path: read.path, facts: FileFacts(read, encoding: encoding), reason: nil))
            }
            // In a second round the file is taken for one whose bytes leave the encoding open, which it may be no more.
            if encodings != nil, !FileFacts(begun.file.found).isOf(read) { read.mayHaveChanged = true }
            if encodings == nil, let counted = FolderEncodings.countedEncoding(of: document) {
                encoding = .counts(counted)
            }
            return .document(document, read, encoding)
        }
    }
}
