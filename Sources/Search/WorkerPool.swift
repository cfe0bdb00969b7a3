internal import Dispatch
internal import Glibc
internal import Synchronization

/// Threads that each own a worker, and a bounded queue of jobs for them.
///
/// A worker never leaves its thread, so it needs no lock. Blocking calls run here and never on the cooperative pool.
final class WorkerPool<Worker>: Sendable {
    typealias Job = @Sendable (Worker) -> Void

    private struct State {
        var jobs: [Job] = []
        /// The jobs before this index have been taken. Compacted when it is half of the list.
        var taken = 0
        var isClosed = false
        /// Those that wait for a job, or are about to.
        var idleThreads = 0
        var runningThreads: Int
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []

        var waiting: Int { jobs.count - taken }
    }

    private let state: Mutex<State>
    private let available = DispatchSemaphore(value: 0)
    private let queueLimit: Int

    /// - Parameters:
    ///   - threads: How many workers, at least 1.
    ///   - queueLimit: How many jobs may wait, at least 1.
    ///   - makeWorker: Called once for each thread, here.
    init<Failure: Error>(
        threads: Int, queueLimit: Int, makeWorker: () throws(Failure) -> Worker
    ) throws(Failure) {
        precondition(threads > 0 && queueLimit > 0, "a pool needs a thread and a queue")
        self.queueLimit = queueLimit
        state = Mutex(State(runningThreads: threads))
        var starts: [ThreadStart] = []
        for _ in 0..<threads {
            // The worker is made here, so that its failure is the caller's, and used nowhere but on its thread.
            nonisolated(unsafe) let worker = try makeWorker()
            starts.append(ThreadStart { [self] in self.run(worker) })
        }
        for start in starts { start.detach() }
    }

    /// Queues a job. False when the queue is full or closed, and then the job is not run.
    func submit(_ job: @escaping Job) -> SubmitResult {
        let result: SubmitResult = state.withLock { state in
            if state.isClosed { return .closed }
            if state.waiting >= queueLimit { return .full(waiting: state.waiting) }
            state.jobs.append(job)
            return .queued
        }
        if result == .queued { available.signal() }
        return result
    }

    /// Runs a job on a thread that has nothing to do; unless there is one, the job is not run.
    func offer(_ job: @escaping Job) {
        let isTaken = state.withLock { state in
            guard !state.isClosed, state.waiting < state.idleThreads else { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { available.signal() }
    }

    enum SubmitResult: Equatable {
        case queued
        case full(waiting: Int)
        case closed
    }

    /// Takes no more jobs, lets those that wait be done, and returns when the threads have ended.
    func shutdown() async {
        let threads = state.withLock { state in
            let threads = state.isClosed ? 0 : state.runningThreads
            state.isClosed = true
            return threads
        }
        for _ in 0..<threads { available.signal() }
        await withCheckedContinuation { continuation in
            let hasEnded = state.withLock { state in
                if state.runningThreads > 0 { state.waitingForEnd.append(continuation) }
                return state.runningThreads == 0
            }
            if hasEnded { continuation.resume() }
        }
    }

    private func run(_ worker: Worker) {
        while let job = nextJob() { job(worker) }
        let waiting = state.withLock { state in
            state.runningThreads -= 1
            guard state.runningThreads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Waits for a job; nil when the pool is closed and nothing waits any more.
    private func nextJob() -> Job? {
        state.withLock { $0.idleThreads += 1 }
        available.wait()
        return state.withLock { state in
            state.idleThreads -= 1
            guard state.waiting > 0 else { return nil }
            let job = state.jobs[state.taken]
            state.taken += 1
            if 2 * state.taken >= state.jobs.count {
                state.jobs.removeFirst(state.taken)
                state.taken = 0
            }
            return job
        }
    }
}

/// A thread that is about to run a closure.
private struct ThreadStart {
    private final class Body {
        let closure: () -> Void
        init(_ closure: @escaping () -> Void) { self.closure = closure }
    }

    private let body: Body

    init(_ closure: @escaping () -> Void) {
        body = Body(closure)
    }

    func detach() {
        var thread = pthread_t()
        let argument = Unmanaged.passRetained(body).toOpaque()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().closure()
                return nil
            }, argument)
        // Without threads there is no service; the limit on them is the administrator's.
        precondition(status == 0, "cannot start a thread: error \(status)")
        pthread_detach(thread)
    }
}
