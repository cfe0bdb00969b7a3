internal import Glibc

/// Threads of the process's own for work that blocks, which the cooperative pool must not see.
enum WorkerThreads {
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    /// Runs the body on so many threads and waits for all of them. With fewer than asked for it goes on, down to the
    /// calling thread alone.
    static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
        let work = Work(body)
        var threads: [pthread_t] = []
        for _ in 0..<count {
            var thread = pthread_t()
            let argument = Unmanaged.passRetained(work)
            let status = pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                    return nil
                }, argument.toOpaque())
            guard status == 0 else {
                argument.release()
                break
            }
            threads.append(thread)
        }
        if threads.isEmpty { body() }
        for thread in threads { pthread_join(thread, nil) }
    }
}
