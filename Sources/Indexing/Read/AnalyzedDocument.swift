internal import IndexSchema
internal import XapianIndex

/// A document as an index takes it.
struct AnalyzedDocument {
    var facts = FileFacts.none
    var terms = TermList()
    /// By the numbers of `ValueSlot`.
    var values: [(slot: UInt32, value: [UInt8])] = []
    /// The stored form of the document's record, with the text unless that is long.
    var data: [UInt8] = []
    /// A long text, which is stored in parts.
    var longText: LongText?
    /// The bytes of text that are stored.
    var textByteCount = 0
    /// Sentences for the person who owns the file: the extractor's, and what the index does not take of the text.
    var notices: [String] = []

    /// All of it but the parts of a long text.
    func makeEntry() -> IndexDocument {
        var entry = IndexDocument()
        terms.forEach { entry.add($0, frequency: $1) }
        for (slot, value) in values { value.withUnsafeBufferPointer { entry.setValue(slot, $0) } }
        data.withUnsafeBufferPointer { entry.setData($0) }
        return entry
    }
}
