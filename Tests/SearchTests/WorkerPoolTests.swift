import Dispatch
import Synchronization
import Testing

@testable import Search

@Suite struct WorkerPoolTests {
    /// A pool whose workers are numbers.
    private func withPool(threads: Int, _ body: (WorkerPool<Int>) async throws -> Void) async throws {
        let number = Mutex(0)
        let pool = WorkerPool<Int>(threads: threads, queueLimit: 4) {
            number.withLock {
                $0 += 1
                return $0
            }
        }
        try await body(pool)
        await pool.shutdown()
    }

    @Test func `a thread that has nothing to do takes what is offered, while another is busy`() async throws {
        try await withPool(threads: 2) { pool in
            let workers: [Int] = await withCheckedContinuation { continuation in
                _ = pool.submit { busy in
                    let isHelped = DispatchSemaphore(value: 0)
                    let helper = Mutex(0)
                    // The other thread may not have begun to wait.
                    while helper.withLock({ $0 }) == 0 {
                        pool.offer { worker in
                            helper.withLock { $0 = worker }
                            isHelped.signal()
                        }
                        _ = isHelped.wait(timeout: .now() + .milliseconds(20))
                    }
                    continuation.resume(returning: [busy, helper.withLock { $0 }])
                }
            }
            #expect(Set(workers) == [1, 2])
        }
    }

    @Test func `what is offered while all threads are busy is not run`() async throws {
        let isRun = Mutex(false)
        try await withPool(threads: 1) { pool in
            await withCheckedContinuation { continuation in
                _ = pool.submit { _ in
                    pool.offer { _ in isRun.withLock { $0 = true } }
                    continuation.resume()
                }
            }
        }
        #expect(!isRun.withLock { $0 })
    }
}
