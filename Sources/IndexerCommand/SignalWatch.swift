internal import Glibc

/// Turns SIGINT and SIGTERM into a call. The second one ends the process at once.
enum SignalWatch {
    /// Calls `stop` on a thread of its own at the first signal. To be called before other threads are started, because
    /// they inherit that the signals are blocked.
    static func start(_ stop: @escaping @Sendable () -> Void) {
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGINT)
        sigaddset(&signals, SIGTERM)
        pthread_sigmask(SIG_BLOCK, &signals, nil)

        var thread = pthread_t()
        let argument = Unmanaged.passRetained(Watch(signals: signals, stop: stop))
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                let watch = Unmanaged<Watch>.fromOpaque(argument).takeRetainedValue()
                var signals = watch.signals
                var number: Int32 = 0
                sigwait(&signals, &number)
                watch.stop()
                sigwait(&signals, &number)
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
        let stop: @Sendable () -> Void

        init(signals: sigset_t, stop: @escaping @Sendable () -> Void) {
            self.signals = signals
            self.stop = stop
        }
    }
}
