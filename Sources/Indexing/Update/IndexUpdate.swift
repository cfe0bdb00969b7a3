internal import Analysis
internal import FileWatching
internal import IndexSchema
package import SystemPackage
internal import XapianIndex

/// Brings an index in line with the folders it is over: compares, reads what is new or has changed, and applies the
/// difference to the live generation in commits.
///
/// It holds the writer's lock, and its readers with their extractors, as long as it lives, so that one small change costs
/// milliseconds. It belongs to one thread; its calls block.
package final class IndexUpdate {
    let build: IndexBuild
    let home: IndexFolder
    let lock: WriterLock
    let roots: UpdateRoots
    let readers: ReaderPool
    /// What is known of encodings, of which generation; nil when the index has to be asked.
    var encodings: (generation: Int, state: EncodingState)?
    /// Of the same generation.
    private var links = HardLinks()

    /// From here on most files being new or changed makes a build the quicker way, which writes an index in one go.
    private static let leastFilesOfRebuild = 500

    /// What the lock says is running when it is held by a watch, which can be asked to build.
    package static let watchCommand = "sou-index watch"

    /// Takes the writer's lock.
    ///
    /// - Parameters:
    ///   - build: what a build would be, with its analyzer, rules, limits and progress.
    ///   - folders: what the index is over from now on; none means the folders that it is over.
    ///   - command: what is running, for the sentence that another process gets.
    ///
    /// Throws: `IndexingError`: `.locked`, `.noFolders`, `.folder` and what the system has against the index's folder.
    package init(
        _ build: IndexBuild, folders: [FilePath], command: String = "sou-index update"
    ) throws(IndexingError) {
        self.build = build
        home = IndexFolder(path: build.index)
        if folders.isEmpty, try home.isUnused() { throw IndexingError.noFolders }
        try build.refuseOwnFolder(among: folders.map(\.bytes), home)
        try home.create()
        let lock = try WriterLock(home, command: command)
        _ = try home.recover(holding: lock)
        roots = try UpdateRoots(folders, stored: try Self.storedFolders(build.index))
        self.lock = lock
        readers = ReaderPool { try build.makeReader() }
    }

    private static func storedFolders(_ index: FilePath) throws(IndexingError) -> [[UInt8]] {
        do throws(IndexingError) {
            return try IndexStatus.read(index).folders
        } catch {
            guard case .noIndex = error else { throw error }
            return []
        }
    }

    /// Compares and applies. Where there is no index, or one that cannot be gone on with, a build takes its place.
    ///
    /// What cannot be seen is not taken for deleted: what is known below a folder that cannot be read stays, and the
    /// folder is among the skipped.
    ///
    /// - Parameters:
    ///   - allowsEmpty: a folder that is gone or empty means that its documents are deleted.
    ///   - readingLimit: how long files are read; what there was no time for is in the summary.
    ///   - mayRebuild: a build may take the place of the update, and block as long as it takes.
    ///
    /// Throws: `IndexingError`; `.outdated` when it may not; `.folderLost` before anything is changed; `.interrupted`
    /// after `progress.stop()`, with what was done by then committed.
    package func run(
        _ scope: UpdateScope = .everything, allowsEmpty: Bool = false, readingLimit: Duration? = nil,
        mayRebuild: Bool = true
    ) throws(IndexingError) -> UpdateSummary {
        let start = ContinuousClock.now
        var summary: UpdateSummary
        do throws(IndexingError) {
            summary = try updating {
                let number = try liveGeneration()
                return try update(
                    scope, allowsEmpty: allowsEmpty, readingLimit: readingLimit, generation: number)
            }
        } catch .outdated(let index, let reason) {
            guard mayRebuild else { throw .outdated(index: index, reason: reason) }
            encodings = nil
            var build = build
            build.allowsEmpty = allowsEmpty
            summary = UpdateSummary(try build.run(roots.paths, in: home, holding: lock), reason: reason)
        }
        build.progress.begin(.finished)
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        return summary
    }

    /// Does something that may leave part of it undone when it fails.
    func updating(_ body: () throws -> UpdateSummary) throws(IndexingError) -> UpdateSummary {
        build.progress.begin(.scanning)
        do {
            return try body()
        } catch {
            // What was not committed is in it.
            encodings = nil
            throw build.indexingError(error)
        }
    }

    /// Throws: `.outdated` when there is none, `.foreignStub`.
    func liveGeneration() throws(IndexingError) -> Int {
        switch try home.readStub() {
        case .absent: throw outdated("there was none")
        case .torn: throw outdated("its XAPIANDB was not whole")
        case .foreign: throw .foreignStub(index: build.index)
        case .generation(let live): live
        }
    }

    private func outdated(_ reason: String) -> IndexingError {
        .outdated(index: build.index, reason: reason)
    }

    /// Compares with a generation, live or not, and applies the difference to it.
    func update(
        _ scope: UpdateScope, allowsEmpty: Bool, readingLimit: Duration? = nil, generation number: Int
    ) throws -> UpdateSummary {
        let rules = roots.paths.map(build.rules.rules(for:))
        let reader = try IndexReader(path: home.generation(number))
        let metadata = try IndexMetadata(reader)
        let reading = ReadingSettings.name(rules, limits: build.limits)
        if !allowsEmpty { try roots.refuseLost(scope, index: build.index, reader) }
        if let reason = reasonToRebuild(metadata, reading: reading) { throw outdated(reason) }

        // Which links lead to what is found elsewhere cannot be told from a part.
        let isWhole = scope == .everything || rules.contains { $0.followLinks } || metadata.folders != roots.paths
        func look(_ scope: UpdateScope) throws -> UpdateLook {
            try UpdateLook(
                scope, rules: rules, index: build.index, reader: reader,
                isStopped: { [progress = build.progress] in progress.isStopped })
        }
        var looked = try look(isWhole ? .everything : scope)
        if allowsEmpty { looked.unseen.removeAll(where: roots.paths.contains) }
        if isWhole {
            encodings = (number, EncodingState(looked.known))
            links = HardLinks(looked.known)
            if !allowsEmpty {
                try roots.refuseEmpty(found: looked.found, known: looked.known, index: build.index)
            }
        } else if encodings?.generation != number {
            let known = try KnownFiles(all: reader)
            encodings = (number, EncodingState(known))
            links = HardLinks(known)
        }
        if !isWhole, case .paths(let paths) = scope {
            let others = try links.otherNames(of: looked) { try KnownFiles(all: reader) }
            if !others.isEmpty { looked = try look(.paths(paths + others)) }
        }
        if build.progress.isStopped { throw IndexingError.interrupted }
        var plan = try UpdatePlan(found: looked.found, known: looked.known, unseen: looked.unseen) { _, source, file in
            guard let id = source.document else { return false }
            let rules = rules[file.folder]
            return try MovedDocument(source, id: id, reader).fits(file, under: rules)
                && readers.withReader { $0.extractor.isUnchanged(file, under: rules, since: source.facts) }
        }
        var lost: [[UInt8]: Int] = [:]
        if !allowsEmpty, !plan.removals.isEmpty {
            lost =
                LostMounts(plan.removals, found: looked.found, known: looked.known, roots: roots.paths).documentCounts
            plan.keep(lost.keys)
        }
        if readingLimit != nil { plan.readSmallestFirst() }
        if isWhole, isRebuildCheaper(plan, found: looked.found) {
            throw outdated("most files are new or have changed")
        }
        var summary = try apply(
            plan, looked, rules: rules, readingLimit: readingLimit, generation: number,
            textByteCount: metadata.textByteCount ?? 0,
            newSettings: metadata.folders == roots.paths ? nil : reading)
        summary.lostMounts = lost
        summary.skipped += lost.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { folder, count in
            let error = IndexingError.mountLost(index: build.index, FilePath(bytes: folder), documentCount: count)
            return SkippedFile(path: folder, reason: error.description)
        }
        return summary
    }

    // MARK: A build in its place

    private func reasonToRebuild(_ metadata: IndexMetadata, reading: [UInt8]) -> String? {
        if metadata.format != IndexFormat.current {
            return "it was in format \(metadata.format.map(String.init) ?? "unknown")"
        }
        if metadata.fingerprint != build.analyzer.fingerprint { return "it was written by another analyzer" }
        if metadata.reading != reading { return "it was built with other settings" }
        return metadata.textByteCount == nil ? "its metadata was damaged" : nil
    }

    private func isRebuildCheaper(_ plan: UpdatePlan, found: [ScannedFile]) -> Bool {
        guard plan.toRead.count >= Self.leastFilesOfRebuild else { return false }
        let bytes = found.reduce(0) { $0 + $1.sizeBytes }
        return plan.toRead.reduce(0) { $0 + $1.sizeBytes } > bytes / 2
    }
}
