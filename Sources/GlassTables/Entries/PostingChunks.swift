internal import SystemPackage

/// Puts lists of documents into the table of postings, in chunks of about 2000 bytes.
///
/// A chunk is a digit, `1` for the last of its list, the distance from its first document to its last, and the list. The
/// first chunk of a term has before that the number of documents, the sum of the frequencies, and the first document less
/// one; the others have their first document in the key.
struct PostingChunks: ~Copyable {
    private var key = GlassBytes()
    private var tag = GlassBytes(capacity: 4096)
    /// Of the postings that were written.
    private(set) var sum = PostingSum()

    /// Writes the postings of a term.
    mutating func write(
        _ list: borrowing PostingList, of term: UnsafeBufferPointer<UInt8>, to table: inout GlassTableWriter
    ) throws(Errno) {
        PostlistKey.setTerm(term, in: &key)
        let identity = TermIdentity(term)
        try write(list, counts: (list.documentCount, list.sum), separator: [0], to: &table) {
            sum, document, frequency in
            sum.add(identity, document, frequency)
        }
    }

    /// Writes the lengths of all documents: a list without a term, which counts nothing.
    mutating func write(lengths list: borrowing PostingList, to table: inout GlassTableWriter) throws(Errno) {
        PostlistKey.setLengths(in: &key)
        try write(list, counts: (0, 0), separator: [], to: &table) { _, _, _ in }
    }

    /// - Parameter separator: what stands in the key of a further chunk before the document.
    @inline(__always)
    private mutating func write(
        _ list: borrowing PostingList, counts: (UInt32, UInt64), separator: [UInt8], to table: inout GlassTableWriter,
        _ visit: (inout PostingSum, UInt32, UInt32) -> Void
    ) throws(Errno) {
        let all = list.bytes.buffer
        guard let start = all.baseAddress, all.count > 0 else { return }
        let keyBytes = key.count
        var reader = NumberReader(all, from: start)
        var chunkStart = start
        var chunkFirst = list.first
        var document = list.first
        while true {
            visit(&sum, document, UInt32(truncatingIfNeeded: reader.number()))
            let end = reader.next
            let isLast = reader.isAtEnd
            let isFull = end - chunkStart >= GlassFormat.chunkBytes
            let next = isLast ? document : document &+ UInt32(truncatingIfNeeded: reader.number()) &+ 1
            if isLast || isFull {
                tag.removeAll()
                if chunkStart == start {
                    tag.appendNumber(counts.0)
                    tag.appendNumber(counts.1)
                    tag.appendNumber(chunkFirst - 1)
                } else {
                    key.truncate(to: keyBytes)
                    for byte in separator { key.append(byte) }
                    key.appendSortable(chunkFirst)
                }
                tag.append(isLast ? UInt8(ascii: "1") : UInt8(ascii: "0"))
                tag.appendNumber(document - chunkFirst)
                tag.append(UnsafeBufferPointer(start: chunkStart, count: end - chunkStart))
                try table.add(key: key.buffer, tag: tag.buffer)
                if isLast { return }
                chunkStart = reader.next
                chunkFirst = next
            }
            document = next
        }
    }
}
