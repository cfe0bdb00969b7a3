internal import Analysis
internal import XapianIndex

/// Reads the texts of documents for one request, on one thread.
struct TextReader {
    let index: IndexReader
    let folder: TextFolder
    /// No block of a long text is opened behind it.
    let deadline: ContinuousClock.Instant
    /// What keeps documents of the commit that is read; nil for several shards, which have no commit in common.
    var cache: (documents: DocumentCache, commit: IndexCommit)?
    /// Who may read some of them on other threads.
    var idle: IdleSearchers?

    /// Throws: `IndexError`, `DocumentRecordError.noLine`.
    func text(_ id: DocumentID) throws -> StoredText {
        func read() throws -> StoredContent { try StoredContent(data: index.document(id).data) }
        let content = try cache.map { try $0.documents.content(id, at: $0.commit, read: read) } ?? read()
        return StoredText(content, id, self)
    }

    /// The text of a document that was read already, or is now.
    ///
    /// Throws: as above.
    func text(_ id: DocumentID, _ known: StoredContent?) throws -> StoredText {
        try known.map { StoredText($0, id, self) } ?? text(id)
    }
}
