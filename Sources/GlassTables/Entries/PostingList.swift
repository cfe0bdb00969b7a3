/// A list of documents with a number each, as one row of numbers: that of the first document, and then for each further
/// one its distance from the one before, less one, and its number.
///
/// The number is a term's frequency in the document, or the document's length.
struct PostingList: ~Copyable {
    /// A list that somebody lends.
    struct Postings {
        var documentCount: UInt32
        var sum: UInt64
        var first: UInt32
        var last: UInt32
        var bytes: UnsafeBufferPointer<UInt8>
    }

    private(set) var bytes = GlassBytes(capacity: 1 << 12)
    private(set) var documentCount: UInt32 = 0
    private(set) var sum: UInt64 = 0
    private(set) var first: UInt32 = 0
    private(set) var last: UInt32 = 0

    /// Valid until something is appended.
    var postings: Postings {
        Postings(documentCount: documentCount, sum: sum, first: first, last: last, bytes: bytes.buffer)
    }

    mutating func removeAll() {
        bytes.removeAll()
        documentCount = 0
        sum = 0
    }

    @inline(__always)
    mutating func append(_ document: UInt32, _ number: UInt32) {
        if documentCount == 0 {
            first = document
        } else {
            bytes.appendNumber(document &- last &- 1)
        }
        bytes.appendNumber(number)
        last = document
        documentCount &+= 1
        sum &+= UInt64(number)
    }

    /// Appends a list whose documents come after these.
    @inline(__always)
    mutating func append(_ other: Postings) {
        if documentCount == 0 {
            first = other.first
        } else {
            bytes.appendNumber(other.first &- last &- 1)
        }
        bytes.append(other.bytes)
        last = other.last
        documentCount &+= other.documentCount
        sum &+= other.sum
    }
}
