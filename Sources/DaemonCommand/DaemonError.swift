internal import SystemPackage
internal import ServiceManagement

/// Why the daemon cannot begin to listen.
enum DaemonError: Error, Hashable, Sendable {
    case pathTooLong(FilePath, bytes: Int)
    /// Something else has the name of the socket; it is left alone.
    case notASocket(FilePath)
    /// A daemon answers on the socket.
    case alreadyServed(FilePath)
    /// Another program holds the lock of the socket's folder.
    case folderLocked(FilePath)
    /// A call to the system failed.
    case system(FilePath, step: String, Errno)
    /// systemd handed over another number of sockets than one.
    case inheritedCount(Int)
    /// What systemd handed over is no Unix stream socket that listens.
    case inheritedUnusable
}

extension DaemonError: CustomStringConvertible {
    var description: String {
        switch self {
        case .pathTooLong(let path, let bytes):
            "cannot listen on '\(path)': the path has \(bytes) bytes, the system allows \(longestUnixAddressBytes); "
                + "choose a shorter --socket"
        case .notASocket(let path):
            "cannot listen on '\(path)': something that is not a socket stands there; remove it or choose another --socket"
        case .alreadyServed(let path):
            "cannot listen on '\(path)': another soud answers there; stop it or choose another --socket"
        case .folderLocked(let folder):
            "cannot listen in '\(folder)': another program holds the lock of the folder; try again when it is done"
        case .system(let path, let step, let errno): "cannot listen on '\(path)': \(step): \(errno)"
        case .inheritedCount(let count):
            "cannot take over the socket of systemd: \(count) were handed over, soud takes one; "
                + "give soud.socket one ListenStream="
        case .inheritedUnusable:
            "cannot take over the socket of systemd: it is no Unix stream socket that listens; "
                + "give soud.socket a path as ListenStream="
        }
    }
}
