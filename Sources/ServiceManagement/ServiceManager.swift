package import Glibc
package import SystemPackage

/// systemd, as far as it started this process: what it hands over and the messages it waits for.
///
/// Both protocols are a few lines; libsystemd would bring seven libraries with it.
package struct ServiceManager: Sendable {
    /// The name of the socket for messages; nil when nobody waits for any. A leading `@` stands for an abstract name.
    private let notifySocket: [UInt8]?
    /// The number of descriptors that are handed over to this process.
    package let descriptorCount: Int
    /// How long systemd waits for a sign of life before it takes this process for dead; nil when it waits for none.
    package let watchdogInterval: Duration?

    /// The first descriptor that is handed over; sd_listen_fds(3) fixes it.
    package static let firstDescriptor: CInt = 3

    /// - Parameters:
    ///   - variable: the bytes of a variable of the environment, or nil.
    ///   - processID: of this process. Descriptors for another one were inherited by accident.
    package init(variable: (String) -> [UInt8]?, processID: pid_t = getpid()) {
        func number(_ name: String) -> Int? {
            variable(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        }
        notifySocket = variable("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
        descriptorCount = number("LISTEN_PID") == Int(processID) ? number("LISTEN_FDS") ?? 0 : 0
        let isWatched = number("WATCHDOG_PID").map { $0 == Int(processID) } ?? true
        watchdogInterval = isWatched ? number("WATCHDOG_USEC").flatMap { $0 > 0 ? .microseconds($0) : nil } : nil
    }

    /// That of this process.
    package static func current() -> ServiceManager {
        ServiceManager { name in
            getenv(name).map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }

    /// Sends lines such as `READY=1`; does nothing when nobody waits for them.
    ///
    /// Throws: `Errno` when the message cannot be sent. It never waits.
    package func notify(_ message: String) throws(Errno) {
        guard var name = notifySocket else { return }
        guard name.count <= longestUnixAddressBytes else { throw .fileNameTooLong }
        if name[0] == UInt8(ascii: "@") { name[0] = 0 }
        let descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        let sent = name.withUnsafeBytes { name in
            withUnixAddress(name) { address, length in
                sendto(
                    descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL | MSG_DONTWAIT), address, length
                )
            }
        }
        guard sent == bytes.count else { throw Errno(rawValue: errno) }
    }
}
