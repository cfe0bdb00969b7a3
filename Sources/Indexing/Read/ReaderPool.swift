internal import Synchronization

/// The readers of files that wait for work, each with its extractor, so that an update has them at once.
final class ReaderPool: Sendable {
    /// Only the thread that has taken a reader from the pool uses it.
    private struct Idle: @unchecked Sendable {
        let reader: DocumentReader
    }

    private let make: @Sendable () throws -> DocumentReader
    private let idle = Mutex<[Idle]>([])

    init(_ make: @escaping @Sendable () throws -> DocumentReader) {
        self.make = make
    }

    /// Sees to it that so many readers wait. An extractor ends with the thread that started it, so this is for the thread
    /// that will be there the longest.
    func prepare(_ count: Int) throws {
        while idle.withLock({ $0.count }) < count {
            let new = Idle(reader: try make())
            idle.withLock { $0.append(new) }
        }
    }

    /// Lends a reader that no other thread has meanwhile.
    func withReader<Result>(_ body: (DocumentReader) throws -> Result) throws -> Result {
        let idle = try idle.withLock { $0.popLast() } ?? Idle(reader: make())
        // A reader that was at hand when something failed is in no doubtful state: each file begins anew.
        defer { self.idle.withLock { $0.append(idle) } }
        return try body(idle.reader)
    }
}
