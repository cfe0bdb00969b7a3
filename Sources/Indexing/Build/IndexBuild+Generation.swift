internal import Analysis
internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// From segments to a generation, and from that to the live one.
extension IndexBuild {
    func merge(
        _ segments: [FilePath], into merged: FilePath, _ home: IndexFolder, _ method: BuildMethod
    ) throws {
        var sources = segments
        if sources.isEmpty {
            let empty = home.scratch.appending("empty")
            try XapianSegmentWriter(path: empty).finish()
            sources = [empty]
        } else if sources.count == 1, method == .tables {
            // Merging makes of tables that were written in one go what they are already, and takes a quarter of the time.
            return try home.rename(sources[0], to: merged)
        }
        try SegmentMerger().merge(sources, into: merged, scratch: home.scratch) {
            if progress.isStopped { throw IndexingError.interrupted }
        }
        guard method == .tables else { return }
        for source in sources { try home.remove(source) }
        try TableWriter.pack(merged)
    }

    /// Writes the index's metadata.
    func describe(
        _ path: FilePath, folders: [FolderRules], _ harvest: ReadingWork.Harvest, _ method: BuildMethod
    ) throws {
        let now = String(time(nil))
        var writer = try IndexWriter(path: path, opening: .existing)
        try writer.setMetadata(MetadataKey.format, Array(String(IndexFormat.current).utf8))
        try writer.setMetadata(MetadataKey.fingerprint, Array(analyzer.fingerprint.utf8))
        try writer.setMetadata(MetadataKey.builtSeconds, Array(now.utf8))
        try writer.setMetadata(MetadataKey.committedSeconds, Array(now.utf8))
        try writer.setMetadata(MetadataKey.folders, FolderList.encoded(folders.map(\.path)))
        try writer.setMetadata(MetadataKey.reading, ReadingSettings.name(folders, limits: limits))
        try writer.setMetadata(MetadataKey.builtBy, method.encoded)
        try writer.setMetadata(MetadataKey.textBytes, Array(String(harvest.textByteCount).utf8))
        for file in harvest.unindexed { try writer.setMetadata(file.key, file.encoded) }
        try writer.close()
    }

    /// Throws: `IndexError.damaged` when the index does not hold what was put into the segments.
    func verify(_ merged: FilePath, _ totals: SegmentTotals) throws {
        let reader = try IndexReader(path: merged)
        guard try reader.documentCount == totals.documentCount,
            try Int(reader.lastDocumentID) == totals.documentCount, try reader.totalLength == totals.length
        else {
            throw IndexError(
                kind: .damaged, action: .merge, path: merged, detail: "what was merged is not what was put in")
        }
    }

    /// Makes of an index in the scratch folder a generation that is on the disk.
    func place(_ merged: FilePath, as number: Int, in home: IndexFolder) throws {
        var writer = try IndexWriter(path: merged, opening: .existing)
        try writer.setMetadata(MetadataKey.compactBytes, Array(String(try FileTree.diskBytes(of: merged)).utf8))
        try writer.close()
        try home.giveToOwner(merged)
        for name in try FileTree.names(in: merged) { try FileSync.file(merged.appending(name)) }
        try FileSync.folder(merged)
        if progress.isStopped { throw IndexingError.interrupted }
        try home.rename(merged, to: home.generation(number))
        try FileSync.folder(home.path)
    }

    /// Makes a generation live, or removes it.
    func makeLive(_ number: Int, in home: IndexFolder) throws(IndexingError) {
        do throws(IndexingError) {
            try home.makeLive(number)
        } catch {
            // The first error is the one to tell; what is left over is the next writer's to remove.
            switch try? home.readStub() {
            // The switch was made, and is perhaps not on the disk: either generation may be the live one after a crash.
            case .generation(number), nil: try? home.remove(home.scratch)
            case .generation(let live): _ = try? home.removeDebris(live: live)
            case .absent, .torn, .foreign: _ = try? home.removeDebris(live: nil)
            }
            throw error
        }
    }

    /// With the new generation live, the old one and the scratch folder are debris. The build is done, so what cannot be
    /// cleaned up does not make it a failure.
    func leftOver(in home: IndexFolder, live: Int) -> [FileNotice] {
        do throws(IndexingError) {
            return try home.removeDebris(live: live)
        } catch {
            return [FileNotice(path: index.bytes, message: "\(error); the next run tries again to clean it up")]
        }
    }
}
