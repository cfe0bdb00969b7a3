internal import CXapian
internal import SystemPackage

/// Goes through document IDs, ascending: `while let id = try cursor.next()`.
///
/// It is no `Sequence` because reading on may fail.
package struct DocumentCursor: ~Copyable {
    private let handle: OpaquePointer
    private let path: FilePath

    init(handle: OpaquePointer, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    deinit {
        cx_postings_free(handle)
    }

    /// The next ID; nil when there are no more, however often it is asked.
    package mutating func next() throws(IndexError) -> DocumentID? {
        var isFound = false
        var id: DocumentID = 0
        try attempt(.read, path) { cx_postings_next(handle, &isFound, &id, nil, $0) }
        return isFound ? id : nil
    }

    /// The same with the frequency of the term within the document.
    package mutating func nextWithFrequency() throws(IndexError) -> (id: DocumentID, frequency: Int)? {
        var isFound = false
        var id: DocumentID = 0
        var frequency: UInt32 = 0
        try attempt(.read, path) { cx_postings_next(handle, &isFound, &id, &frequency, $0) }
        return isFound ? (id, Int(frequency)) : nil
    }

    /// Whether a document is among them, without going through those before it; to be asked with rising IDs.
    package mutating func contains(_ id: DocumentID) throws(IndexError) -> Bool {
        var isFound = false
        try attempt(.read, path) { cx_postings_skip(handle, id, &isFound, $0) }
        return isFound
    }
}

@available(*, unavailable)
extension DocumentCursor: Sendable {}
