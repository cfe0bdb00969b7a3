internal import Glibc
internal import ServiceManagement

extension ServiceManager {
    /// The socket that is handed over, or nil when there is none.
    ///
    /// Throws: `DaemonError` when there are several, or it is of another kind.
    func inheritedSocket() throws(DaemonError) -> ListeningSocket? {
        guard descriptorCount != 0 else { return nil }
        guard descriptorCount == 1 else { throw .inheritedCount(descriptorCount) }
        _ = fcntl(Self.firstDescriptor, F_SETFD, FD_CLOEXEC)
        return try .adopt(Self.firstDescriptor)
    }
}
