/// Joins runs into one list for each term.
struct RunMerge: ~Copyable {
    private let runs: [PostingRun]
    private var cursors: [PostingRun.Cursor]
    /// The postings of one term, of the runs that have it.
    private var entries: [PostingRun.Entry] = []
    private var list = PostingList()

    init(_ runs: [PostingRun]) {
        self.runs = runs
        cursors = runs.map { PostingRun.Cursor($0) }
    }

    /// Calls the body with each term and its postings, in the order of the terms.
    mutating func forEach<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, borrowing PostingList) throws(Failure) -> Void
    ) throws(Failure) {
        // There are few runs, so looking at all of them beats a heap.
        while let least = leastCursor() {
            let term = cursors[least].entry.term
            let head = cursors[least].head
            entries.removeAll(keepingCapacity: true)
            for index in least..<cursors.count where !cursors[index].isAtEnd && cursors[index].head == head {
                guard index == least || cursors[index].entry.term.elementsEqual(term) else { continue }
                entries.append(cursors[index].entry)
                cursors[index].next()
            }
            list.removeAll()
            if entries.count > 1 {
                joinEntries()
            } else {
                list.append(entries[0])
            }
            try body(term, list)
        }
    }

    /// Makes one list of several. The runs of one thread follow one another, those of different threads are of documents in
    /// between.
    private mutating func joinEntries() {
        entries.sort { $0.first < $1.first }
        if zip(entries, entries.dropFirst()).allSatisfy({ $0.last < $1.first }) {
            for entry in entries { list.append(entry) }
            return
        }
        var readers = entries.map { PostingReader($0) }
        while !readers.isEmpty {
            var least = 0
            for index in 1..<max(1, readers.count) where readers[index].document < readers[least].document {
                least = index
            }
            list.append(readers[least].document, readers[least].frequency)
            if !readers[least].next() { readers.remove(at: least) }
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

    init(_ entry: PostingRun.Entry) {
        guard let start = entry.list.baseAddress else { preconditionFailure("no term is without postings") }
        reader = NumberReader(entry.list, from: start)
        document = entry.first
        frequency = UInt32(truncatingIfNeeded: reader.number())
    }

    /// False at the end.
    @inline(__always)
    mutating func next() -> Bool {
        if reader.isAtEnd { return false }
        document &+= UInt32(truncatingIfNeeded: reader.number()) &+ 1
        frequency = UInt32(truncatingIfNeeded: reader.number())
        return true
    }
}
