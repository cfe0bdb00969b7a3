package import FileWatching
internal import Glibc
package import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// Keeps an index in line with its folders: compares everything once, and then what a watcher says has changed.
///
/// One thread runs it, and is blocked nearly always. What could not be done is kept and tried again; what happens while
/// an update runs is told by the watcher afterwards.
package final class IndexWatch {
    package enum End: Sendable {
        case stopped, mustReload
    }

    private let update: IndexUpdate
    private let watcher: FolderWatcher
    private let control: WatchControl
    private let tell: (WatchEvent) -> Void
    private let show: (WatcherState) -> Void
    private var backlog = WatchBacklog(everything: true)
    /// When an update that failed is tried again.
    private var retry: Retry?
    /// Folders of which nothing can be seen at the moment, with the sentence about each.
    private var lost: [[UInt8]: String] = [:]
    /// What the last update that ended well left, and when.
    private var last: (documentCount: Int, seconds: Int64)?

    private var building: Building?
    /// Why the index is to be built anew; nil when that need not be, or is being done.
    private var buildReason: String?
    /// When a build that failed is tried again. Updates do not wait for that.
    private var buildRetry: Retry?

    /// A build on its way.
    private struct Building {
        let build: BackgroundBuild
        /// What has changed since the build began, and is in the live generation already.
        var touched = WatchBacklog()

        /// The live generation is kept fresh meanwhile, for it can be.
        var canUpdate: Bool { build.reason.map { $0 == IndexWatch.wish } ?? build.hasCopied }
    }

    private static let wish = "it was asked for"
    private let compactionGrowthPercent: Int
    /// Why the last compaction failed: said once until it changes, for it is tried again and again.
    private var compactionProblem: String?
    /// No compaction is begun before.
    private var compactionTime = ContinuousClock.now
    private let pace: Pace
    private lazy var nextComparison = ContinuousClock.now + pace.comparisonInterval

    /// Begins to watch; changes from now on are not missed.
    ///
    /// - Parameters:
    ///   - update: with the writer's lock.
    ///   - compactionGrowthPercent: by how much of its size an index may grow through updates before it is compacted; 0 is
    ///     without end.
    ///   - tell: gets what is worth a line in a log.
    ///   - show: gets the state whenever it changes, after it has been written beside the index.
    ///
    /// Throws: `WatchError` when nothing can be watched at all.
    package init(
        _ update: IndexUpdate, control: WatchControl, settings: WatchSettings = WatchSettings(),
        pace: Pace = Pace(), compactionGrowthPercent: Int = 100,
        tell: @escaping (WatchEvent) -> Void, show: @escaping (WatcherState) -> Void = { _ in }
    ) throws(WatchError) {
        self.update = update
        self.control = control
        self.pace = pace
        self.compactionGrowthPercent = compactionGrowthPercent
        self.tell = tell
        self.show = show
        let build = update.build
        watcher = try FolderWatcher(
            folders: update.roots.paths.map(build.rules.rules(for:)), excluded: [build.index.bytes],
            settings: settings)
        control.connect(WatchControl.Work(watcher: watcher, update: build.progress))
    }

    deinit {
        control.connect(nil)
    }

    /// Runs until it is wished to end.
    ///
    /// Throws: `IndexingError` when the system does not allow to watch any longer; what can be tried again is not thrown.
    package func run() throws -> End {
        defer {
            // While the lock is held.
            building = nil
            WatcherState.remove(index: update.build.index)
        }
        tell(.watching(watcher.status))
        while !control.isStopping {
            control.turn()
            if control.take(.reload) {
                // Whoever asked for a build waits for it.
                if building?.build.reason == Self.wish || buildReason == Self.wish { control.wish(.build) }
                return .mustReload
            }
            if control.take(.build) { wishForBuild() }
            if let building, let result = building.build.result {
                try showState(.updating)
                endBuild(building, result)
                continue
            }
            if canBuild || canUpdate {
                try showState(.updating)
                if canBuild { beginBuild() } else { work() }
                try takeChanges(until: .now)
                continue
            }
            try showState(
                building != nil ? .building : isInLine ? .watching : .waiting)
            try takeChanges(until: nextTime)
        }
        return .stopped
    }

    /// Waits for changes, and adds them to what is to be done.
    private func takeChanges(until time: ContinuousClock.Instant) throws {
        let changes = try watcher.next(until: time)
        if ContinuousClock.now >= nextComparison {
            nextComparison = .now + pace.comparisonInterval
            backlog = WatchBacklog(everything: true)
        }
        for comparison in changes.comparisons { tell(.comparing(comparison)) }
        backlog.add(changes, lost: lost.keys)
    }

    /// The index is to be built anew, and that can be begun now.
    private var canBuild: Bool {
        buildReason != nil && building == nil && buildRetry?.isDue ?? true
    }

    /// There is something to update, now or later.
    private var mustUpdate: Bool {
        guard !backlog.isEmpty else { return false }
        // A generation that is good for nothing but to be replaced is not kept fresh.
        return building?.canUpdate ?? (buildReason == nil || buildReason == Self.wish)
    }

    private var canUpdate: Bool {
        mustUpdate && retry?.isDue ?? true
    }

    private var isInLine: Bool { backlog.isEmpty && lost.isEmpty && buildReason == nil }

    /// When there is something to do, if nothing happens before. A time that has passed, for something that cannot be done
    /// yet, would keep the thread busy.
    private var nextTime: ContinuousClock.Instant {
        var time = nextComparison
        if mustUpdate, let retry { time = min(time, retry.time) }
        if buildReason != nil, building == nil, let buildRetry { time = min(time, buildRetry.time) }
        return time
    }

    /// Updates as far as it can be done.
    private func work() {
        // What changes while it is done comes in afterwards.
        let before = backlog
        let taken = backlog.takeTurn()
        do throws(IndexingError) {
            building?.touched.add(taken)
            let summary = try update.run(taken.scope, readingLimit: pace.turn, mayRebuild: false)
            finish(summary, of: taken)
            backlog.postpone(summary.postponed, of: taken)
            try compactIfDue()
        } catch .interrupted {
            backlog = before
        } catch .folderLost(let index, let folder, let reason, let count) {
            leave(.folderLost(index: index, folder, reason: reason, documentCount: count), folder.bytes, of: before)
        } catch .outdated(_, let reason) {
            backlog = before
            buildReason = reason
        } catch {
            backlog = before
            if case .engine(let engine) = error, engine.kind == .damaged { buildReason = "it was damaged" }
            delay(error)
        }
    }

    private func finish(_ summary: UpdateSummary, of taken: WatchBacklog) {
        retry = nil
        if taken.isEverything { lost = [:] }
        for path in taken.paths { lost[path] = nil }
        for (folder, count) in summary.lostMounts {
            let error = IndexingError.mountLost(
                index: update.build.index, FilePath(bytes: folder), documentCount: count)
            if lost.updateValue(error.description, forKey: folder) == nil { tell(.failed(error, retry: nil)) }
        }
        last = (summary.documentCount, Int64(time(nil)))
        tell(.updated(summary))
    }

    // MARK: A build beside the live generation

    private func wishForBuild() {
        // One that is on its way is what is wished for, unless it is a compaction.
        guard building?.build.reason == nil else { return }
        buildReason = buildReason ?? Self.wish
        // Whoever asks waits for an answer.
        buildRetry = nil
    }

    private func beginBuild() {
        guard let reason = buildReason else { return }
        do throws(IndexingError) {
            begin(try update.nextGeneration(), because: reason)
            buildReason = nil
            tell(.building(reason))
        } catch {
            delayBuild(error)
        }
    }

    /// A compaction begins with a copy of the live generation, which must not change until it is made.
    private func compactIfDue() throws(IndexingError) {
        guard building == nil, compactionTime <= .now,
            let next = try update.compaction(growthPercent: compactionGrowthPercent)
        else { return }
        compactionTime = .now + pace.compactionPause
        begin(next, because: nil)
    }

    private func begin(_ next: IndexUpdate.NextGeneration, because reason: String?) {
        let build = BackgroundBuild(next, because: reason) { [watcher] in watcher.wake() }
        control.connect(WatchControl.Work(watcher: watcher, update: update.build.progress, build: build.signs))
        building = Building(build: build)
    }

    /// Makes what has been built the live generation, with all that has changed meanwhile.
    private func endBuild(_ building: Building, _ result: Result<BuildSummary, IndexingError>) {
        self.building = nil
        control.connect(WatchControl.Work(watcher: watcher, update: update.build.progress))
        var catchUp = CatchUp(touched: building.touched, backlog: backlog)
        let isCompaction = building.build.reason == nil
        do throws(IndexingError) {
            let built = try result.get()
            let summary = try update.adopt(built, because: building.build.reason) {
                catchUp.next(try watcher.next(until: .now), lost: lost.keys)
            }
            backlog = WatchBacklog()
            compactionProblem = nil
            // A compaction is not the build that may have been asked for meanwhile.
            if !isCompaction { (buildReason, buildRetry) = (nil, nil) }
            // A build has looked at every folder, a compaction at none.
            finish(summary, of: isCompaction ? catchUp.all : WatchBacklog(everything: true))
        } catch .interrupted {
            backlog = catchUp.all
        } catch {
            backlog = catchUp.all
            if let reason = building.build.reason {
                buildReason = reason
                return delayBuild(error)
            }
            // Nobody misses a compaction; it is tried again some time.
            if error.description != compactionProblem { tell(.failed(error, retry: pace.compactionPause)) }
            compactionProblem = error.description
        }
    }

    /// Goes on without a folder of which nothing can be seen. When it is there again, the watcher says so.
    private func leave(_ error: IndexingError, _ folder: [UInt8], of taken: WatchBacklog) {
        backlog = taken
        backlog.leaveOut(folder, of: update.roots.paths)
        // Whoever cannot go on without it waits for it.
        let isKnown = lost.updateValue(error.description, forKey: folder) != nil
        guard isKnown && taken.paths.isEmpty else {
            return tell(.failed(error, retry: nil))
        }
        backlog = taken
        delay(error)
    }

    private func delay(_ error: IndexingError) {
        let retry = Retry(after: retry, error)
        self.retry = retry
        tell(.failed(error, retry: retry.delay))
    }

    private func delayBuild(_ error: IndexingError) {
        let retry = Retry(after: buildRetry, error)
        buildRetry = retry
        tell(.failed(error, retry: retry.delay))
    }

    private func showState(_ activity: WatcherState.Activity) throws {
        let status = watcher.status
        let state = WatcherState(
            processID: getpid(), activity: activity,
            backlog: backlog.isEverything ? update.roots.paths.count : backlog.pathCount,
            watchedFolders: status.watchedFolders, unwatchedFolders: status.unwatchedFolders,
            problems: [buildRetry, retry].compactMap { $0?.problem } + lost.values.sorted() + status.warnings,
            documents: last?.documentCount, updatedSeconds: last?.seconds, writtenSeconds: Int64(time(nil)))
        do {
            try state.write(index: update.build.index)
        } catch {
            // A full disk must not end the watch; the update has told, or will.
            WatcherState.remove(index: update.build.index)
        }
        show(state)
    }
}
