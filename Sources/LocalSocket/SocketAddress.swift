internal import Glibc

/// Where a daemon listens: the path of a Unix socket that is short enough to be one.
///
/// The path is text, unlike a document's: it comes from a flag, the environment or a configuration file.
package struct SocketAddress: Hashable, Sendable {
    /// The path as it was given, 1 to `longestPathBytes` bytes of UTF-8.
    package let path: String

    /// What `sockaddr_un` holds, less the NUL that ends it.
    package static let longestPathBytes = 107
    /// The socket of the machine's daemon, which root or systemd starts.
    package static let systemPath = "/run/sou/soud.sock"
    /// The environment variable that names a socket.
    package static let variable = "SOU_SOCKET"
    /// The highest user id of an account that belongs to the system; the same as in `Settings/Paths.swift`.
    static let highestSystemUserID: UInt32 = 999

    /// Takes a path, relative or absolute, as it is.
    ///
    /// Throws: `LocalSocketError.unusablePath` when the path is empty, holds a NUL or is longer than `longestPathBytes`.
    package init(path: String) throws(LocalSocketError) {
        guard (1...Self.longestPathBytes).contains(path.utf8.count), !path.utf8.contains(0) else {
            throw .unusablePath(path: path)
        }
        self.path = path
    }

    /// The path of a user's own daemon, or nil for an account of the system, whose daemon is the machine's.
    ///
    /// Without an `XDG_RUNTIME_DIR`, or with a relative one, which its specification tells to ignore, it is where systemd
    /// would have it: `soud` takes the same (`Settings/Paths.swift`), so that both meet also under `su` and cron.
    package static func userPath(userID: UInt32, environment: (String) -> String?) -> String? {
        if let folder = environment("XDG_RUNTIME_DIR"), folder.hasPrefix("/") {
            return folder.hasSuffix("/") ? "\(folder)sou/soud.sock" : "\(folder)/sou/soud.sock"
        }
        return userID > highestSystemUserID ? "/run/user/\(userID)/sou/soud.sock" : nil
    }

    /// The address a client asks: the flag, `SOU_SOCKET`, the user's socket if it exists, the system's.
    ///
    /// - Parameters:
    ///   - flag: the value of `--socket`, or nil when it was not given.
    ///   - userID: the effective user id.
    ///   - environment: the value of a variable, or nil.
    ///
    /// Throws: `LocalSocketError.unusablePath` for the path that was chosen; no other is tried instead.
    package static func forClient(
        flag: String?, userID: UInt32 = geteuid(), environment: (String) -> String?
    ) throws(LocalSocketError) -> SocketAddress {
        if let flag { return try SocketAddress(path: flag) }
        if let named = environment(variable), !named.isEmpty { return try SocketAddress(path: named) }
        if let own = userPath(userID: userID, environment: environment), access(own, F_OK) == 0 {
            return try SocketAddress(path: own)
        }
        return try SocketAddress(path: systemPath)
    }
}
