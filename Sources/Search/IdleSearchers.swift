/// Searchers of other threads, which read texts for a request as long as they have nothing else to do: with ten texts to
/// look at, one thread takes nearly twice as long as two.
struct IdleSearchers: Sendable {
    let pool: WorkerPool<Searcher>
    /// What they must read: an ID means another document in another commit.
    let commit: IndexCommit

    /// Gives a job to one that is idle, if there is one; it may begin late, and it may never begin.
    ///
    /// - Parameter isNeeded: asked when it begins.
    func offer(
        until deadline: ContinuousClock.Instant, while isNeeded: @escaping @Sendable () -> Bool,
        _ job: @escaping @Sendable (TextReader) -> Void
    ) {
        pool.offer { [commit] searcher in
            guard isNeeded(), let reader = searcher.textReader(at: commit, until: deadline) else { return }
            job(reader)
        }
    }
}
