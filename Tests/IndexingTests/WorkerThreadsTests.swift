@testable import Indexing
import Synchronization
import Testing

struct WorkerThreadsTests {
    @Test func `every thread has run when the call returns`() {
        final class Count: Sendable { let value = Atomic<Int>(0) }
        let count = Count()
        WorkerThreads.run(8) { count.value.add(1, ordering: .relaxed) }
        #expect(count.value.load(ordering: .relaxed) == 8)
    }
}
