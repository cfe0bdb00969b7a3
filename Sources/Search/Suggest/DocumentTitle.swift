internal import IndexSchema
internal import XapianIndex

/// The title of a document, as it writes it.
enum DocumentTitle {
    static func read(_ id: DocumentID, _ reader: IndexReader) throws -> String {
        try reader.document(id).withData { try DocumentRecord(line: DocumentRecord.parts(of: $0).line) }.title
    }
}
