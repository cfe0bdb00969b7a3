internal import Glibc

/// Watches all folders that a scan under the same rules would enter, and says where something may have changed.
///
/// A thread of its own takes the events from the system's queue, which holds few, while nobody asks for changes. It looks
/// at nothing but folders; what is in a file is none of its concern. What no event tells is noticed by asking from time to
/// time: that a folder above a root was renamed, and what a symbolic link leads to. Of a file with several names, a write
/// is told of the name by which it happened.
package final class FolderWatcher: Sendable {
    private let mailbox: ChangeMailbox
    private let thread: pthread_t

    /// Returns when all folders are watched: what changes from then on is told. Whoever compares the folders with
    /// something has to begin after that.
    ///
    /// - Parameters:
    ///   - folders: as for `FolderScan`. A root that is not there is waited for.
    ///   - excluded: folders that are never watched; they need not exist.
    /// - Throws: `WatchError` when nothing can be watched at all. Folders for which there is no watch left are compared
    ///   instead (`status`).
    package init(
        folders: [FolderRules], excluded: [[UInt8]] = [], settings: WatchSettings = WatchSettings()
    ) throws(WatchError) {
        mailbox = try ChangeMailbox()
        let loop = try WatchLoop(folders, excluded: excluded, settings: settings, mailbox: mailbox)
        let argument = Unmanaged.passRetained(loop)
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<WatchLoop>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            throw .system("pthread_create", status)
        }
        self.thread = thread
    }

    deinit {
        mailbox.stop()
        pthread_join(thread, nil)
    }

    package var status: WatchStatus { mailbox.status }

    /// Waits until something has changed and things are quiet for a moment, or have been going on for too long.
    ///
    /// - Parameter time: the latest that it returns; nil is never.
    /// - Returns: what has changed since the last call; empty when the time is up, and sometimes after `wake()`.
    /// - Throws: when the system does not allow to watch any longer. Nothing more is told then.
    package func next(until time: ContinuousClock.Instant? = nil) throws(WatchError) -> FileChanges {
        try mailbox.take(until: time)
    }

    /// Has the call of `next` that waits return, or the next one. To be called from any thread, and from signal handlers.
    package func wake() {
        mailbox.wake()
    }
}
