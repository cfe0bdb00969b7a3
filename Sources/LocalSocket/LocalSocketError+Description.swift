internal import Glibc

extension LocalSocketError: CustomStringConvertible {
    /// One English sentence: what cannot be done, why, and the remedy.
    package var description: String {
        switch self {
        case .unusablePath(let path) where path.isEmpty:
            "cannot use '' as a socket: the path is empty"
        case .unusablePath(let path) where path.utf8.contains(0):
            "cannot use '\(path)' as a socket: the path holds a NUL"
        case .unusablePath(let path):
            "cannot use '\(path)' as a socket: the path has \(path.utf8.count) bytes, "
                + "the system allows \(SocketAddress.longestPathBytes); choose a shorter path"
        case .noSocket(let path):
            "cannot reach soud at '\(path)': no such socket; "
                + "start it with 'systemctl start soud.socket' or run 'soud'"
        case .refused(let path):
            "cannot reach soud at '\(path)': connection refused, no daemon listens on the socket; "
                + "start it with 'systemctl start soud.socket' or run 'soud'"
        case .permissionDenied(let path):
            "cannot reach soud at '\(path)': permission denied; ask for membership of the group 'sou'"
        case .timedOut(let path, .connecting):
            "cannot reach soud at '\(path)': timed out while connecting; try again or raise --timeout"
        case .timedOut(let path, .writing):
            "cannot send the request to soud at '\(path)': timed out; try again or raise --timeout"
        case .timedOut(let path, .reading):
            "cannot get an answer from soud at '\(path)': timed out; try again or raise --timeout"
        case .closed(let path):
            "cannot get an answer from soud at '\(path)': it closed the connection; try again"
        case .failed(let path, .connecting, let errorNumber):
            "cannot reach soud at '\(path)': \(Self.reason(errorNumber))"
        case .failed(let path, .writing, let errorNumber):
            "cannot send the request to soud at '\(path)': \(Self.reason(errorNumber))"
        case .failed(let path, .reading, let errorNumber):
            "cannot get an answer from soud at '\(path)': \(Self.reason(errorNumber))"
        }
    }

    /// The C library's words for an `errno`, in English because no program of ours calls `setlocale`.
    package static func reason(_ errorNumber: Int32) -> String {
        String(cString: strerror(errorNumber))
    }
}
