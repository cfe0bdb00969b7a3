/// The keys of the table of postings, which holds much beside: they are in this order.
///
/// | key | what |
/// |---|---|
/// | `00 C0` name | an entry of the user's metadata |
/// | `00 D0` slot | statistics of a slot's values |
/// | `00 D8` slot, document | values of a slot, from the document on |
/// | `00 E0` | the lengths of documents; with a document, from it on |
/// | Z(term) | the postings of a term |
/// | Z(term) `00` document | more of them, from the document on |
enum PostlistKey {
    static func setMetadata(_ name: UnsafeBufferPointer<UInt8>, in key: inout GlassBytes) {
        begin(0xC0, &key)
        key.append(name)
    }

    static func setValueStatistics(_ slot: UInt32, in key: inout GlassBytes) {
        begin(0xD0, &key)
        key.appendShortest(slot)
    }

    static func setValues(_ slot: UInt32, from document: UInt32, in key: inout GlassBytes) {
        begin(0xD8, &key)
        key.appendNumber(slot)
        key.appendSortable(document)
    }

    static func setLengths(in key: inout GlassBytes) {
        begin(0xE0, &key)
    }

    static func setTerm(_ term: UnsafeBufferPointer<UInt8>, in key: inout GlassBytes) {
        key.removeAll()
        key.appendTerm(term)
    }

    private static func begin(_ kind: UInt8, _ key: inout GlassBytes) {
        key.removeAll()
        key.append(0)
        key.append(kind)
    }
}
