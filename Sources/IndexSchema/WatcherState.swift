internal import CLinux
internal import FoundationEssentials
internal import Glibc
package import SystemPackage

/// What a process that keeps an index fresh says of itself, in a file beside the index, for those who ask how it is.
package struct WatcherState: Codable, Hashable, Sendable {
    package var processID: Int32
    package var activity: Activity
    /// Paths that are known to have changed and are not in the index yet.
    package var backlog: Int
    package var watchedFolders: Int
    /// Folders for which the system has no watch left; they are compared from time to time.
    package var unwatchedFolders: Int
    /// What is wrong and what helps, as sentences.
    package var problems: [String]
    /// The documents of the whole index, and when an update last ended well; nil before the first.
    package var documents: Int?
    package var updatedSeconds: Int64?
    /// When the state was written, in seconds since 1970-01-01T00:00:00Z.
    package var writtenSeconds: Int64

    package enum Activity: String, Codable, Sendable {
        /// Nothing is to be done.
        case watching
        case updating
        /// A generation is built beside the live one, which is kept fresh.
        case building
        /// Something could not be done, and will be tried again.
        case waiting
    }

    enum CodingKeys: String, CodingKey {
        case processID = "pid"
        case activity = "state"
        case backlog
        case watchedFolders = "watched_folders"
        case unwatchedFolders = "unwatched_folders"
        case problems, documents
        case updatedSeconds = "updated"
        case writtenSeconds = "written"
    }

    package init(
        processID: Int32, activity: Activity, backlog: Int = 0, watchedFolders: Int = 0, unwatchedFolders: Int = 0,
        problems: [String] = [], documents: Int? = nil, updatedSeconds: Int64? = nil, writtenSeconds: Int64
    ) {
        self.processID = processID
        self.activity = activity
        self.backlog = backlog
        self.watchedFolders = watchedFolders
        self.unwatchedFolders = unwatchedFolders
        self.problems = problems
        self.documents = documents
        self.updatedSeconds = updatedSeconds
        self.writtenSeconds = writtenSeconds
    }

    /// That of the process that watches for an index; nil when none does. A file that a killed process has left counts
    /// for nothing.
    package static func read(index: FilePath) -> WatcherState? {
        // Whoever asks how things are is served better by no answer than by an error about the answer.
        guard let data = try? Data(contentsOf: URL(filePath: path(index).string)),
            let state = try? JSONDecoder().decode(WatcherState.self, from: data), state.holdsLock(of: index)
        else { return nil }
        return state
    }

    /// Whether the process still has the writer's lock. Its number alone tells nothing: after a crash it may be anybody's.
    private func holdsLock(of index: FilePath) -> Bool {
        let lock = index.appending(IndexLayout.writerLock)
        guard let file = try? FileDescriptor.open(lock, .readOnly, options: .closeOnExec) else { return false }
        defer { close(file.rawValue) }
        var text = [UInt8](repeating: 0, count: 200)
        let count = text.withUnsafeMutableBytes { pread(file.rawValue, $0.baseAddress, $0.count, 0) }
        return clinux_is_locked(file.rawValue) == 1 && text.prefix(max(0, count)).starts(with: "\(processID) ".utf8)
    }

    /// Puts the state in the place of an older one, in one step.
    ///
    /// Throws: `Errno`.
    package func write(index: FilePath) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        let (path, next) = (Self.path(index), Self.nextPath(index))
        // A new file: through a link, root would write and give away whatever the folder's owner wants.
        unlink(next.string)
        let file = try FileDescriptor.open(
            next, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWrite, .groupRead, .otherRead])
        try file.closeAfter {
            _ = try file.writeAll(data)
            try Self.giveToOwner(of: index, file)
        }
        guard rename(next.string, path.string) == 0 else { throw Errno(rawValue: errno) }
    }

    /// The daemon runs as the folder's owner, and must be able to read what root writes.
    private static func giveToOwner(of index: FilePath, _ file: FileDescriptor) throws {
        guard geteuid() == 0 else { return }
        var owner = stat()
        guard stat(index.string, &owner) == 0, fchown(file.rawValue, owner.st_uid, owner.st_gid) == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// Takes the state away, and what is left of one that was being written; it is no error when there is none.
    package static func remove(index: FilePath) {
        for item in [path(index), nextPath(index)] { unlink(item.string) }
    }

    package static func path(_ index: FilePath) -> FilePath { index.appending(IndexLayout.watcherState) }

    private static func nextPath(_ index: FilePath) -> FilePath { index.appending(IndexLayout.watcherState + ".new") }
}
