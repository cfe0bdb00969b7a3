/// Why a daemon could not be reached, or was lost, on its Unix socket.
package enum LocalSocketError: Error, Hashable, Sendable {
    /// The path is empty, holds a NUL, or is longer than the system's socket addresses.
    case unusablePath(path: String)
    /// There is nothing at the path.
    case noSocket(path: String)
    /// The socket is there and nobody listens: a daemon that died left it behind.
    case refused(path: String)
    /// The socket, or a folder above it, is closed to this user.
    case permissionDenied(path: String)
    /// The deadline passed first. `Step` says what was being waited for.
    case timedOut(path: String, step: Step)
    /// The daemon closed the connection while the request was on its way.
    case closed(path: String)
    /// A system call failed in another way; `errorNumber` is its `errno`.
    case failed(path: String, step: Step, errorNumber: Int32)

    /// What a connection was doing.
    package enum Step: String, Hashable, Sendable { case connecting, writing, reading }
}
