internal import Foundation
internal import Glibc
package import SystemPackage

/// The socket on which systemd would hear what a service says of itself.
package final class NotifySocket {
    /// What goes into `NOTIFY_SOCKET`.
    package let path: FilePath
    /// The messages so far, in the order in which they came.
    package private(set) var messages: [String] = []
    private let descriptor: Int32

    /// - Parameter folder: with a short name, for a socket's path has at most 107 bytes.
    ///
    /// Throws: `Errno`.
    package init(in folder: FilePath) throws {
        path = folder.appending("notify")
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.string.utf8) }
        let bound = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { throw Errno(rawValue: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Takes what has arrived, and says whether there is a message for which the condition holds, from number `first` on.
    package func has(from first: Int = 0, _ condition: (String) -> Bool) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 64 * 1024)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
            guard count >= 0 else { break }
            messages.append(String(decoding: buffer.prefix(count), as: UTF8.self))
        }
        return messages.dropFirst(first).contains(where: condition)
    }
}
