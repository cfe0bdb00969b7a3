internal import Glibc

/// Turns SIGINT and SIGTERM, and others on request, into calls. The second of the two ends the process at once.
enum SignalWatch {
    /// Calls `stop` on a thread of its own at the first SIGINT or SIGTERM. To be called before other threads are started,
    /// because they inherit that the signals are blocked.
    ///
    /// - Parameter others: what to call at other signals, as often as they come.
    static func start(
        _ others: [Int32: @Sendable () -> Void] = [:], _ stop: @escaping @Sendable () -> Void
    ) {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM] + others.keys { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        var thread = pthread_t()
        let argument = Unmanaged.passRetained(Watch(signals: signals, others: others, stop: stop))
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let watch = Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue()
                watch.waitForStop()
                watch.stop()
                watch.waitForStop()
                // The live generation is whole at every moment, and the next build removes what this one leaves.
                _exit(ExitStatus.interrupted.rawValue)
            }, argument.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            // Without the thread a signal ends the process as it always would.
            argument.release()
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        }
    }

    private final class Watch: Sendable {
        let signals: sigset_t
        let others: [Int32: @Sendable () -> Void]
        let stop: @Sendable () -> Void

        init(
            signals: sigset_t, others: [Int32: @Sendable () -> Void], stop: @escaping @Sendable () -> Void
        ) {
            self.signals = signals
            self.others = others
            self.stop = stop
        }

        func waitForStop() {
            var signals = signals
            var number: Int32 = 0
            while true {
                sigwait(&signals, &number)
                guard let other = others[number] else { return }
                other()
            }
        }
    }
}
