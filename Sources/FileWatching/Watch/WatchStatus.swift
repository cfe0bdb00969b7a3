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
    /// Why whole file systems are not watched, though they were to be.
    package var fileSystemsError: WatchError?
    /// Roots that are not there, in bytes.
    package var missingRoots: [[UInt8]] = []

    package init() {}

    /// What is wrong, and what helps, as sentences.
    package var warnings: [String] {
        var warnings =
            fileSystemsError.map { error in
                ["\(error); each folder is watched by itself (index.fanotify needs CAP_SYS_ADMIN and Linux 5.9)"]
            } ?? []
        if let neededWatches { warnings.append(warning(neededWatches)) }
        return warnings
    }

    private func warning(_ neededWatches: Int) -> String {
        "cannot watch \(unwatchedFolders) of \(unwatchedFolders + watchedFolders) folders: "
            + "\(limit) is the most for this user; they are compared from time to time; "
            + "to watch them, run: sysctl fs.inotify.max_user_watches=\(neededWatches)"
    }
}
