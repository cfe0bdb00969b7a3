internal import SystemPackage

/// Takes the entries of a table, in the order of their keys.
protocol EntrySink: ~Copyable {
    associatedtype Failure: Error

    mutating func add(key: UnsafeBufferPointer<UInt8>, _ tag: StoredTag) throws(Failure)
}

extension GlassTableWriter: EntrySink {}

/// Puts lists of documents into the table of postings, in chunks of about 2000 bytes.
///
/// Long lists of terms are deflated, which the engine reads in every table though it deflates none here: 6 % of an index. Their
/// first chunk is short and plain. The lengths of documents are not deflated, for ranking looks them up one by one.
///
/// A chunk is a digit, `1` for the last of its list, the distance from its first document to its last, and the list. The
/// first chunk of a term has before that the number of documents, the sum of the frequencies, and the first document less
/// one; the others have their first document in the key.
struct PostingChunks: ~Copyable {
    private var key = GlassBytes()
    private var tag = GlassBytes(capacity: 4096)
    private let deflates: Bool
    private let deflater = Deflater()
    private var deflated = GlassBytes()
    /// - Parameter deflates: whether long lists are deflated.
    init(deflates: Bool) {
        self.deflates = deflates
    }

    /// Writes the postings of a term.
    mutating func write<Sink: EntrySink & ~Copyable>(
        _ postings: PostingList.Postings, of term: UnsafeBufferPointer<UInt8>, to table: inout Sink
    ) throws(Sink.Failure) {
        PostlistKey.setTerm(term, in: &key)
        let isDeflated = deflates && GlassFormat.deflatedListBytes.contains(postings.bytes.count)
        try write(
            postings, counts: (postings.documentCount, postings.sum), separator: [0], isDeflated: isDeflated, to: &table
        )
    }

    /// Writes the lengths of all documents: a list without a term, which counts nothing.
    mutating func write(lengths list: borrowing PostingList, to table: inout GlassTableWriter) throws(Errno) {
        PostlistKey.setLengths(in: &key)
        try write(list.postings, counts: (0, 0), separator: [], isDeflated: false, to: &table)
    }

    /// - Parameter separator: what stands in the key of a further chunk before the document.
    private mutating func write<Sink: EntrySink & ~Copyable>(
        _ postings: PostingList.Postings, counts: (UInt32, UInt64), separator: [UInt8], isDeflated: Bool,
        to table: inout Sink
    ) throws(Sink.Failure) {
        guard let start = postings.bytes.baseAddress, postings.bytes.count > 0 else { return }
        let keyBytes = key.count
        let end = start + postings.bytes.count
        var chunk = (start: start, first: postings.first)
        while true {
            let isHead = isDeflated && chunk.start == start
            let limit = isHead ? GlassFormat.headChunkBytes : GlassFormat.chunkBytes
            // Where a list is short enough for one chunk, as most are, nothing in it need be looked at.
            let isLast = end - chunk.start <= limit
            let cut = isLast ? Cut(end: end, last: postings.last) : Self.cut(chunk, of: limit, before: end)
            tag.removeAll()
            if chunk.start == start {
                tag.appendNumber(counts.0)
                tag.appendNumber(counts.1)
                tag.appendNumber(chunk.first - 1)
            } else {
                key.truncate(to: keyBytes)
                for byte in separator { key.append(byte) }
                key.appendSortable(chunk.first)
            }
            tag.append(cut.next == nil ? UInt8(ascii: "1") : UInt8(ascii: "0"))
            tag.appendNumber(cut.last - chunk.first)
            tag.append(UnsafeBufferPointer(start: chunk.start, count: cut.end - chunk.start))
            let stored =
                isDeflated && !isHead ? deflater.stored(tag.buffer, in: &deflated) : StoredTag(bytes: tag.buffer)
            try table.add(key: key.buffer, stored)
            guard let next = cut.next else { return }
            chunk = next
        }
    }

    /// Where a chunk begins, and its first document.
    private typealias Start = (start: UnsafePointer<UInt8>, first: UInt32)

    /// Where a chunk ends, its last document, and the chunk behind it.
    private struct Cut {
        var end: UnsafePointer<UInt8>
        var last: UInt32
        var next: Start?
    }

    /// Where a chunk of so many bytes or a few more ends.
    private static func cut(_ chunk: Start, of limit: Int, before end: UnsafePointer<UInt8>) -> Cut {
        var reader = NumberReader(UnsafeBufferPointer(start: chunk.start, count: end - chunk.start), from: chunk.start)
        var document = chunk.first
        while true {
            _ = reader.number()
            let chunkEnd = reader.next
            if reader.isAtEnd { return Cut(end: chunkEnd, last: document) }
            let next = document &+ UInt32(truncatingIfNeeded: reader.number()) &+ 1
            if chunkEnd - chunk.start >= limit {
                return Cut(end: chunkEnd, last: document, next: (reader.next, next))
            }
            document = next
        }
    }
}
