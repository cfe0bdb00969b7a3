internal import Glibc
internal import Indexing
internal import Synchronization

/// Shows on a terminal how far a build is, on one line of standard error that is written over again and again.
final class ProgressDisplay: Sendable {
    private let progress: BuildProgress
    private let isShown: Bool
    private let isFinished = Atomic<Bool>(false)
    private let thread: Mutex<pthread_t?> = Mutex(nil)

    /// Starts showing, when standard error is a terminal.
    init(_ progress: BuildProgress, isShown: Bool) {
        self.progress = progress
        self.isShown = isShown && isatty(STDERR_FILENO) == 1
        guard self.isShown else { return }
        let handle = WorkerThreads.start { [self] in show() }
        thread.withLock { $0 = handle }
    }

    /// Removes the line; nothing is shown after this.
    func finish() {
        isFinished.store(true, ordering: .relaxed)
        guard let handle = thread.withLock({ $0.take() }) else { return }
        pthread_join(handle, nil)
        Output.error("\r\u{1B}[K", terminator: "")
    }

    private func show() {
        let start = ContinuousClock.now
        while !isFinished.load(ordering: .relaxed) {
            let line = Self.line(progress, seconds: (ContinuousClock.now - start) / .seconds(1))
            Output.error("\r\(line)\u{1B}[K", terminator: "")
            usleep(200_000)
        }
    }

    /// The line after so many seconds.
    static func line(_ progress: BuildProgress, seconds: Double) -> String {
        switch progress.phase {
        case .scanning: return "\(Quantity.count(progress.fileCount, "file")) found"
        case .merging, .finished: return "merging \(Quantity.count(progress.fileCount, "file"))"
        case .reading:
            let done = progress.doneByteCount
            let speed = Double(done) / max(seconds, 0.001)
            var line = "\(progress.doneFileCount) of \(Quantity.count(progress.fileCount, "file")), "
            line += "\(Quantity.bytes(done)), \(Quantity.bytes(Int(speed)))/s"
            // The first second says little.
            if seconds > 1, done > 0 {
                line += ", \(Quantity.seconds(Double(progress.byteCount - done) / speed)) left"
            }
            return line
        }
    }
}
