/// What a watcher watches, and what it cannot.
package struct WatchStatus: Hashable, Sendable {
    package var watchedFolders = 0
    /// Compared from time to time, because the system has no watch left for them.
    package var unwatchedFolders = 0
    /// The most folders that are watched.
    package var limit = 0
    /// What to set fs.inotify.max_user_watches to, so that all folders can be watched; nil when they are.
    package var neededWatches: Int?
    /// How often the system's queue was full, so that everything had to be compared.
    package var overflows = 0
    /// Roots that are not there, in bytes.
    package var missingRoots: [[UInt8]] = []

    package init() {}

    /// What is wrong with the number of watches and what helps, as a sentence; nil when nothing is.
    package var warning: String? {
        guard let neededWatches else { return nil }
        return "cannot watch \(unwatchedFolders) of \(unwatchedFolders + watchedFolders) folders: "
            + "\(limit) is the most for this user; they are compared from time to time; "
            + "to watch them, run: sysctl fs.inotify.max_user_watches=\(neededWatches)"
    }
}
