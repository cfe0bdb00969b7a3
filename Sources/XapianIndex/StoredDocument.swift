internal import CXapian
internal import SystemPackage

/// A document as the index keeps it: its data and its values.
///
/// It keeps what it needs of its reader alive and stays on the reader's thread.
package struct StoredDocument: ~Copyable {
    private let handle: OpaquePointer
    private let path: FilePath

    init(handle: OpaquePointer, path: FilePath) {
        self.handle = handle
        self.path = path
    }

    deinit {
        cx_stored_free(handle)
    }

    /// Lends the document's data without a copy; empty when it has none. The buffer is not valid after the call.
    package func withData<Result>(_ body: (UnsafeBufferPointer<UInt8>) throws -> Result) throws -> Result {
        var data = cx_bytes()
        try attempt(.read, path) { cx_stored_data(handle, &data, $0) }
        return try body(data.buffer)
    }

    /// A copy of the document's data; empty when it has none.
    package var data: [UInt8] {
        get throws(IndexError) {
            var data = cx_bytes()
            try attempt(.read, path) { cx_stored_data(handle, &data, $0) }
            return Array(data.buffer)
        }
    }

    /// The slot's value; empty when it has none, which the engine does not tell from an empty value.
    package func value(_ slot: UInt32) throws(IndexError) -> [UInt8] {
        var value = cx_bytes()
        try attempt(.read, path) { cx_stored_value(handle, slot, &value, $0) }
        return Array(value.buffer)
    }
}

@available(*, unavailable)
extension StoredDocument: Sendable {}
