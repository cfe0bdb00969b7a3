internal import FileWatching
internal import SystemPackage
internal import XapianIndex

// A build reads what is there, and so would drop what is not there for a while.
extension IndexBuild {
    /// Throws: `.wouldLose` when the live generation has documents of a folder of which nothing can be seen, or of a place
    /// where something was mounted that is not there now.
    func refuseLosses(_ folders: [FolderRules], found: [ScannedFile], in home: IndexFolder) throws(IndexingError) {
        guard !allowsEmpty, case .generation(let live) = try home.readStub() else { return }
        do {
            let reader = try IndexReader(path: home.generation(live))
            let roots = UpdateRoots(paths: folders.map(\.path))
            try roots.refuseLost(.everything, index: index, reader)
            let known = try KnownFiles(all: reader)
            try roots.refuseEmpty(found: found, known: known, index: index)
            let there = Set(found.map(\.path))
            let gone = known.files.keys.filter { path in
                !there.contains(path) && roots.paths.contains { isPath(path, atOrBelow: $0) }
            }
            let lost = LostMounts(gone, found: found, known: known, roots: roots.paths).documentCounts
            if let (folder, count) = lost.min(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
                throw IndexingError.wouldLose(
                    index: index, FilePath(bytes: folder), reason: "what was mounted there is not there now",
                    documentCount: count)
            }
        } catch IndexingError.folderLost(let index, let folder, let reason, let count) {
            throw .wouldLose(index: index, folder, reason: reason, documentCount: count)
        } catch let error as IndexingError {
            throw error
        } catch {
            // A live generation that cannot be asked is what is to be replaced.
        }
    }
}
