internal import Analysis
internal import XapianIndex

/// Reads the texts of documents for one request.
struct TextReader {
    let index: IndexReader
    let folder: TextFolder
    /// No block of a long text is opened behind it.
    let deadline: ContinuousClock.Instant
    /// What keeps documents of the commit that is read; nil for several shards, which have no commit in common.
    var cache: (documents: DocumentCache, commit: IndexCommit)?

    /// Throws: `IndexError`, `DocumentRecordError.noLine`.
    func text(_ id: DocumentID) throws -> StoredText {
        func read() throws -> StoredContent { try StoredContent(data: index.document(id).data) }
        let content = try cache.map { try $0.documents.content(id, at: $0.commit, read: read) } ?? read()
        return StoredText(content, id, self)
    }
}
