internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A build or compaction on a thread of its own, of a generation that does not become live by itself. It is stopped when nobody wants
/// it any more.
final class BackgroundBuild {
    /// Why the index is built anew; nil for a compaction.
    let reason: String?
    let progress: BuildProgress
    private let outcome: Outcome
    private let thread: pthread_t?

    private final class Outcome: Sendable {
        let result = Mutex<Result<BuildSummary, IndexingError>?>(nil)
    }

    /// - Parameter done: called on the thread when there is a result.
    init(_ next: IndexUpdate.NextGeneration, because reason: String?, done: @escaping @Sendable () -> Void) {
        let outcome = Outcome()
        self.reason = reason
        self.outcome = outcome
        progress = next.build.progress
        thread = WorkerThreads.start {
            let result = Result { () throws(IndexingError) in
                try next.prepare()
            }
            outcome.result.withLock { $0 = result }
            done()
        }
        if thread == nil {
            let error = IndexingError.writing(index: next.home.path, .resourceTemporarilyUnavailable)
            outcome.result.withLock { $0 = .failure(error) }
        }
    }

    deinit {
        progress.stop()
        if let thread { pthread_join(thread, nil) }
    }

    /// Nil until it has ended.
    var result: Result<BuildSummary, IndexingError>? { outcome.result.withLock { $0 } }
}
