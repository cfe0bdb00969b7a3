internal import CLinux

/// Finds text as it was typed, nothing folded.
package struct TypedForm: Sendable {
    private let bytes: [UInt8]

    package init(_ typed: String) {
        bytes = Array(typed.utf8)
    }

    /// True when it stands in a text byte by byte, on one line.
    package func isFound(in text: String) -> Bool {
        Array(text.utf8).withUnsafeBufferPointer(isFound)
    }

    /// The same.
    package func isFound(in text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress, !bytes.isEmpty, bytes.count <= text.count else { return false }
        return clinux_find(base, text.count, bytes, bytes.count) != nil
    }
}
