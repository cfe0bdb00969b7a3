internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// A build that is done by the process that watches for the index, for only one may write.
package struct WatchedBuild {
    /// The process that watches.
    package let processID: Int32
    private let home: IndexFolder
    private let generation: Int?
    private let builtSeconds: Int64?

    /// - Parameter error: what a build has met; nil is returned when it is anything but a watch in the way.
    package init?(after error: IndexingError) {
        guard case .locked(let index, let holder?) = error else { return nil }
        let parts = holder.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[1] == IndexUpdate.watchCommand, let processID = Int32(parts[0]) else {
            return nil
        }
        self.processID = processID
        home = IndexFolder(path: index)
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
        guard kill(processID, SIGUSR1) == 0 else {
            let code = Errno(rawValue: errno)
            throw code == .noSuchProcess ? .watchEnded(processID) : .watchFailed("it cannot be asked: \(code)")
        }
        while true {
            usleep(100_000)
            if let live = Self.liveGeneration(home), live != generation {
                let status = try IndexStatus.read(home.path)
                // Not when the watch has only compacted what there was, which it may have been at.
                if status.builtSeconds != builtSeconds || (status.builtSeconds ?? 0) >= asked { return status }
            }
            if isStopped() { throw .interrupted }
            guard kill(processID, 0) == 0 || errno == EPERM else { throw .watchEnded(processID) }
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
