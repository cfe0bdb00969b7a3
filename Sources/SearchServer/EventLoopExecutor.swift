internal import NIOCore

/// Runs tasks on the thread of an event loop.
///
/// A connection's task that runs where its bytes arrive and leave is not handed from thread to thread at each of its steps.
/// Nothing that blocks may run here.
final class EventLoopExecutor: TaskExecutor {
    private let eventLoop: any EventLoop

    init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
