internal import Glibc
internal import Indexing

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

        let thread = WorkerThreads.start { [signals] in
            waitForStop(signals, others)
            stop()
            waitForStop(signals, others)
            // The live generation is whole at every moment, and the next build removes what this one leaves.
            _exit(ExitStatus.interrupted.rawValue)
        }
        if let thread {
            pthread_detach(thread)
        } else {
            // Without the thread a signal ends the process as it always would.
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
        }
    }

    private static func waitForStop(_ signals: sigset_t, _ others: [Int32: @Sendable () -> Void]) {
        var signals = signals
        var number: Int32 = 0
        while true {
            sigwait(&signals, &number)
            guard let other = others[number] else { return }
            other()
        }
    }
}
