internal import Synchronization
internal import XapianIndex

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
