internal import FileWatching
internal import IndexSchema
internal import Synchronization
internal import SystemPackage

/// The one writer of an update, for all its threads.
///
/// After a failure every call throws the same: the engine has then given up what was not committed, and a commit by another
/// thread would count it in.
final class SharedUpdateWriter: Sendable {
    private let writer: Mutex<UpdateWriter>
    private let failure = Mutex<(any Error)?>(nil)

    init(_ writer: consuming sending UpdateWriter) {
        self.writer = Mutex(writer)
    }

    func put(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        try write { try $0.put(document, of: file) }
    }

    func put(_ file: UnindexedFile) throws {
        try write { try $0.put(file) }
    }

    func remove(_ path: [UInt8]) throws {
        try write { try $0.remove(path) }
    }

    func move(_ move: UpdatePlan.Move, oldTerms: TermList, newTerms: TermList) throws {
        try write { try $0.move(move, oldTerms: oldTerms, newTerms: newTerms) }
    }

    func set(folders: [[UInt8]], reading: [UInt8]) throws {
        try write { try $0.set(folders: folders, reading: reading) }
    }

    /// The files that followed encodings which others now outnumber, and that are still as they were when they were read:
    /// those that are not will come by themselves.
    ///
    /// - Parameter deferred: files that are about to be read again; their bytes do not show an encoding any more.
    func outvoted(
        by deferred: [ScannedFile], _ look: UpdateLook, rules: [FolderRules], index: FilePath
    ) throws -> [ScannedFile] {
        try writer.withLock { writer in
            for file in deferred { writer.withdrawEncoding(of: file.path) }
            let paths = Set(writer.encodings.outdated).subtracting(deferred.map(\.path))
            guard !paths.isEmpty else { return [] }
            var files = look.found.filter { paths.contains($0.path) }
            let others = Array(paths.subtracting(files.map(\.path)))
            // Where links are followed, everything was looked at.
            if !rules.contains(where: \.followLinks) {
                _ = FolderScan.run(rules, excluded: [index.bytes], at: others) { file in
                    files.append(file)
                    return true
                }
            }
            let known = try writer.look(at: Array(paths))
            return files.filter { known.files[$0.path]?.facts.isOf($0) ?? false }
        }
    }

    func commit() throws {
        try write { try $0.commit() }
    }

    private func write(_ body: (inout UpdateWriter) throws -> Void) throws {
        try writer.withLock { writer in
            if let failure = failure.withLock({ $0 }) { throw failure }
            do {
                try body(&writer)
            } catch {
                failure.withLock { $0 = error }
                throw error
            }
        }
    }

    var encodings: EncodingState { writer.withLock { $0.encodings } }
    var counts: UpdateWriter.Counts { writer.withLock { $0.counts } }
}
