package import SystemPackage

/// What a process could not give up, though every kernel allows that.
package struct SandboxError: Error, Hashable {
    /// What was tried, such as "limit the size of files".
    package var action: String
    package var errno: Errno
}

extension SandboxError: CustomStringConvertible {
    package var description: String { "cannot \(action): \(errno)" }
}
