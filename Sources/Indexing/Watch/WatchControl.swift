internal import FileWatching
internal import Synchronization

/// What others want of a watch while it runs; said from any thread.
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
        var watcher: FolderWatcher?
        var progress: [BuildProgress] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func wish(_ wish: Wish) {
        let (watcher, progress) = state.withLock { state in
            state.wishes.insert(wish)
            return (state.watcher, state.progress)
        }
        // A reload waits for the update that is under way: it may be a build of hours.
        if wish == .stop { for progress in progress { progress.stop() } }
        watcher?.wake()
    }

    package var isStopping: Bool { state.withLock { $0.wishes.contains(.stop) } }

    /// Whether something is wished for that only needs doing once; it is not wished for any more then.
    func take(_ wish: Wish) -> Bool {
        state.withLock { $0.wishes.remove(wish) != nil }
    }

    /// Connects what a wish has to wake, and what is to be stopped; neither when the watch has ended.
    func connect(_ watcher: FolderWatcher?, _ progress: [BuildProgress]) {
        let isStopping = state.withLock { state in
            (state.watcher, state.progress) = (watcher, progress)
            return state.wishes.contains(.stop)
        }
        if isStopping { for progress in progress { progress.stop() } }
    }
}
