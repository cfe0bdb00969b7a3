internal import Glibc

/// One connection to a daemon on its Unix socket, closed when the value ends, with one deadline for all it does.
///
/// Every call blocks its thread until it is done or the deadline has passed; none may run on Swift's cooperative pool
/// in a program that has other work. A signal does not disturb a call, and a peer that is gone is an error, not SIGPIPE.
package struct LocalConnection: ~Copyable {
    /// Kept for the errors, which name it.
    private let path: String
    private let descriptor: Int32
    private let deadline: ContinuousClock.Instant

    /// Connects, waiting at most until the deadline for a place in the daemon's queue.
    ///
    /// Throws: `LocalSocketError`; nothing is left open then.
    package init(to address: SocketAddress, deadline: ContinuousClock.Instant) throws(LocalSocketError) {
        path = address.path
        self.deadline = deadline
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else {
            // `self` is whole at this point, so `deinit` would run and close -1, which is harmless.
            throw .failed(path: address.path, step: .connecting, errorNumber: errno)
        }
        try connect(to: address)
    }

    deinit {
        close(descriptor)
    }

    /// Sends all the bytes.
    ///
    /// Throws: `LocalSocketError.timedOut`, `.closed` when the daemon hung up, `.failed`.
    package borrowing func write(_ bytes: [UInt8]) throws(LocalSocketError) {
        var start = 0
        while start < bytes.count {
            let sent = bytes.withUnsafeBytes { all in
                let rest = UnsafeRawBufferPointer(rebasing: all[start...])
                return send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if sent >= 0 {
                start += sent
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN: try wait(for: POLLOUT, step: .writing)
            case EPIPE, ECONNRESET: throw .closed(path: path)
            case let errorNumber: throw .failed(path: path, step: .writing, errorNumber: errorNumber)
            }
        }
    }

    /// Reads what is there, or waits for the next bytes, at most `limitBytes` of them. No bytes means that the daemon has
    /// closed its side.
    ///
    /// Throws: `LocalSocketError.timedOut`, `.closed` when the daemon died, `.failed`.
    package borrowing func read(limitBytes: Int) throws(LocalSocketError) -> [UInt8] {
        precondition(limitBytes > 0, "a read of no bytes looks like the end of the connection")
        while true {
            try wait(for: POLLIN, step: .reading)
            var received = 0
            var errorNumber: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: limitBytes) { buffer, count in
                received = recv(descriptor, buffer.baseAddress, limitBytes, Int32(MSG_DONTWAIT))
                errorNumber = errno
                count = max(received, 0)
            }
            if received >= 0 { return bytes }
            switch errorNumber {
            case EINTR, EAGAIN: continue
            case ECONNRESET: throw .closed(path: path)
            default: throw .failed(path: path, step: .reading, errorNumber: errorNumber)
            }
        }
    }
}

extension LocalConnection {
    private borrowing func connect(to address: SocketAddress) throws(LocalSocketError) {
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: address.path.utf8) }
        while true {
            // A Unix socket that does not block answers EAGAIN at once when the daemon's queue is full, and poll cannot
            // wait for a place in it. A blocking connect can, as long as SO_SNDTIMEO says.
            var limit = try timeLeft(step: .connecting)
            guard setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size)) == 0
            else { throw .failed(path: path, step: .connecting, errorNumber: errno) }
            let result = withUnsafePointer(to: &name) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if result == 0 { return }
            switch errno {
            case EINTR: continue
            case EAGAIN: throw .timedOut(path: path, step: .connecting)
            case ENOENT, ENOTDIR: throw .noSocket(path: path)
            case ECONNREFUSED: throw .refused(path: path)
            case EACCES, EPERM: throw .permissionDenied(path: path)
            case let errorNumber: throw .failed(path: path, step: .connecting, errorNumber: errorNumber)
            }
        }
    }

    /// Waits until the descriptor is ready, or has an error that the next call will report.
    private borrowing func wait(for event: Int32, step: LocalSocketError.Step) throws(LocalSocketError) {
        while true {
            let left = try timeLeft(step: step)
            // Rounded up, so that less than a millisecond is not a busy loop.
            let milliseconds = min(left.tv_sec, 1_000_000) * 1000 + (left.tv_usec + 999) / 1000
            var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            let ready = poll(&request, 1, Int32(milliseconds))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .failed(path: path, step: step, errorNumber: errno) }
        }
    }

    /// The time to the deadline; never zero, which SO_SNDTIMEO takes for "for ever".
    private borrowing func timeLeft(step: LocalSocketError.Step) throws(LocalSocketError) -> timeval {
        let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
        let microseconds = attoseconds / 1_000_000_000_000
        guard seconds > 0 || (seconds == 0 && microseconds > 0) else { throw .timedOut(path: path, step: step) }
        return timeval(tv_sec: Int(seconds), tv_usec: Int(microseconds))
    }
}
