/// Joins runs, each of later documents than the one before, into one list for each term.
struct RunMerge: ~Copyable {
    private var cursors: [PostingRun.Cursor]
    private var list = PostingList()
    private let runs: [PostingRun]

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
            list.removeAll()
            for index in least..<cursors.count where !cursors[index].isAtEnd && cursors[index].head == head {
                guard index == least || cursors[index].entry.term.elementsEqual(term) else { continue }
                list.append(cursors[index].entry)
                cursors[index].next()
            }
            try body(term, list)
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
