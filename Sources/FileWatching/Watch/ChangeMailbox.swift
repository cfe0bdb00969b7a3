internal import CLinux
internal import Glibc
internal import Synchronization

/// Where the watching thread leaves changes, and where they wait until somebody asks for them.
final class ChangeMailbox: Sendable {
    private struct State {
        var changes = ChangeSet()
        var status = WatchStatus()
        var failure: WatchError?
    }

    private let state = Mutex(State())
    private let isStopped = Atomic(false)
    /// For whoever waits for changes.
    private let arrival: Int32
    /// For the watching thread; readable once it is to end.
    let end: Int32

    init() throws(WatchError) {
        arrival = clinux_event()
        guard arrival >= 0 else { throw .system("eventfd", errno) }
        end = clinux_event()
        guard end >= 0 else {
            let code = errno
            close(arrival)
            throw .system("eventfd", code)
        }
    }

    deinit {
        close(arrival)
        close(end)
    }

    var mustEnd: Bool { isStopped.load(ordering: .relaxed) }

    var status: WatchStatus {
        get { state.withLock { $0.status } }
        set { state.withLock { $0.status = newValue } }
    }

    func stop() {
        isStopped.store(true, ordering: .relaxed)
        signal(end)
    }

    func fail(_ error: WatchError) {
        state.withLock { $0.failure = error }
        wake()
    }

    /// - Parameter summary: takes the place of the changes when there are more than `limit`.
    func deliver(_ changes: ChangeSet, limit: Int, summary: () -> ChangeSet) {
        state.withLock { state in
            state.changes.formUnion(changes)
            if state.changes.count > limit { state.changes = summary() }
        }
        wake()
    }

    /// Ends one wait. To be called from everywhere, from a signal handler also.
    func wake() {
        signal(arrival)
    }

    /// Waits for changes, for a call of `wake`, or for the time.
    func take(until time: ContinuousClock.Instant?) throws(WatchError) -> FileChanges {
        var request = pollfd(fd: arrival, events: Int16(POLLIN), revents: 0)
        while true {
            let count = poll(&request, 1, pollTimeout(until: time))
            if count >= 0 { break }
            guard errno == EINTR else { throw .system("poll", errno) }
        }
        var number: UInt64 = 0
        // There is nothing to read when the time is up.
        _ = read(arrival, &number, MemoryLayout.size(ofValue: number))
        let (changes, failure) = state.withLock { state in
            defer { state.changes = ChangeSet() }
            return (state.changes, state.failure)
        }
        if let failure { throw failure }
        return changes.changes()
    }

    private func signal(_ event: Int32) {
        var one: UInt64 = 1
        // Fails only when there are 2⁶⁴ signals waiting.
        _ = write(event, &one, MemoryLayout.size(ofValue: one))
    }
}

/// The milliseconds until a time, rounded up, as poll() wants them.
func pollTimeout(until time: ContinuousClock.Instant?) -> Int32 {
    guard let time else { return -1 }
    let rest = (time - .now).components
    guard rest.seconds >= 0, rest.attoseconds >= 0 else { return 0 }
    guard rest.seconds < 1_000_000 else { return 1_000_000_000 }
    return Int32(rest.seconds) * 1000 + Int32((rest.attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
}
