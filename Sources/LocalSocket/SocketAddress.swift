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

    /// Takes a path, relative or absolute, as it is.
    ///
    /// Throws: `LocalSocketError.unusablePath` when the path is empty, holds a NUL or is longer than `longestPathBytes`.
    package init(path: String) throws(LocalSocketError) {
        guard (1...Self.longestPathBytes).contains(path.utf8.count), !path.utf8.contains(0) else {
            throw .unusablePath(path: path)
        }
        self.path = path
    }

    /// The path of a user's own daemon, or nil when there is no `XDG_RUNTIME_DIR`.
    ///
    /// A relative `XDG_RUNTIME_DIR` is ignored, as its specification demands. An empty variable counts as unset.
    package static func userPath(environment: (String) -> String?) -> String? {
        guard let folder = environment("XDG_RUNTIME_DIR"), folder.hasPrefix("/") else { return nil }
        return folder.hasSuffix("/") ? "\(folder)sou/soud.sock" : "\(folder)/sou/soud.sock"
    }

    /// The address a client asks: the flag, `SOU_SOCKET`, the user's socket if it exists, the system's.
    ///
    /// - Parameters:
    ///   - flag: the value of `--socket`, or nil when it was not given.
    ///   - environment: the value of a variable, or nil.
    ///
    /// Throws: `LocalSocketError.unusablePath` for the path that was chosen; no other is tried instead.
    package static func forClient(
        flag: String?, environment: (String) -> String?
    ) throws(LocalSocketError) -> SocketAddress {
        if let flag { return try SocketAddress(path: flag) }
        if let named = environment(variable), !named.isEmpty { return try SocketAddress(path: named) }
        if let own = userPath(environment: environment), access(own, F_OK) == 0 { return try SocketAddress(path: own) }
        return try SocketAddress(path: systemPath)
    }

    /// The address a daemon listens on when neither flag, environment nor configuration names one: the system's for root
    /// and where there is no `XDG_RUNTIME_DIR`, else the user's.
    ///
    /// Throws: `LocalSocketError.unusablePath` when `XDG_RUNTIME_DIR` is too long.
    package static func daemonDefault(
        isRoot: Bool, environment: (String) -> String?
    ) throws(LocalSocketError) -> SocketAddress {
        if !isRoot, let own = userPath(environment: environment) { return try SocketAddress(path: own) }
        return try SocketAddress(path: systemPath)
    }
}
