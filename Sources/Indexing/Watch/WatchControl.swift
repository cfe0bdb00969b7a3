internal import FileWatching
internal import Synchronization

/// What others want of a watch while it runs, and what they can tell of it; from any thread.
package final class WatchControl: Sendable {
    package enum Wish: Sendable {
        /// To end, with what is under way committed.
        case stop
        /// To end so that another can begin by what the configuration says now.
        case reload
        /// To build the index from scratch beside the one that answers.
        case build
    }

    private struct State {
        var wishes: Set<Wish> = []
        var work: Work?
    }

    /// A watch that runs.
    struct Work: Sendable {
        var watcher: FolderWatcher
        /// Of its updates.
        var update: BuildProgress
        var build: BackgroundBuild.Signs?

        func stop() {
            update.stop()
            build?.progress.stop()
        }
    }

    private let state = Mutex(State())
    private let turnCount = Atomic(0)

    package init() {}

    package func wish(_ wish: Wish) {
        let work = state.withLock { state in
            state.wishes.insert(wish)
            return state.work
        }
        // A reload waits for the update that is under way: it may be a build of hours.
        if wish == .stop { work?.stop() }
        work?.watcher.wake()
    }

    package var isStopping: Bool { state.withLock { $0.wishes.contains(.stop) } }

    /// Nil when no watch runs.
    package var pulse: WatchPulse? {
        guard let work = state.withLock({ $0.work }) else { return nil }
        return WatchPulse(
            loop: [turnCount.load(ordering: .relaxed), work.update.stepCount], build: work.build?.numbers)
    }

    /// Has a watch that waits turn once, which shows in its pulse.
    package func wake() {
        state.withLock { $0.work }?.watcher.wake()
    }

    func turn() {
        turnCount.add(1, ordering: .relaxed)
    }

    /// Whether something is wished for that only needs doing once; it is not wished for any more then.
    func take(_ wish: Wish) -> Bool {
        state.withLock { $0.wishes.remove(wish) != nil }
    }

    /// Connects what a wish has to wake, and what is to be stopped; nil when the watch has ended.
    func connect(_ work: Work?) {
        let isStopping = state.withLock { state in
            state.work = work
            return state.wishes.contains(.stop)
        }
        if isStopping { work?.stop() }
    }
}
