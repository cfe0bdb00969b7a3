internal import CXapian

/// A document on its way into an index: terms, values, data.
///
/// A term of more than 245 bytes is refused when the document is added, not here. Exhausted memory traps.
package struct IndexDocument: ~Copyable {
    let handle: OpaquePointer

    /// A document with nothing in it.
    package init() {
        guard let handle = cx_document_new() else { preconditionFailure("out of memory") }
        self.handle = handle
    }

    deinit {
        cx_document_free(handle)
    }

    /// Adds a term, or adds to its frequency. Terms in ascending order of their bytes are the cheapest.
    ///
    /// - Parameters:
    ///   - term: not empty.
    ///   - frequency: how often the term stands in the document; it counts for the document's length.
    package mutating func addTerm(_ term: UnsafeBufferPointer<UInt8>, frequency: UInt32 = 1) {
        check(cx_document_add_term(handle, cx_bytes(term), frequency))
    }

    /// Adds a term that finds the document and has no part in weights and lengths. It must not be empty.
    package mutating func addBooleanTerm(_ term: UnsafeBufferPointer<UInt8>) {
        check(cx_document_add_term(handle, cx_bytes(term), 0))
    }

    /// Adds a term as it stands in an index: with a frequency, or without when it is 0.
    package mutating func add(_ term: UnsafeBufferPointer<UInt8>, frequency: UInt32) {
        if frequency == 0 { addBooleanTerm(term) } else { addTerm(term, frequency: frequency) }
    }

    /// Replaces the document's data.
    package mutating func setData(_ data: UnsafeBufferPointer<UInt8>) {
        check(cx_document_set_data(handle, cx_bytes(data)))
    }

    /// Replaces the slot's value; an empty value removes it.
    package mutating func setValue(_ slot: UInt32, _ value: UnsafeBufferPointer<UInt8>) {
        check(cx_document_set_value(handle, slot, cx_bytes(value)))
    }

    private func check(_ isDone: Bool) {
        precondition(isDone, "the engine refuses an empty term, or memory is exhausted")
    }
}

@available(*, unavailable)
extension IndexDocument: Sendable {}
