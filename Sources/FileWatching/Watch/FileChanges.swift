/// Where something may have changed: only where to look, never what one will find there.
package struct FileChanges: Hashable, Sendable {
    /// A path of which more is in doubt than events have told.
    package struct Comparison: Hashable, Sendable {
        /// A root, or a folder below one, in bytes.
        package var path: [UInt8]
        package var reason: Reason
    }

    /// Why a folder is to be compared entirely; the end of a sentence that begins with its path.
    package enum Reason: String, Hashable, Sendable {
        /// The queue of the system was full.
        case overflow = "changes came faster than they could be noted"
        case tooManyPaths = "more has changed than is kept as single paths"
        /// The root is not there, or cannot be entered.
        case vanished = "the folder is not there any more"
        case appeared = "the folder is there again"
        /// There is another folder in the root's place.
        case replaced = "another folder is in its place"
        /// Something was mounted or unmounted.
        case mounted = "what is mounted there has changed"
        /// The system has no watch left for it, and the time has come to look.
        case unwatched = "there are folders that cannot be watched"
        case moved = "folders were moved while they were looked at"
        /// A symbolic link that is followed has changed, or what it leads to.
        case link = "a symbolic link has changed"
    }

    /// Files and folders, in bytes, in the order of their names; of a folder all that is below it is meant. Below a folder
    /// that is named here or in `comparisons` nothing else is named. What they name may be gone, or may be left out by
    /// the rules.
    package var paths: [[UInt8]] = []
    /// To be compared like the paths; apart, because the reason is worth a line in the log.
    package var comparisons: [Comparison] = []

    package var isEmpty: Bool { paths.isEmpty && comparisons.isEmpty }

    package init() {}
}
