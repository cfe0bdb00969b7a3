internal import Synchronization
internal import XapianIndex

/// Searchers of other threads, which read texts for a request as long as they have nothing else to do: with ten texts to
/// look at, one thread takes nearly twice as long as two.
struct IdleSearchers: Sendable {
    let pool: WorkerPool<Searcher>
    /// What they must read: an ID means another document in another commit.
    let commit: IndexCommit

    /// Gives a job to one that is idle, if there is one; it may begin late, and it may never begin.
    ///
    /// - Parameter isNeeded: asked when it begins.
    func offer(
        until deadline: ContinuousClock.Instant, while isNeeded: @escaping @Sendable () -> Bool,
        _ job: @escaping @Sendable (TextReader) -> Void
    ) {
        pool.offer { [commit] searcher in
            guard isNeeded(), let reader = searcher.textReader(at: commit, until: deadline) else { return }
            job(reader)
        }
    }
}

extension TextReader {
    /// Waking a thread takes as long as looking at a text or two.
    private static let leastShared = 4

    /// What is made of each of several documents, in order.
    ///
    /// - Parameter work: called with this reader here, and with another's on another thread; and with the document's place.
    ///
    /// Throws: what `work` throws.
    func map<Product: Sendable>(
        _ count: Int, _ work: @escaping @Sendable (TextReader, Int) throws -> Product
    ) throws -> [Product] {
        guard let idle, count >= Self.leastShared else { return try (0..<count).map { try work(self, $0) } }
        let items = SharedItems<Product>(count: count)
        idle.offer(until: deadline, while: { !items.areTaken }) { reader in items.take { try work(reader, $0) } }
        items.take { try work(self, $0) }
        return try items.products()
    }

    /// Has documents read and folded by another thread that this one comes to later; nil when nobody has the time, or
    /// nothing would be kept.
    func readAhead(_ ids: [DocumentID]) -> ReadAhead? {
        guard let idle, cache?.documents.isUseful == true, ids.count >= Self.leastShared else { return nil }
        let ahead = ReadAhead(ids)
        idle.offer(until: deadline, while: { !ahead.isOver }) { ahead.run($0) }
        return ahead
    }
}

/// Reads documents before those who come to them, so that they find them in the cache.
final class ReadAhead: Sendable {
    private let ids: [DocumentID]
    /// How many documents those have come to who come after.
    private let reached = Atomic<Int>(0)

    init(_ ids: [DocumentID]) {
        self.ids = ids
    }

    var isOver: Bool { reached.load(ordering: .relaxed) >= ids.count }

    /// One document more need not be read any more.
    func reachNext() {
        reached.add(1, ordering: .relaxed)
    }

    /// No document need be read any more.
    func stop() {
        reached.store(ids.count, ordering: .relaxed)
    }

    func run(_ reader: TextReader) {
        var next = 0
        while true {
            next = max(next, reached.load(ordering: .relaxed))
            guard next < ids.count, ContinuousClock.now < reader.deadline else { return }
            do {
                try reader.text(ids[next]).prepare()
            } catch {
                // Who comes to the document meets the same, and says it.
                return
            }
            next += 1
        }
    }
}
