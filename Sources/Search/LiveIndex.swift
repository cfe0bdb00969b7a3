internal import Glibc
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// A commit of an index, told from every other that was live in its folder.
struct IndexCommit: Hashable, Sendable {
    let stub: LiveIndex.StubIdentity
    let revision: UInt64
}

/// The index of a folder as one thread reads it: always the newest commit of the generation that is live.
final class LiveIndex {
    private struct Open {
        var reader: IndexReader
        var stub: StubIdentity
        var generation: Int?
        /// Nil for several shards, each of which has a revision of its own.
        var revision: UInt64?
    }

    /// What tells one stub file from the next that was renamed over it.
    struct StubIdentity: Hashable {
        var inode: UInt64
        var seconds: Int
        var nanoseconds: Int
        var size: Int
    }

    private let folder: FilePath
    private let stubPath: FilePath
    private let fingerprint: String
    private var open: Open?

    /// - Parameter fingerprint: The analyzer's, which the index must have.
    init(folder: FilePath, fingerprint: String) {
        self.folder = folder
        stubPath = folder.appending(IndexLayout.stub)
        self.fingerprint = fingerprint
    }

    /// The number of the generation that was last read; nil before, and for a stub that is not of our making.
    var generation: Int? { open?.generation }

    /// The commit of the reader that was last given; nil when several shards have none in common.
    var commit: IndexCommit? {
        open.flatMap { open in open.revision.map { IndexCommit(stub: open.stub, revision: $0) } }
    }

    /// A reader at the newest commit of the live generation.
    ///
    /// `reopen()` compares only revision numbers, and every generation starts at the same, so a new generation is always
    /// opened anew.
    ///
    /// Throws: `SearchError.noIndex`, `.incompatibleIndex`, `.unreadableIndex`.
    func reader() throws(SearchError) -> IndexReader {
        // A generation can be replaced, and its files removed, between reading the stub and opening what it names.
        var failure: IndexError?
        for _ in 0..<5 {
            let stub = try stubIdentity()
            if let reader = reopened(stub) { return reader }
            let generation = try currentGeneration()
            let reader: IndexReader
            do {
                reader = try IndexReader(path: folder)
                // What was opened may be another's that took this one's place meanwhile.
                guard try stubIdentity() == stub else { continue }
                try checkCompatibility(reader)
            } catch let error as IndexError {
                failure = error
                // Commits overtake a reader even while it is being opened.
                if error.kind != .modified, try stubIdentity() == stub { throw SearchError(error, folder) }
                continue
            } catch let error as SearchError {
                throw error
            } catch {
                throw .unreadableIndex(path: folder.string, detail: "\(error)")
            }
            open = Open(reader: reader, stub: stub, generation: generation, revision: Self.revision(of: reader))
            return reader
        }
        throw SearchError(
            failure ?? IndexError(kind: .modified, action: .open, path: folder, detail: "it keeps changing"), folder)
    }

    /// The reader that is open, moved to the newest commit; nil when there is none of this stub, or it cannot be moved.
    private func reopened(_ stub: StubIdentity) -> IndexReader? {
        guard let open, open.stub == stub else {
            self.open = nil
            return nil
        }
        do throws(IndexError) {
            if try open.reader.reopen() { self.open?.revision = Self.revision(of: open.reader) }
            return open.reader
        } catch {
            // What is wrong will be seen, and said, when the index is opened anew.
            self.open = nil
            return nil
        }
    }

    private static func revision(of reader: IndexReader) -> UInt64? {
        do throws(IndexError) {
            return try reader.revision
        } catch {
            // Several shards have none in common; whatever else is wrong, the search will meet.
            return nil
        }
    }

    private func stubIdentity() throws(SearchError) -> StubIdentity {
        var status = stat()
        let result = stubPath.withPlatformString { stat($0, &status) }
        guard result == 0 else {
            let code = errno
            if code == ENOENT || code == ENOTDIR { throw .noIndex(path: folder.string) }
            throw .unreadableIndex(path: folder.string, detail: String(cString: strerror(code)))
        }
        return StubIdentity(
            inode: UInt64(status.st_ino), seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
            size: Int(status.st_size))
    }

    private func currentGeneration() throws(SearchError) -> Int? {
        do {
            let file = try FileDescriptor.open(stubPath, .readOnly)
            return try file.closeAfter {
                // The first line names the live generation; a stub of shards may go on for long.
                var bytes = [UInt8](repeating: 0, count: 256)
                let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
                return IndexLayout.generation(inStub: String(decoding: bytes[..<count], as: UTF8.self))
            }
        } catch {
            throw .unreadableIndex(path: folder.string, detail: "\(error)")
        }
    }

    /// An index of another analyzer would answer, and silently miss; so it must not answer.
    ///
    /// Throws: `SearchError.incompatibleIndex`, `IndexError`.
    private func checkCompatibility(_ reader: IndexReader) throws {
        func text(_ key: String) throws(IndexError) -> String? {
            try reader.metadata(key).map { String(decoding: $0, as: UTF8.self) }
        }
        guard let format = try text(MetadataKey.format) else {
            throw SearchError.incompatibleIndex(path: folder.string, detail: "it is a database of another program")
        }
        guard let number = Int(format), IndexFormat.readable.contains(number) else {
            throw SearchError.incompatibleIndex(
                path: folder.string,
                detail: "written in format \(format), this build reads \(IndexFormat.readableText)")
        }
        let written = try text(MetadataKey.fingerprint) ?? "none"
        guard written == fingerprint else {
            throw SearchError.incompatibleIndex(
                path: folder.string,
                detail: "written by another analyzer (\(written)), this build has \(fingerprint)")
        }
    }
}

extension SearchError {
    /// What an error of the index means to who searches it.
    init(_ error: IndexError, _ folder: FilePath) {
        switch error.kind {
        case .unreadableVersion:
            self = .incompatibleIndex(path: folder.string, detail: "written by another version of Xapian")
        default:
            self = .unreadableIndex(path: folder.string, detail: error.cause)
        }
    }
}
