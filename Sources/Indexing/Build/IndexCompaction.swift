internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// Makes of the live generation one without the room that updates have left in it.
struct IndexCompaction {
    let build: IndexBuild
    let home: IndexFolder
    /// What an ordinary user may still write where a folder is.
    var freeBytes = Self.freeBytes

    /// Whether a generation has grown so far that it is worth it.
    ///
    /// - Parameter percent: of what it had when it was built or compacted; 0 is never.
    static func isDue(_ home: IndexFolder, generation: Int, growthPercent percent: Int) throws -> Bool {
        let path = home.generation(generation)
        guard percent > 0, let start = try IndexMetadata(IndexReader(path: path)).compactByteCount else { return false }
        return try FileTree.diskBytes(of: path) > start + start * percent / 100
    }

    /// Writes the next generation, whole and on the disk, that is not live.
    ///
    /// It is made of a copy of the other one: the engine reads a database in many times the time that copying takes, and
    /// finds no more what a commit has replaced.
    ///
    /// - Parameter copied: called when the live generation may be written again; nobody may before.
    ///
    /// Throws: `.diskFull` when there is no room for it, before it begins; what the system and the engine throw. Nothing is
    /// left of it then.
    func prepare(_ number: Int, of live: Int, copied: () -> Void) throws(IndexingError) -> BuildSummary {
        let start = ContinuousClock.now
        let source = home.generation(live)
        do {
            guard try freeBytes(home.path) > 2 * FileTree.diskBytes(of: source) else {
                throw IndexingError.diskFull(index: home.path)
            }
            build.progress.begin(.merging)
            try home.create(scratch: home.scratch)
            let (copy, merged) = (home.scratch.appending("copy"), home.scratch.appending("merged"))
            try FileTree.copyFiles(of: source, to: copy) {
                if build.progress.isStopped { throw IndexingError.interrupted }
            }
            copied()
            try build.compact(copy, merged)
            try home.remove(copy)
            if try build.trial.method(scratch: home.scratch) == .tables { try TableWriter.pack(merged) }
            try build.place(merged, as: number, in: home)
            build.progress.begin(.finished)
            return BuildSummary(
                generation: number, documentCount: try IndexReader(path: home.generation(number)).documentCount,
                fileByteCount: 0, skipped: [], notices: [], ignored: ScanSummary.Ignored(),
                seconds: (ContinuousClock.now - start) / .seconds(1))
        } catch {
            // The first error is the one to tell; what is left over is the next writer's to remove.
            for item in [home.scratch, home.generation(number)] { try? home.remove(item) }
            throw build.indexingError(error)
        }
    }

    private static func freeBytes(_ folder: FilePath) throws -> Int {
        var status = statvfs()
        guard folder.withPlatformString({ statvfs($0, &status) }) == 0 else { throw Errno(rawValue: errno) }
        return Int(clamping: UInt64(status.f_bavail) * UInt64(status.f_frsize))
    }
}
