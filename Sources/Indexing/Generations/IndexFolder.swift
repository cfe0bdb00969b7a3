internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The folder of an index: which generation is live, what else lies there, and the switch to the next generation.
struct IndexFolder {
    let path: FilePath

    var stub: FilePath { path.appending(IndexLayout.stub) }
    var lock: FilePath { path.appending(IndexLayout.writerLock) }
    /// The stub that is being written.
    var nextStub: FilePath { path.appending(IndexLayout.stub + ".new") }

    func generation(_ number: Int) -> FilePath {
        path.appending(IndexLayout.generationName(number))
    }

    /// A folder for this process's unfinished work.
    var scratch: FilePath {
        path.appending(IndexLayout.scratchPrefix + String(getpid()))
    }

    /// Makes the folder, and those above it, where they are missing. A folder that is made is its owner's alone: the
    /// index holds the text of documents that others may not be allowed to read.
    func create() throws(IndexingError) {
        try writing {
            if try createFolders(path, mode: 0o700) { try giveToOwnerAbove() }
        }
    }

    /// Whether the two paths lead to the same folder.
    func isSame(as folder: FilePath) -> Bool {
        var (own, other) = (stat(), stat())
        return path.withPlatformString { stat($0, &own) } == 0 && folder.withPlatformString { stat($0, &other) } == 0
            && own.st_dev == other.st_dev && own.st_ino == other.st_ino
    }

    /// Makes an empty folder for unfinished work.
    func create(scratch: FilePath) throws(IndexingError) {
        try writing {
            if scratch.withPlatformString({ mkdir($0, 0o755) }) != 0 { throw Errno(rawValue: errno) }
        }
    }

    /// Whether the folder was missing.
    private func createFolders(_ folder: FilePath, mode: mode_t) throws -> Bool {
        var code = try create(folder, mode: mode)
        if code == .noSuchFileOrDirectory, folder.lastComponent != nil {
            _ = try createFolders(folder.removingLastComponent(), mode: 0o755)
            code = try create(folder, mode: mode)
        }
        guard let code else { return true }
        var status = stat()
        let isFolder = folder.withPlatformString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
        if !isFolder { throw code == .fileExists ? Errno.notDirectory : code }
        return false
    }

    func rename(_ old: FilePath, to new: FilePath) throws {
        let result = old.withPlatformString { old in new.withPlatformString { new in Glibc.rename(old, new) } }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    /// Makes a folder, on the disk too; what the system has against it, when it has.
    private func create(_ folder: FilePath, mode: mode_t) throws -> Errno? {
        guard folder.withPlatformString({ mkdir($0, mode) }) == 0 else { return Errno(rawValue: errno) }
        let above = folder.removingLastComponent()
        // A path of one name lies in the current folder.
        try FileSync.folder(above.isEmpty ? "." : above)
        return nil
    }

    /// The numbers of the generations that lie in the folder, ascending.
    func generations() throws(IndexingError) -> [Int] {
        try names().compactMap { IndexLayout.generationNumber($0) }.sorted()
    }

    /// Whether the folder is missing, or holds no index and nothing of one.
    func isUnused() throws(IndexingError) -> Bool {
        guard try readStub() == .absent else { return false }
        if path.withPlatformString({ access($0, F_OK) }) != 0 { return true }
        return try generations().isEmpty
    }

    func remove(_ item: FilePath) throws(IndexingError) {
        try writing { try FileTree.remove(item) }
    }

    func names() throws(IndexingError) -> [String] {
        do {
            return try FileTree.names(in: path).map(\.string)
        } catch {
            throw .reading(index: path, error as? Errno ?? .ioError)
        }
    }

    /// Runs something that writes the index; an error of the system says which index it was.
    func writing<Result>(_ body: () throws -> Result) throws(IndexingError) -> Result {
        do {
            return try body()
        } catch let error as IndexingError {
            throw error
        } catch {
            throw IndexingError(writing: path, error as? Errno ?? .ioError)
        }
    }
}
