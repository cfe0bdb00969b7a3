/// How long a watcher waits for what, and how much it may hold.
package struct WatchSettings: Hashable, Sendable {
    /// Changes are handed on when nothing else has changed for this long,
    package var quiet = Duration.milliseconds(300)
    /// or at the latest after this time,
    package var longestWait = Duration.seconds(2)
    /// or when there are this many.
    package var batchPaths = 20_000
    /// While nobody asks for them, this many paths are kept; of more than that, only which roots they are in.
    package var heldPaths = 200_000
    /// A file that somebody writes to is handed on when it is closed, when it has not been written to for this long,
    package var fileQuiet = Duration.seconds(1)
    /// or at the latest after this time.
    package var longestWriting = Duration.seconds(30)
    /// How often it is asked whether the roots are where they were. Of most changes to them events tell sooner.
    package var checkInterval = Duration.seconds(90)
    /// How often folders that cannot be watched are to be compared.
    package var unwatchedInterval = Duration.seconds(300)
    /// All folders are watched anew at most so often, for it takes a while.
    package var restartInterval = Duration.seconds(5)
    /// Watches whole file systems, where that is possible and allowed, so that folders are not counted (fanotify).
    package var watchesFileSystems = false
    /// The most folders to watch; nil is what the system allows each user, less `watchesForOthers`; of whole
    /// file systems it is without end.
    package var watchLimit: Int?
    package var watchesForOthers = 500

    package init() {}
}
