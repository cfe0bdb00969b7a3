internal import FileWatching

/// What is to be compared before an index is in line with its folders again.
struct WatchBacklog {
    private(set) var isEverything: Bool
    /// Dirty paths, in bytes, when it is not everything.
    private(set) var paths: Set<[UInt8]> = []
    /// Dirty files that an update has left for later, those that have waited longest first.
    private(set) var postponed: [[UInt8]] = []
    private var isTurnOfPostponed = false
    /// How many of them, from the first on, are of one round: all of these are read before any other.
    private var roundCount = 0

    /// The most postponed files of one round, as many as a commit has: each costs a look, whether there is time for it or not.
    static let mostPostponed = 4_000

    init(everything: Bool = false) {
        isEverything = everything
    }

    var isEmpty: Bool { !isEverything && paths.isEmpty && postponed.isEmpty }

    /// How many paths are dirty, when it is not everything.
    var pathCount: Int { paths.count + postponed.count }

    var scope: UpdateScope { isEverything ? .everything : .paths(Array(paths) + postponed) }

    mutating func add(_ other: WatchBacklog) {
        isEverything = isEverything || other.isEverything
        paths.formUnion(other.paths)
        paths.formUnion(other.postponed)
    }

    /// - Parameter lost: folders of which nothing could be seen; when something is there again, all of it is looked at.
    mutating func add(_ changes: FileChanges, lost: some Sequence<[UInt8]>) {
        paths.formUnion(changes.paths)
        paths.formUnion(changes.comparisons.map(\.path))
        for folder in lost where paths.contains(where: { isPath($0, atOrBelow: folder) }) {
            paths.insert(folder)
        }
    }

    /// Keeps files for which an update had no time.
    ///
    /// - Parameter turn: what the update was of. What was postponed before stays in front of what came later, so that it
    ///   is read some time, whatever comes.
    mutating func postpone(_ files: [[UInt8]], of turn: WatchBacklog) {
        if turn.postponed.isEmpty {
            postponed += files
        } else {
            postponed.insert(contentsOf: files, at: 0)
            roundCount = files.count
        }
    }

    /// Takes what is to be done next. What is new and what has been postponed have turns, so that a file that is saved
    /// does not wait for thousands, nor they for all that is saved.
    mutating func takeTurn() -> WatchBacklog {
        var turn = self
        if isEverything {
            turn.postponed = []
            self = WatchBacklog()
        } else if postponed.isEmpty {
            self = WatchBacklog()
        } else if isTurnOfPostponed || paths.isEmpty {
            turn.paths = []
            turn.postponed = Array(postponed.prefix(roundCount > 0 ? roundCount : Self.mostPostponed))
            postponed.removeFirst(turn.postponed.count)
            roundCount = 0
            isTurnOfPostponed = false
        } else {
            turn.postponed = []
            paths = []
            isTurnOfPostponed = true
        }
        return turn
    }

    /// What is left when nothing can be seen of a folder; it is added again when the folder is there again.
    ///
    /// - Parameter folders: all folders of the index.
    mutating func leaveOut(_ folder: [UInt8], of folders: [[UInt8]]) {
        if isEverything {
            (isEverything, paths) = (false, Set(folders))
        }
        paths = paths.filter { !isPath($0, atOrBelow: folder) && !isPath(folder, atOrBelow: $0) }
        let round = postponed.prefix(roundCount).filter { !isPath($0, atOrBelow: folder) }
        postponed = round + postponed.dropFirst(roundCount).filter { !isPath($0, atOrBelow: folder) }
        roundCount = round.count
    }
}
