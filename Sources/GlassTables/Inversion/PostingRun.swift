/// The postings of some documents in the order of their terms, ready to be joined with those of later documents.
///
/// For each term: its length in a byte, its bytes, the number of documents, the sum of the frequencies, the first document,
/// the distance to the last one, the length of the list, and the list as `PostingList` has it.
final class PostingRun {
    /// The postings of one term. The bytes are the run's.
    struct Entry {
        var term: UnsafeBufferPointer<UInt8>
        var documentCount: UInt32
        var sum: UInt64
        var first: UInt32
        var last: UInt32
        var list: UnsafeBufferPointer<UInt8>
    }

    private var bytes: GlassBytes

    init(_ bytes: consuming GlassBytes) {
        bytes.shrink()
        self.bytes = bytes
    }

    var byteCount: Int { bytes.count }

    static func append(
        _ term: UnsafeBufferPointer<UInt8>, _ list: borrowing PostingList, to bytes: inout GlassBytes
    ) {
        bytes.append(UInt8(truncatingIfNeeded: term.count))
        bytes.append(term)
        bytes.appendNumber(list.documentCount)
        bytes.appendNumber(list.sum)
        bytes.appendNumber(list.first)
        bytes.appendNumber(list.last &- list.first)
        bytes.appendNumber(UInt64(list.bytes.count))
        bytes.append(list.bytes.buffer)
    }

    /// Goes through a run's terms. The run must be there as long.
    struct Cursor {
        private var reader: NumberReader
        private(set) var entry: Entry
        /// The first eight bytes of the term, as `TermDictionary` has them.
        private(set) var head: UInt64 = 0
        private(set) var isAtEnd = false

        init(_ run: PostingRun) {
            let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            reader = NumberReader(run.bytes.buffer, from: UnsafePointer(run.bytes.start))
            entry = Entry(term: none, documentCount: 0, sum: 0, first: 0, last: 0, list: none)
            next()
        }

        mutating func next() {
            guard !reader.isAtEnd else {
                isAtEnd = true
                return
            }
            let length = Int(reader.next.pointee)
            entry.term = UnsafeBufferPointer(start: reader.next + 1, count: length)
            reader.skip(1 + length)
            entry.documentCount = UInt32(truncatingIfNeeded: reader.number())
            entry.sum = reader.number()
            entry.first = UInt32(truncatingIfNeeded: reader.number())
            entry.last = entry.first &+ UInt32(truncatingIfNeeded: reader.number())
            let listBytes = Int(reader.number())
            entry.list = UnsafeBufferPointer(start: reader.next, count: listBytes)
            reader.skip(listBytes)
            head = TermDictionary.head(of: entry.term)
        }

        /// Whether this one's term is before another's.
        @inline(__always)
        func precedes(_ other: Cursor) -> Bool {
            head != other.head ? head < other.head : GlassTableWriter.precedes(entry.term, other.entry.term)
        }
    }
}
