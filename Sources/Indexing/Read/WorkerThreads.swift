package import Glibc

/// Threads of the process's own for work that blocks, which the cooperative pool must not see.
package enum WorkerThreads {
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
        while threads.count < count, let thread = start(work) { threads.append(thread) }
        if threads.isEmpty { body() }
        for thread in threads { pthread_join(thread, nil) }
    }

    /// Runs the body on a thread, which somebody has to join or to detach; nil when the system has none left.
    package static func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
        start(Work(body))
    }

    private static func start(_ work: Work) -> pthread_t? {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(work)
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                return nil
            }, argument.toOpaque())
        if status == 0 { return thread }
        argument.release()
        return nil
    }
}
