internal import FileWatching

/// What is to be compared, or built, before an index is in line with its folders again.
struct WatchBacklog {
    private(set) var isEverything: Bool
    /// Dirty paths, in bytes, when it is not everything.
    private(set) var paths: Set<[UInt8]> = []
    /// Why the index is to be built anew; nil when it is to be updated.
    var buildReason: String?

    init(everything: Bool = false, after other: WatchBacklog? = nil) {
        isEverything = everything
        buildReason = other?.buildReason
    }

    var isEmpty: Bool { !isEverything && paths.isEmpty && buildReason == nil }

    var scope: UpdateScope { isEverything ? .everything : .paths(Array(paths)) }

    /// What is to be updated of it.
    var withoutBuild: WatchBacklog {
        var rest = self
        rest.buildReason = nil
        return rest
    }

    mutating func add(_ other: WatchBacklog) {
        isEverything = isEverything || other.isEverything
        paths.formUnion(other.paths)
    }

    /// - Parameter lost: folders of which nothing could be seen; when something is there again, all of it is looked at.
    mutating func add(_ changes: FileChanges, lost: some Sequence<[UInt8]>) {
        paths.formUnion(changes.paths)
        paths.formUnion(changes.comparisons.map(\.path))
        for folder in lost where paths.contains(where: { isPath($0, atOrBelow: folder) }) {
            paths.insert(folder)
        }
    }

    /// What is left when nothing can be seen of a folder; it is added again when the folder is there again.
    ///
    /// - Parameter folders: all folders of the index.
    mutating func leaveOut(_ folder: [UInt8], of folders: [[UInt8]]) {
        if isEverything {
            (isEverything, paths) = (false, Set(folders))
        }
        paths = paths.filter { !isPath($0, atOrBelow: folder) && !isPath(folder, atOrBelow: $0) }
    }
}
