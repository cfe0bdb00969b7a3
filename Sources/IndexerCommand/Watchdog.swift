internal import Glibc
internal import Indexing
internal import ServiceManagement

/// Tells systemd from time to time that the watch is alive: it does something when it is woken, or what it does goes on,
/// and so does what is built beside it.
final class Watchdog: Sendable {
    private let manager: ServiceManager
    private let pause: Duration
    private let pulse: @Sendable () -> WatchPulse?
    private let wake: @Sendable () -> Void

    /// Starts telling, on a thread that nobody waits for; nil when systemd does not listen.
    ///
    /// - Parameter wake: has the pulse change, unless the watch hangs.
    @discardableResult
    init?(_ manager: ServiceManager, pulse: @escaping @Sendable () -> WatchPulse?, wake: @escaping @Sendable () -> Void)
    {
        guard let interval = manager.watchdogInterval else { return nil }
        self.manager = manager
        self.pulse = pulse
        self.wake = wake
        pause = interval / 2
        guard let thread = WorkerThreads.start({ [self] in run() }) else { return nil }
        pthread_detach(thread)
    }

    private func run() -> Never {
        var check = PulseCheck()
        while true {
            let pause = pause.components
            var rest = timespec(tv_sec: Int(pause.seconds), tv_nsec: Int(pause.attoseconds / 1_000_000_000))
            // Signals are blocked on every thread but one, so nothing cuts it short.
            nanosleep(&rest, nil)
            // A sign of life that does not arrive is the watchdog's to miss.
            if check.isAlive(pulse()) { try? manager.notify("WATCHDOG=1") }
            wake()
        }
    }
}
