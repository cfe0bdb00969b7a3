internal import FileWatching
internal import Glibc
internal import IndexSchema

/// The difference between what is there and what the index knows.
struct UpdatePlan {
    /// A file that was found under another path than the index knows it by.
    struct Move {
        var file: ScannedFile
        var from: [UInt8]
    }

    /// Files to be read: new, changed, or worth another look.
    private(set) var toRead: [ScannedFile] = []
    /// Each from a path where no file is now.
    private(set) var moves: [Move] = []
    /// Paths where nothing is any more that the index knows of.
    private(set) var removals: [[UInt8]] = []

    /// - Parameters:
    ///   - found: each path once.
    ///   - unseen: paths that could not be looked at: what is known of them and below them stays.
    ///   - isMovable: whether the index's document of the path may serve for the file.
    init(
        found: [ScannedFile], known: KnownFiles, unseen: [[UInt8]],
        isMovable: (_ from: [UInt8], KnownFile, ScannedFile) throws -> Bool
    ) rethrows {
        var gone = known.files
        var differing: [ScannedFile] = []
        for file in found {
            let facts = gone.removeValue(forKey: file.path)?.facts
            if let facts, facts.isOf(file), !facts.mayHaveChanged { continue }
            differing.append(file)
        }
        if !unseen.isEmpty {
            gone = gone.filter { path, _ in !unseen.contains { isPath(path, atOrBelow: $0) } }
        }
        var sources: [Identity: [UInt8]] = [:]
        for (path, known) in gone where known.document != nil && !known.facts.mayHaveChanged {
            sources[Identity(known.facts)] = path
        }
        for file in differing {
            let identity = Identity(file)
            guard let path = sources[identity], let source = gone[path], try isMovable(path, source, file) else {
                toRead.append(file)
                continue
            }
            sources[identity] = nil
            gone[path] = nil
            moves.append(Move(file: file, from: path))
        }
        removals = gone.keys.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Keeps what the index knows of what is at the paths and below them.
    mutating func keep(_ paths: some Collection<[UInt8]>) {
        removals.removeAll { path in paths.contains { isPath(path, atOrBelow: $0) } }
    }

    /// So that where time is short, small files do not wait for large ones.
    mutating func readSmallestFirst() {
        toRead.sort { $0.sizeBytes < $1.sizeBytes }
    }

    var isEmpty: Bool { toRead.isEmpty && moves.isEmpty && removals.isEmpty }

    /// What stays the same when a file gets another name. The time of its last change of any kind does not.
    private struct Identity: Hashable {
        var inode: UInt64
        var device: UInt64
        var sizeBytes: Int
        var modifiedNanoseconds: Int64

        init(_ facts: FileFacts) {
            inode = facts.inode
            device = facts.device
            sizeBytes = facts.sizeBytes
            modifiedNanoseconds = facts.modifiedNanoseconds
        }

        init(_ file: ScannedFile) {
            self.init(FileFacts(file))
        }
    }
}
