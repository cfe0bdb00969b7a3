internal import Glibc

/// Joins runs into one list for each term.
struct RunMerge: ~Copyable {
    private let runs: [PostingRun]
    private var cursors: [PostingRun.Cursor]
    /// The postings of one term, of the runs that have it.
    private var parts: [PostingList.Postings] = []
    /// Of parts that overlap.
    private var readers: [PostingReader] = []
    private var list = PostingList()

    /// Of the terms whose heads, as `TermDictionary` has them, are in a range; the last one has no end.
    private let end: UInt64?

    init(_ runs: [PostingRun], from start: UInt64 = 0, before end: UInt64? = nil) {
        self.runs = runs
        self.end = end
        cursors = runs.map { PostingRun.Cursor($0, from: start) }
    }

    /// Calls the body with each term and its postings, in the order of the terms.
    mutating func forEach<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, PostingList.Postings) throws(Failure) -> Void
    ) throws(Failure) {
        // There are few runs, so looking at all of them beats a heap.
        while let least = leastCursor(), end.map({ cursors[least].head < $0 }) ?? true {
            let entry = cursors[least].entry
            let head = cursors[least].head
            cursors[least].next()
            var isAlone = true
            for index in (least + 1)..<max(least + 1, cursors.count)
            where cursors[index].head == head && !cursors[index].isAtEnd {
                guard Self.areEqual(cursors[index].entry.term, entry.term) else { continue }
                if isAlone {
                    isAlone = false
                    parts.removeAll(keepingCapacity: true)
                    parts.append(entry.postings)
                }
                parts.append(cursors[index].entry.postings)
                cursors[index].next()
            }
            if isAlone {
                try body(entry.term, entry.postings)
            } else {
                joinParts()
                try body(entry.term, list.postings)
            }
        }
    }

    /// Whether two terms with the same head are the same.
    private static func areEqual(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard a.count == b.count, a.count > 8, let first = a.baseAddress, let second = b.baseAddress else {
            return a.count == b.count
        }
        return memcmp(first + 8, second + 8, a.count - 8) == 0
    }

    /// Makes one list of several. The runs of one thread follow one another, those of different threads are of documents in
    /// between.
    private mutating func joinParts() {
        list.removeAll()
        parts.sort { $0.first < $1.first }
        var next = 0
        readers.removeAll(keepingCapacity: true)
        while next < parts.count || !readers.isEmpty {
            if readers.isEmpty {
                let isApart = next + 1 == parts.count || parts[next].last < parts[next + 1].first
                if isApart { list.append(parts[next]) } else { readers.append(PostingReader(parts[next])) }
                next += 1
                continue
            }
            // From the reader with the least document, as far as it is before all others.
            var least = 0
            var limit = next < parts.count ? parts[next].first : UInt32.max
            for index in 1..<max(1, readers.count) {
                if readers[index].document < readers[least].document {
                    limit = min(limit, readers[least].document)
                    least = index
                } else {
                    limit = min(limit, readers[index].document)
                }
            }
            var reader = readers[least]
            while !reader.isAtEnd, reader.document < limit {
                list.append(reader.document, reader.frequency)
                reader.next()
            }
            if reader.isAtEnd { readers.remove(at: least) } else { readers[least] = reader }
            if next < parts.count, limit == parts[next].first, !readers.isEmpty {
                readers.append(PostingReader(parts[next]))
                next += 1
            }
        }
    }

    /// The first of the cursors at the least term; nil when all are at their end.
    private func leastCursor() -> Int? {
        var least: Int?
        for index in cursors.indices where !cursors[index].isAtEnd {
            guard let found = least else {
                least = index
                continue
            }
            if cursors[index].precedes(cursors[found]) { least = index }
        }
        return least
    }
}

/// Reads the postings of one term in a run.
private struct PostingReader {
    private var reader: NumberReader
    private(set) var document: UInt32
    private(set) var frequency: UInt32
    private(set) var isAtEnd = false

    init(_ postings: PostingList.Postings) {
        guard let start = postings.bytes.baseAddress else { preconditionFailure("no term is without postings") }
        reader = NumberReader(postings.bytes, from: start)
        document = postings.first
        frequency = UInt32(truncatingIfNeeded: reader.number())
    }

    @inline(__always)
    mutating func next() {
        isAtEnd = reader.isAtEnd
        if isAtEnd { return }
        document &+= UInt32(truncatingIfNeeded: reader.number()) &+ 1
        frequency = UInt32(truncatingIfNeeded: reader.number())
    }
}
