internal import CXapian
internal import SystemPackage

/// Goes through the values of one slot, by ascending document ID: `while let element = try cursor.next()`. Documents
/// without a value are passed over.
///
/// It is no `Sequence` because reading on may fail.
package struct ValueCursor: ~Copyable {
    package struct Element: Hashable, Sendable {
        package var documentID: DocumentID
        package var value: [UInt8]
    }

    private let handle: OpaquePointer
    private let path: FilePath

    init(handle: OpaquePointer, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    deinit {
        cx_values_free(handle)
    }

    /// The next value; nil when there are no more, however often it is asked.
    package mutating func next() throws(IndexError) -> Element? {
        var isFound = false
        var id: DocumentID = 0
        var value = cx_bytes()
        try attempt(.read, path) { cx_values_next(handle, &isFound, &id, &value, $0) }
        return isFound ? Element(documentID: id, value: Array(value.buffer)) : nil
    }
}

@available(*, unavailable)
extension ValueCursor: Sendable {}
