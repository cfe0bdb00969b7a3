package import Glibc

/// What `sockaddr_un` holds, less the NUL that ends it.
package let longestUnixAddressBytes = 107

/// Calls the body with the address of a Unix socket, of exactly the length that the name needs.
///
/// - Parameter name: at most 107 bytes, without a NUL at its end. A NUL at its beginning is the mark of an abstract
///   name, for which the length matters.
package func withUnixAddress<Result>(
    _ name: UnsafeRawBufferPointer, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
) -> Result {
    var address = sockaddr_un()
    precondition(name.count < MemoryLayout.size(ofValue: address.sun_path), "a name that no address holds")
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyMemory(from: name) }
    let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? MemoryLayout<sa_family_t>.size
    return withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(offset + name.count)) }
    }
}
