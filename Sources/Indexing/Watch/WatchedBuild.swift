internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// A build that is done by the process that watches for the index, for only one may write.
package struct WatchedBuild {
    private let watch: LockHolder
    private let home: IndexFolder
    private let generation: Int?
    private let builtSeconds: Int64?

    /// The process that watches.
    package var processID: Int32 { watch.processID }

    /// - Parameter error: what a build has met; nil is returned when it is anything but a watch in the way, or one that
    ///   cannot be reached from here.
    package init?(after error: IndexingError) {
        guard case .locked(let index, let name?) = error, name.hasSuffix(" \(IndexUpdate.watchCommand)"),
            let watch = WriterLock.holder(of: IndexFolder(path: index), named: name)
        else { return nil }
        home = IndexFolder(path: index)
        self.watch = watch
        generation = Self.liveGeneration(home)
        builtSeconds = (try? IndexStatus.read(home.path))?.builtSeconds
    }

    /// Asks for the build and waits until its generation is live.
    ///
    /// - Parameter isStopped: asked a few times a second. The watch goes on with the build when this waits no longer.
    /// - Returns: what the index is then.
    ///
    /// Throws: `IndexingError`: `.interrupted`, `.watchEnded`, `.watchFailed`, and what reading the index throws.
    package func run(isStopped: () -> Bool) throws(IndexingError) -> IndexStatus {
        let asked = time(nil)
        switch watch.send(SIGUSR1) {
        case 0: break
        case ESRCH: throw .watchEnded(processID)
        case let code: throw .watchFailed("it cannot be asked: \(Errno(rawValue: code))")
        }
        while true {
            let hasEnded = watch.hasEnded(within: 100)
            if let live = Self.liveGeneration(home), live != generation {
                let status = try IndexStatus.read(home.path)
                // Not when the watch has only compacted what there was, which it may have been at.
                if status.builtSeconds != builtSeconds || (status.builtSeconds ?? 0) >= asked { return status }
            }
            if isStopped() { throw .interrupted }
            if hasEnded { throw .watchEnded(processID) }
            if let state = WatcherState.read(index: home.path), state.activity == .waiting,
                state.writtenSeconds > asked, let problem = state.problems.first
            {
                throw .watchFailed(problem)
            }
        }
    }

    /// Nil when there is none, or it cannot be read.
    private static func liveGeneration(_ home: IndexFolder) -> Int? {
        guard case .generation(let number)? = try? home.readStub() else { return nil }
        return number
    }
}
