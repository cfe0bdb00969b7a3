/// The postings of some documents in the order of their terms, ready to be joined with those of later documents.
///
/// For each term: its length in a byte, its bytes, the number of documents, the sum of the frequencies, the first document,
/// the distance to the last one, the length of the list, and the list as `PostingList` has it.
final class PostingRun {
    /// The postings of one term. The bytes are the run's.
    struct Entry {
        var term: UnsafeBufferPointer<UInt8>
        var postings: PostingList.Postings
    }

    /// A place where a term begins, and the term's head, as `TermDictionary` has it.
    struct Mark {
        var head: UInt64
        var offset: Int
    }

    /// About so many bytes lie between two marks.
    static let markedBytes = 1 << 14

    private var bytes: GlassBytes
    /// Ascending; to begin in the middle.
    let marks: [Mark]

    init(_ bytes: consuming GlassBytes, marks: [Mark]) {
        bytes.shrink()
        self.bytes = bytes
        self.marks = marks
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

        /// - Parameter start: the least head of a term that is wanted.
        init(_ run: PostingRun, from start: UInt64 = 0) {
            let none = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
            // A term with a mark's head may stand before it.
            let mark = run.marks.last { $0.head < start }?.offset ?? 0
            reader = NumberReader(
                UnsafeBufferPointer(rebasing: run.bytes.buffer[mark...]), from: UnsafePointer(run.bytes.start + mark))
            entry = Entry(
                term: none, postings: PostingList.Postings(documentCount: 0, sum: 0, first: 0, last: 0, bytes: none))
            repeat { next() } while !isAtEnd && head < start
        }

        mutating func next() {
            guard !reader.isAtEnd else {
                isAtEnd = true
                return
            }
            let length = Int(reader.next.pointee)
            entry.term = UnsafeBufferPointer(start: reader.next + 1, count: length)
            reader.skip(1 + length)
            let documentCount = UInt32(truncatingIfNeeded: reader.number())
            let sum = reader.number()
            let first = UInt32(truncatingIfNeeded: reader.number())
            let last = first &+ UInt32(truncatingIfNeeded: reader.number())
            let listBytes = Int(reader.number())
            entry.postings = PostingList.Postings(
                documentCount: documentCount, sum: sum, first: first, last: last,
                bytes: UnsafeBufferPointer(start: reader.next, count: listBytes))
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
