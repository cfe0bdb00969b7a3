internal import Analysis
internal import IndexSchema
internal import Matching
internal import XapianIndex

/// What an index stores of one document, folded for matching as far as it is asked for.
final class StoredText {
    private let data: [UInt8]
    private let lineEnd: Int
    private let folder: TextFolder
    private var cachedRecord: DocumentRecord?

    /// The body, folded.
    private(set) lazy var foldedText: FoldedText = folder.fold(data[(lineEnd + 1)...])

    /// Throws: `IndexError`, `DocumentRecordError.noLine`.
    init(_ reader: IndexReader, _ id: DocumentID, _ folder: TextFolder) throws {
        data = try reader.document(id).data
        lineEnd = try data.withUnsafeBufferPointer { try DocumentRecord.parts(of: $0).line.count }
        self.folder = folder
    }

    /// The bytes of what is stored; folded text takes about as much again.
    var sizeBytes: Int { data.count }

    /// Throws: `DocumentRecordError.malformed`.
    func record() throws -> DocumentRecord {
        if let cachedRecord { return cachedRecord }
        let record = try data[..<lineEnd].withUnsafeBufferPointer { try DocumentRecord(line: $0) }
        cachedRecord = record
        return record
    }

    /// Lends the body's bytes.
    func withText<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        try data[(lineEnd + 1)...].withUnsafeBufferPointer(body)
    }

    /// True when the body or the title has what the clause asks for.
    func satisfies(_ clause: ClauseMatcher) throws -> Bool {
        if clause.isSatisfied(by: foldedText) { return true }
        return clause.isSatisfied(by: folder.fold(try record().title.utf8))
    }

    /// True when the body or the title contains the clause's tokens one after another.
    func containsWhole(_ clause: ClauseMatcher) throws -> Bool {
        if clause.isContainedWhole(in: foldedText) { return true }
        return clause.isContainedWhole(in: folder.fold(try record().title.utf8))
    }

    /// True when the body or the title contains the needle.
    func contains(_ needle: Needle) throws -> Bool {
        if needle.isFound(in: foldedText) { return true }
        return needle.isFound(in: folder.fold(try record().title.utf8))
    }
}
