import Dispatch
import Glibc
import Synchronization
import Testing

@testable import Search

@Suite struct SharedItemsTests {
    private struct Odd: Error, Equatable { var number: Int }

    @Test(arguments: [1, 2, 1000]) func `each piece is done once, by whichever thread, and the order stays`(
        count: Int
    ) async throws {
        let items = SharedItems<Int>(count: count)
        let doneCount = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: 3) { _ in
            items.take { index in
                doneCount.add(1, ordering: .relaxed)
                return index * index
            }
        }
        #expect(items.areTaken)
        #expect(doneCount.load(ordering: .relaxed) == count)
        #expect(try items.products() == (0..<count).map { $0 * $0 })
    }

    @Test func `the first piece that fails says why`() throws {
        let items = SharedItems<Int>(count: 10)
        items.take { if $0 % 4 == 3 { throw Odd(number: $0) } else { $0 } }
        #expect(throws: Odd(number: 3)) { try items.products() }
    }

    @Test func `what another thread has taken is waited for`() throws {
        let items = SharedItems<Int>(count: 2)
        let isTaken = DispatchSemaphore(value: 0)
        DispatchQueue.global().async {
            items.take { index in
                isTaken.signal()
                // The one who waits has nothing left to take by now, mostly.
                for _ in 0..<1000 where !items.areTaken { usleep(100) }
                return index
            }
        }
        isTaken.wait()
        items.take { $0 }
        #expect(try items.products() == [0, 1])
    }
}
