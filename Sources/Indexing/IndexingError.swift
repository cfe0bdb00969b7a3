package import SystemPackage
package import XapianIndex

/// Why an index could not be made or looked at.
package enum IndexingError: Error, Hashable, Sendable {
    /// Another process holds the writer's lock; its text, such as `123 sou-index build`, when it has written one.
    case locked(index: FilePath, holder: String?)
    /// The stub in the index's folder was not written by this program, and is not overwritten.
    case foreignStub(index: FilePath)
    /// There is no index in the folder.
    case noIndex(index: FilePath)
    /// There is none yet, and another process makes it; the lock's text, such as `123 sou-index build`.
    case beingBuilt(index: FilePath, holder: String?)
    /// Nothing says which folders to index.
    case noFolders
    /// The index that is there would have to say which folders to index, and cannot be read.
    case unreadableFolders(index: FilePath)
    /// A folder to be indexed cannot be.
    case folder(FilePath, reason: String)
    /// A folder of the index is gone or has nothing in it, and the index has documents of it.
    case folderLost(index: FilePath, FilePath, reason: String, documentCount: Int)
    /// A build would drop the documents of a folder of which nothing can be seen now.
    case wouldLose(index: FilePath, FilePath, reason: String, documentCount: Int)
    /// A folder below one of the index is empty where something was mounted, and the documents of it stay in the index.
    case mountLost(index: FilePath, FilePath, documentCount: Int)
    case diskFull(index: FilePath)
    /// The system refuses to write.
    case writing(index: FilePath, Errno)
    /// The system refuses to read the index.
    case reading(index: FilePath, Errno)
    case engine(IndexError)
    /// The analyzer cannot be used; its sentence.
    case analysis(String)
    /// The extractor cannot be started.
    case extractor(FilePath, reason: String)
    /// The index cannot be updated, and must be built anew; the end of a sentence that says why.
    case outdated(index: FilePath, reason: String)
    /// The process that watches for the index has ended before it had built.
    case watchEnded(Int32)
    /// It cannot build; the sentence that says why.
    case watchFailed(String)
    /// The build was told to stop. The previous generation is untouched.
    case interrupted
}

extension IndexingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .locked(let index, let holder):
            "cannot write index '\(index)': \(Self.process(holder)) "
                + (holder?.hasSuffix(" \(IndexUpdate.watchCommand)") == true
                    ? "keeps it up to date; see 'sou-index status', or stop it first"
                    : "is writing it; wait for it or stop it")
        case .foreignStub(let index):
            "cannot write index '\(index)': its XAPIANDB was not written by sou-index; "
                + "choose another folder with --index"
        case .noIndex(let index):
            "cannot read index '\(index)': there is none; run 'sou-index build FOLDER'"
        case .beingBuilt(let index, let holder):
            "cannot read index '\(index)': \(Self.process(holder)) is building it for the first time; wait for it"
        case .noFolders:
            "cannot build the index: no folder is named; run 'sou-index build FOLDER' or set index.folders in sou.toml"
        case .unreadableFolders(let index):
            "cannot tell the folders of index '\(index)': it cannot be read; run 'sou-index build FOLDER'"
        case .folder(let folder, let reason):
            "cannot index folder '\(folder)': \(reason)"
        case .folderLost(let index, let folder, let reason, let count):
            "cannot update index '\(index)': nothing can be seen of its folder '\(folder)' (\(reason)), of which it has "
                + "\(documents(count)); mount the folder, or, \(givingUp(by: "update"))"
        case .wouldLose(let index, let folder, let reason, let count):
            "cannot build index '\(index)': nothing can be seen of its folder '\(folder)' (\(reason)), of which it has "
                + "\(documents(count)); mount the folder, or, \(givingUp(by: "build"))"
        case .mountLost(let index, let folder, let count):
            "cannot update folder '\(folder)' of index '\(index)': what was mounted there is not there now; its "
                + "\(documents(count)) stay\(count == 1 ? "s" : ""); mount it, or, \(givingUp(by: "update"))"
        case .diskFull(let index):
            "cannot write index '\(index)': no space left on the device; free some space and run it again "
                + "(what was indexed before can still be searched)"
        case .writing(let index, let errno):
            "cannot write index '\(index)': \(errno)"
        case .reading(let index, let errno):
            "cannot read index '\(index)': \(errno)"
        case .engine(let error): error.description
        case .analysis(let sentence): sentence
        case .extractor(let program, let reason):
            "cannot start the extractor '\(program)': \(reason); reinstall Sou, or set SOU_EXTRACT to its path"
        case .outdated(let index, let reason):
            "cannot update index '\(index)': it must be built anew, because \(reason); run 'sou-index build'"
        case .watchEnded(let processID):
            "cannot build the index: the watch that was asked to (process \(processID)) has ended; run it again"
        case .watchFailed(let sentence):
            "cannot build the index: the watch that was asked to says: \(sentence)"
        case .interrupted: "cannot finish: interrupted (what was indexed before can still be searched)"
        }
    }

    private func documents(_ count: Int) -> String {
        "\(count) document\(count == 1 ? "" : "s")"
    }

    private func givingUp(by command: String) -> String {
        "to give them up, stop the watch if one runs, and run 'sou-index \(command) --allow-empty'"
    }

    /// Who holds a lock, for a sentence.
    static func process(_ holder: String?) -> String {
        guard let holder else { return "another process" }
        let parts = holder.split(separator: " ", maxSplits: 1)
        return parts.count == 2 ? "process \(parts[0]) (\(parts[1]))" : "process \(holder)"
    }
}

extension IndexingError {
    /// What an error of the system means while the index is written.
    init(writing index: FilePath, _ errno: Errno) {
        let isFull = errno == .noSpace || errno == .diskQuotaExceeded
        self = isFull ? .diskFull(index: index) : .writing(index: index, errno)
    }

    /// What an error of the engine means, which may concern a part of the index that only the build knows.
    init(_ error: IndexError, index: FilePath) {
        var error = error
        error.path = index
        self = error.kind == .diskFull ? .diskFull(index: index) : .engine(error)
    }
}
