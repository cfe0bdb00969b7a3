internal import CXapian
package import SystemPackage

/// An index opened for reading: one consistent revision of it, until `reopen()`.
///
/// A reader, and everything got from it, belongs to one thread at a time: the engine's reference counts are not atomic.
/// Every call that reads may throw `.modified` once the index has had two commits since the reader was opened or
/// reopened; reopen then, and repeat all of the work, because IDs and counts may have changed.
package final class IndexReader {
    package let path: FilePath
    let handle: OpaquePointer
    private var heads: DatabaseHeads
    /// Frequencies of this revision that were asked for. Each costs several reads of the file, and one request asks for
    /// the same term more than once.
    private var termFrequencies: [[UInt8]: Int] = [:]

    /// Terms that are remembered: at most 20 MB when all of them are of the greatest length.
    private static let mostTermFrequencies = 50_000

    private static let mostOpenings = 50

    /// Opens a database folder, a stub file, or a folder with a stub file `XAPIANDB`.
    ///
    /// A stub is read once, here: a reader does not notice that it names another database later.
    package init(path: FilePath) throws(IndexError) {
        self.path = path
        heads = try DatabaseHeads(path, .open)
        // Commits may overtake the opening, and the engine takes a table's root that was written anew meanwhile for damage.
        // What is damaged is so while nobody commits.
        for _ in 1..<Self.mostOpenings {
            do {
                handle = try Self.open(path)
                return
            } catch {
                guard error.kind == .damaged, try heads.areNew(.open) else { throw error }
            }
        }
        handle = try Self.open(path)
    }

    private static func open(_ path: FilePath) throws(IndexError) -> OpaquePointer {
        try attempt(.open, path) { error in lend(path) { cx_reader_open($0, error) } }
    }

    deinit {
        cx_reader_free(handle)
    }

    /// The number of documents.
    package var documentCount: Int {
        get throws(IndexError) { Int(try statistics.document_count) }
    }

    /// The highest ID that was ever given; 0 for an empty index. Documents may have been deleted below it.
    package var lastDocumentID: DocumentID {
        get throws(IndexError) { try statistics.last_document_id }
    }

    /// The sum of the lengths of all documents, in terms with their frequencies.
    package var totalLength: UInt64 {
        get throws(IndexError) { try statistics.total_length }
    }

    private var statistics: cx_statistics {
        get throws(IndexError) {
            var statistics = cx_statistics()
            try attempt(.read, path) { cx_reader_statistics(handle, &statistics, $0) }
            return statistics
        }
    }

    /// The number of commits so far; a merged index starts at 1.
    ///
    /// - Throws: `.unsupported` for several shards, for each has its own.
    package var revision: UInt64 {
        get throws(IndexError) {
            var revision: UInt64 = 0
            try attempt(.read, path) { cx_reader_revision(handle, &revision, $0) }
            return revision
        }
    }

    /// Moves on to the latest revision; whether there was a later one.
    ///
    /// It compares revision numbers only, so it must not be trusted across a change of generation: open a new reader.
    package func reopen() throws(IndexError) -> Bool {
        // It counts as changed when it fails, for then nobody knows where the reader stands.
        var hasChanged = true
        defer { if hasChanged { termFrequencies.removeAll(keepingCapacity: true) } }
        try heads.refuseHarmful(.open)
        try attempt(.open, path) { cx_reader_reopen(handle, &hasChanged, $0) }
        return hasChanged
    }

    /// A value of the index's own metadata, of several shards the first one's; nil when the key is not set, or set to
    /// nothing.
    package func metadata(_ key: String) throws(IndexError) -> [UInt8]? {
        try metadata(Array(key.utf8))
    }

    /// The same for a key that need not be UTF-8.
    package func metadata(_ key: [UInt8]) throws(IndexError) -> [UInt8]? {
        var value = cx_bytes()
        try attempt(.read, path) { error in lend(key) { cx_reader_metadata(handle, $0, &value, error) } }
        return value.count == 0 ? nil : Array(value.buffer)
    }

    /// Lends a value of the metadata of the shard that a document is in, without a copy of it; nil when the key is not
    /// set. The buffer is not valid after the call.
    package func withMetadata<Result>(
        _ key: String, besideDocument id: DocumentID, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) throws -> Result? {
        var value = cx_bytes()
        try attempt(.read, path) { error in
            lend(Array(key.utf8)) { cx_reader_shard_metadata(handle, id, $0, &value, error) }
        }
        return value.count == 0 ? nil : try body(value.buffer)
    }

    /// The keys of the index's own metadata that start with the prefix, ascending by bytes, each with the frequency 0.
    package func metadataKeys(startingWith prefix: String = "") throws(IndexError) -> TermCursor {
        try metadataKeys(startingWith: Array(prefix.utf8))
    }

    /// The same for a prefix that need not be UTF-8.
    package func metadataKeys(startingWith prefix: [UInt8]) throws(IndexError) -> TermCursor {
        let cursor = try attempt(.read, path) { error in lend(prefix) { cx_reader_metadata_keys(handle, $0, error) } }
        return TermCursor(handle: cursor, path: path)
    }

    /// The number of documents with the term; 0 when there is none. The empty term is in every document.
    ///
    /// What was asked for once is remembered until `reopen()` finds a later revision.
    package func termFrequency(_ term: [UInt8]) throws(IndexError) -> Int {
        if let known = termFrequencies[term] { return known }
        var frequency: UInt32 = 0
        try attempt(.read, path) { error in
            lend(term) { cx_reader_term_frequency(handle, $0, &frequency, error) }
        }
        if termFrequencies.count == Self.mostTermFrequencies { termFrequencies.removeAll(keepingCapacity: true) }
        termFrequencies[term] = Int(frequency)
        return Int(frequency)
    }

    /// The sum of the frequencies of the document's terms.
    ///
    /// - Throws: `.documentNotFound` as well.
    package func documentLength(_ id: DocumentID) throws(IndexError) -> Int {
        var length: UInt32 = 0
        try attempt(.read, path) { cx_reader_document_length(handle, id, &length, $0) }
        return Int(length)
    }

    /// The document's data and values, which are read when they are asked for.
    ///
    /// - Throws: `.documentNotFound` as well. ID 0 is nobody's and throws `.invalidArgument`.
    package func document(_ id: DocumentID) throws(IndexError) -> StoredDocument {
        StoredDocument(handle: try attempt(.read, path) { cx_reader_document(handle, id, $0) }, path: path)
    }

    /// The index's terms that start with the prefix (all when it is empty), ascending by bytes, each with the number of
    /// its documents.
    package func terms(startingWith prefix: [UInt8] = []) throws(IndexError) -> TermCursor {
        let cursor = try attempt(.read, path) { error in lend(prefix) { cx_reader_terms(handle, $0, error) } }
        return TermCursor(handle: cursor, path: path)
    }

    /// The document's terms, ascending by bytes, each with its frequency within the document (0 for a boolean term).
    ///
    /// - Throws: `.documentNotFound` as well.
    package func terms(of id: DocumentID) throws(IndexError) -> TermCursor {
        TermCursor(handle: try attempt(.read, path) { cx_reader_document_terms(handle, id, $0) }, path: path)
    }

    /// The values of a slot, of all documents that have one: much quicker than document by document.
    package func values(of slot: UInt32) throws(IndexError) -> ValueCursor {
        ValueCursor(handle: try attempt(.read, path) { cx_reader_values(handle, slot, $0) }, path: path)
    }

    /// The documents with the term, by ascending ID; none when there is no such term, all when the term is empty.
    package func documents(containing term: [UInt8] = []) throws(IndexError) -> DocumentCursor {
        let cursor = try attempt(.read, path) { error in lend(term) { cx_reader_postings(handle, $0, error) } }
        return DocumentCursor(handle: cursor, path: path)
    }
}

@available(*, unavailable)
extension IndexReader: Sendable {}
