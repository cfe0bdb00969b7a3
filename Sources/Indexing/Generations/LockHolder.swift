internal import CLinux
internal import Glibc

/// The process that holds a writer's lock, and no other, however long it is kept.
final class LockHolder: Sendable {
    let processID: Int32
    private let process: Int32

    /// - Parameters:
    ///   - name: the first line of the lock's text, such as `123 sou-index watch`.
    ///   - birth: the second line.
    ///
    /// Nil when the process that wrote this is not there any more, or is in another container: a writer takes the lock before
    /// it writes its text, so what stands there may be a dead writer's for a moment.
    init?(name: String, birth: String) {
        guard let processID = Int32(name.prefix { $0 != " " }), processID > 0 else { return nil }
        // First, so that whoever the number is of at that moment is who was looked at.
        let process = clinux_open_process(processID)
        guard process >= 0 else { return nil }
        guard ProcessBirth(of: processID)?.text == birth else {
            close(process)
            return nil
        }
        self.processID = processID
        self.process = process
    }

    deinit {
        close(process)
    }

    /// 0, or the system's error number; ESRCH when it has ended.
    func send(_ signal: Int32) -> Int32 {
        clinux_signal_process(process, signal) == 0 ? 0 : errno
    }

    /// Waits for its end, and no longer than the time.
    func hasEnded(within milliseconds: Int32) -> Bool {
        var request = pollfd(fd: process, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds) > 0
    }
}
