internal import Analysis
package import SystemPackage
internal import XapianIndex

/// What mending an index took.
///
/// The stub and what dead writers have left are set in order; an index that `IndexAudit` finds fault with is built anew
/// from the files, while what can be read of the old one answers.
package struct IndexRepair: Hashable, Sendable {
    /// What was set in order without a build.
    package private(set) var notices: [FileNotice] = []
    /// What was wrong with the index; empty when it did not have to be built anew.
    package private(set) var mended: [String] = []
    /// What the build did, when there was one.
    package private(set) var build: BuildSummary?
    /// What is to be said of the index now.
    package private(set) var audit: IndexAudit

    /// Mends an index, with blocking calls.
    ///
    /// - Parameters:
    ///   - build: how to build it.
    ///   - folders: what to index when the index cannot tell that.
    ///   - started: called once when a build is about to begin.
    ///
    /// Throws: `IndexingError`; `.unreadableFolders` when nobody can tell what to index, `.locked`.
    package static func run(
        _ build: IndexBuild, folders: [FilePath], started: () -> Void = {}
    ) throws(IndexingError) -> IndexRepair {
        let home = IndexFolder(path: build.index)
        if try home.isUnused() { throw .noIndex(index: home.path) }
        let lock = try WriterLock(home, command: "sou-index check --repair")
        let recovery = try home.recover(holding: lock)
        guard recovery.live != nil else {
            return try rebuild(
                build, home, folders, ["it has no generation that can be opened"], recovery, lock, started)
        }
        let audit = try IndexAudit.run(home.path, fingerprint: build.analyzer.fingerprint)
        guard !audit.problems.isEmpty else { return IndexRepair(notices: recovery.notices, audit: audit) }
        return try rebuild(
            build, home, storedFolders(home) ?? folders, audit.problems, recovery, lock, started)
    }

    private static func rebuild(
        _ build: IndexBuild, _ home: IndexFolder, _ folders: [FilePath], _ problems: [String],
        _ recovery: IndexFolder.Recovery, _ lock: borrowing WriterLock, _ started: () -> Void
    ) throws(IndexingError) -> IndexRepair {
        guard !folders.isEmpty else { throw .unreadableFolders(index: home.path) }
        let roots = try FolderList.resolved(folders)
        started()
        let summary = try build.replaceGeneration(of: home, roots: roots, after: recovery, holding: lock)
        return IndexRepair(
            mended: problems, build: summary,
            audit: try IndexAudit.run(home.path, fingerprint: build.analyzer.fingerprint))
    }

    /// Nil when the index is so damaged that it does not say.
    private static func storedFolders(_ home: IndexFolder) -> [FilePath]? {
        guard let folders = try? IndexMetadata(IndexReader(path: home.path)).folders, !folders.isEmpty else {
            return nil
        }
        return folders.map { FilePath(bytes: $0) }
    }
}
