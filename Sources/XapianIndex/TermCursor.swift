internal import CXapian
internal import SystemPackage

/// Goes through terms, ascending by bytes: `while let term = try cursor.next()`.
///
/// It is no `Sequence` because reading on may fail.
package struct TermCursor: ~Copyable {
    /// A term, and the number that belongs to it: of documents, or of occurrences when the cursor is over one document.
    package struct Element: Hashable, Sendable {
        package var term: [UInt8]
        package var frequency: Int
    }

    private let handle: OpaquePointer
    private let path: FilePath

    init(handle: OpaquePointer, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    deinit {
        cx_terms_free(handle)
    }

    /// The next term; nil when there are no more, however often it is asked.
    package mutating func next() throws(IndexError) -> Element? {
        var isFound = false
        var term = cx_bytes()
        var frequency: UInt32 = 0
        try attempt(.read, path) { cx_terms_next(handle, &isFound, &term, &frequency, $0) }
        guard isFound else { return nil }
        // No term is empty, and who reads terms relies on it.
        guard term.count > 0 else {
            throw IndexError(kind: .damaged, action: .read, path: path, detail: "a term is empty")
        }
        return Element(term: Array(term.buffer), frequency: Int(frequency))
    }
}

@available(*, unavailable)
extension TermCursor: Sendable {}
