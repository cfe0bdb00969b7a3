/// What holds of a process that has entered its `Sandbox`.
package struct Confinement: Sendable, Hashable {
    /// Whether the kernel refuses all but a few system calls (seccomp).
    package var filtersCalls: Bool
    /// The version of Landlock that keeps it from files; 0 when the kernel has none. Without it nothing can be opened at
    /// all, provided that `filtersCalls`.
    package var landlockVersion: Int

    package init(filtersCalls: Bool, landlockVersion: Int) {
        self.filtersCalls = filtersCalls
        self.landlockVersion = landlockVersion
    }
}
