internal import Glibc
internal import IndexSchema
internal import SystemPackage

/// The folder of an index: which generation is live, what else lies there, and the switch to the next generation.
struct IndexFolder {
    let path: FilePath

    var stub: FilePath { path.appending(IndexLayout.stub) }
    var lock: FilePath { path.appending(IndexLayout.writerLock) }
    /// The stub that is being written.
    private var nextStub: FilePath { path.appending(IndexLayout.stub + ".new") }

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
        guard folder.withPlatformString({ mkdir($0, mode) }) != 0 else { return true }
        let code = Errno(rawValue: errno)
        if code == .noSuchFileOrDirectory, folder.lastComponent != nil {
            _ = try createFolders(folder.removingLastComponent(), mode: 0o755)
            guard folder.withPlatformString({ mkdir($0, mode) }) != 0 else { return true }
        }
        var status = stat()
        let isFolder = folder.withPlatformString { stat($0, &status) } == 0 && status.st_mode & S_IFMT == S_IFDIR
        if !isFolder { throw code == .fileExists ? Errno.notDirectory : code }
        return false
    }

    /// What the stub says.
    enum Stub: Equatable {
        case absent
        case generation(Int)
        /// It was not written by this program: it may name shards.
        case foreign
    }

    func readStub() throws(IndexingError) -> Stub {
        let bytes: [UInt8]
        do {
            let file = try FileDescriptor.open(stub, .readOnly, options: .closeOnExec)
            bytes = try file.closeAfter {
                var bytes = [UInt8](repeating: 0, count: 256)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                return Array(bytes[..<count])
            }
        } catch let error as Errno where error == .noSuchFileOrDirectory || error == .notDirectory {
            return .absent
        } catch {
            throw .reading(index: path, error as? Errno ?? .ioError)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard let number = IndexLayout.generation(inStub: text), text == IndexLayout.stubText(generation: number) else {
            return .foreign
        }
        return .generation(number)
    }

    /// Makes a generation the live one. It is on the disk, and so is the switch when this returns.
    func makeLive(_ number: Int) throws(IndexingError) {
        try writing {
            let file = try FileDescriptor.open(
                nextStub, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(IndexLayout.stubText(generation: number).utf8) }
            try giveToOwner(nextStub)
            try FileSync.file(nextStub)
            try rename(nextStub, to: stub)
            try FileSync.folder(path)
        }
    }

    func rename(_ old: FilePath, to new: FilePath) throws {
        let result = old.withPlatformString { old in new.withPlatformString { new in Glibc.rename(old, new) } }
        if result != 0 { throw Errno(rawValue: errno) }
    }

    /// The numbers of the generations that lie in the folder, ascending.
    func generations() throws(IndexingError) -> [Int] {
        try names().compactMap { IndexLayout.generationNumber($0) }.sorted()
    }

    /// Removes what dead writers have left, and generations that are not live. Only the holder of the lock may.
    ///
    /// A process that reads an old generation keeps its files open, and so keeps them.
    func removeDebris(live: Int?) throws(IndexingError) {
        for name in try names() {
            let isOldGeneration = IndexLayout.generationNumber(name).map { $0 != live } ?? false
            guard isOldGeneration || name.hasPrefix(IndexLayout.scratchPrefix) || name == nextStub.lastComponent?.string
            else { continue }
            try remove(path.appending(name))
        }
    }

    func remove(_ item: FilePath) throws(IndexingError) {
        try writing { try FileTree.remove(item) }
    }

    private func names() throws(IndexingError) -> [String] {
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
