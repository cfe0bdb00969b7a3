internal import Glibc
internal import Indexing
internal import ServiceManagement
internal import Synchronization

/// Tells systemd from time to time that the watch is alive: it waits for something to happen, or what it does goes on.
final class Watchdog: Sendable {
    private struct State {
        var isIdle = true
        var progress: BuildProgress?
        /// How far the work was when systemd was told last; no number of steps when it was not told of this work yet.
        var stepCount = -1
    }

    private let manager: ServiceManager
    private let pause: Duration
    private let state = Mutex(State())

    /// Starts telling, on a thread that nobody waits for; nil when systemd does not listen.
    init?(_ manager: ServiceManager) {
        guard let interval = manager.watchdogInterval else { return nil }
        self.manager = manager
        pause = interval / 2
        guard let thread = WorkerThreads.start({ [self] in run() }) else { return nil }
        pthread_detach(thread)
    }

    /// - Parameter progress: of the work that is done when the watch is not idle.
    func observe(_ progress: BuildProgress) {
        state.withLock { ($0.progress, $0.stepCount) = (progress, -1) }
    }

    func setIdle(_ isIdle: Bool) {
        state.withLock { state in
            // Work that has just begun has made no step yet, and is alive.
            if state.isIdle { state.stepCount = -1 }
            state.isIdle = isIdle
        }
    }

    private func run() -> Never {
        while true {
            let pause = pause.components
            var rest = timespec(tv_sec: Int(pause.seconds), tv_nsec: Int(pause.attoseconds / 1_000_000_000))
            // Signals are blocked on every thread but one, so nothing cuts it short.
            nanosleep(&rest, nil)
            // A sign of life that does not arrive is the watchdog's to miss.
            if isAlive { try? manager.notify("WATCHDOG=1") }
        }
    }

    private var isAlive: Bool {
        state.withLock { state in
            guard !state.isIdle, let progress = state.progress else { return true }
            // Merging is one call of the engine's, however large the index.
            if progress.phase == .merging { return true }
            let stepCount = progress.stepCount
            defer { state.stepCount = stepCount }
            return stepCount != state.stepCount
        }
    }
}
