/// A document as a segment takes it.
struct AnalyzedDocument {
    var terms = TermList()
    /// By the numbers of `ValueSlot`.
    var values: [(slot: UInt32, value: [UInt8])] = []
    /// The stored form of the document's record, text included.
    var data: [UInt8] = []
    /// How much of the data is text.
    var textByteCount = 0
}
