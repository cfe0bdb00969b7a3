internal import Glibc
internal import Synchronization
internal import SystemPackage

/// A build or compaction on a thread of its own, of a generation that does not become live by itself. It is stopped when nobody wants
/// it any more.
final class BackgroundBuild {
    /// Why the index is built anew; nil for a compaction.
    let reason: String?
    let signs: Signs
    private let outcome: Outcome
    private let thread: pthread_t?

    private final class Outcome: Sendable {
        let result = Mutex<Result<BuildSummary, IndexingError>?>(nil)
        let hasCopied = Atomic(false)
    }

    /// What is seen of it from other threads.
    struct Signs: Sendable {
        let progress: BuildProgress
        fileprivate let scratch: FilePath

        /// They change as long as it goes on: while it merges, what it has written.
        var numbers: [Int] {
            // The folder comes and goes, and that is a change as well.
            [progress.stepCount, progress.phase.rawValue, (try? FileTree.diskBytes(of: scratch)) ?? 0]
        }
    }

    /// - Parameter changed: called on the thread when there is a result, or `hasCopied` has become true.
    init(_ next: IndexUpdate.NextGeneration, because reason: String?, changed: @escaping @Sendable () -> Void) {
        let outcome = Outcome()
        self.reason = reason
        self.outcome = outcome
        signs = Signs(progress: next.build.progress, scratch: next.home.scratch)
        thread = WorkerThreads.start {
            let result = Result { () throws(IndexingError) in
                try next.prepare {
                    outcome.hasCopied.store(true, ordering: .relaxed)
                    changed()
                }
            }
            outcome.result.withLock { $0 = result }
            changed()
        }
        if thread == nil {
            let error = IndexingError.writing(index: next.home.path, .resourceTemporarilyUnavailable)
            outcome.result.withLock { $0 = .failure(error) }
        }
    }

    deinit {
        signs.progress.stop()
        if let thread { pthread_join(thread, nil) }
    }

    /// Whether a compaction has no more need of the live generation.
    var hasCopied: Bool { outcome.hasCopied.load(ordering: .relaxed) }

    /// Nil until it has ended.
    var result: Result<BuildSummary, IndexingError>? { outcome.result.withLock { $0 } }
}
