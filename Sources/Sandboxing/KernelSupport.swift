internal import CSandbox

/// What this kernel offers to confine a process with.
package struct KernelSupport: Sendable, Hashable {
    /// The version of Landlock's interface; 0 when there is none.
    package var landlockVersion: Int

    /// Asks the kernel.
    package static var current: KernelSupport {
        KernelSupport(landlockVersion: Int(csandbox_landlock_version()))
    }
}
