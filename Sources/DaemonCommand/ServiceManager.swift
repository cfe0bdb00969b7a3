internal import Glibc
internal import SystemPackage

/// systemd, as far as it started this process: the socket it hands over and the messages it waits for.
///
/// Both protocols are a few lines; libsystemd would bring seven libraries with it.
struct ServiceManager: Sendable {
    /// The name of the socket for messages; nil when nobody waits for any. A leading `@` stands for an abstract name.
    private let notifySocket: [UInt8]?
    /// The number of descriptors that are handed over to this process.
    private let descriptorCount: Int

    /// The first descriptor that is handed over; sd_listen_fds(3) fixes it.
    static let firstDescriptor: CInt = 3

    /// - Parameters:
    ///   - variable: the bytes of a variable of the environment, or nil.
    ///   - processID: of this process. Descriptors for another one were inherited by accident.
    init(variable: (String) -> [UInt8]?, processID: pid_t = getpid()) {
        func number(_ name: String) -> Int? {
            variable(name).flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        }
        notifySocket = variable("NOTIFY_SOCKET").flatMap { $0.isEmpty ? nil : $0 }
        descriptorCount = number("LISTEN_PID") == Int(processID) ? number("LISTEN_FDS") ?? 0 : 0
    }

    /// That of this process.
    static func current() -> ServiceManager {
        ServiceManager { name in
            getenv(name).map { Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) }
        }
    }

    /// The socket that is handed over, or nil when there is none.
    ///
    /// Throws: `DaemonError` when there are several, or it is of another kind.
    func inheritedSocket() throws(DaemonError) -> ListeningSocket? {
        guard descriptorCount != 0 else { return nil }
        guard descriptorCount == 1 else { throw .inheritedCount(descriptorCount) }
        _ = fcntl(Self.firstDescriptor, F_SETFD, FD_CLOEXEC)
        return try .adopt(Self.firstDescriptor)
    }

    /// Sends lines such as `READY=1`; does nothing when nobody waits for them.
    ///
    /// Throws: `Errno` when the message cannot be sent. It never waits.
    func notify(_ message: String) throws(Errno) {
        guard var name = notifySocket else { return }
        guard name.count <= DaemonError.longestPathBytes else { throw .fileNameTooLong }
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
