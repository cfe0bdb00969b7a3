// A generation that is made beside the live one, while that is updated.
extension IndexUpdate {
    /// All that a build of the next generation needs, to be run on another thread while this goes on with updates.
    struct NextGeneration: Sendable {
        let build: IndexBuild
        let roots: [[UInt8]]
        let home: IndexFolder
        let number: Int
        /// The generation that it is a compaction of; nil when it is built from the folders.
        var compacts: Int?

        /// - Parameter copied: called when a compaction has no more need of the live generation.
        ///
        /// Throws: `IndexingError`, with nothing left of it.
        func prepare(copied: () -> Void) throws(IndexingError) -> BuildSummary {
            if let compacts {
                return try IndexCompaction(build: build, home: home).prepare(number, of: compacts, copied: copied)
            }
            return try build.prepare(number, of: roots, in: home)
        }
    }

    /// The compaction of the live generation, when it has grown so far that it is worth it; nil when it has not.
    func compaction(growthPercent: Int) throws(IndexingError) -> NextGeneration? {
        let live = try liveGeneration()
        do {
            guard try IndexCompaction.isDue(home, generation: live, growthPercent: growthPercent) else { return nil }
        } catch {
            throw build.indexingError(error)
        }
        return nextGeneration(try home.recover(holding: lock).next, compacting: live)
    }

    /// Sets the folder in order for a build of the next generation; there is none at work.
    func nextGeneration() throws(IndexingError) -> NextGeneration {
        nextGeneration(try home.recover(holding: lock).next)
    }

    private func nextGeneration(_ number: Int, compacting live: Int? = nil) -> NextGeneration {
        var build = build
        // This goes on with its own.
        build.progress = BuildProgress()
        return NextGeneration(build: build, roots: roots.paths, home: home, number: number, compacts: live)
    }

    /// Makes a generation that was built meanwhile the live one.
    ///
    /// - Parameter changes: gives what has changed since the build began, and again what has changed since it was asked
    ///   last; nil when there is nothing more.
    ///   - reason: why it was built; nil when it is a compaction.
    func adopt(
        _ next: BuildSummary, because reason: String?, catchingUp changes: () throws -> UpdateScope?
    ) throws(IndexingError) -> UpdateSummary {
        var summary = UpdateSummary(next, reason: reason)
        summary.documentCount = try updating {
            var last = summary
            while let scope = try changes() {
                last = try update(scope, allowsEmpty: false, generation: next.generation)
            }
            return last
        }.documentCount
        try build.makeLive(next.generation, in: home)
        summary.notices += build.leftOver(in: home, live: next.generation)
        return summary
    }
}
