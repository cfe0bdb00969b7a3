package import Analysis
package import FileWatching
internal import GlassTables
internal import Glibc
internal import IndexSchema
package import SystemPackage
internal import XapianIndex

/// Builds a new generation of an index from scratch and makes it the live one, all or nothing.
///
/// Blocks until it is done. Whatever goes wrong, the generation that was live stays so, and what is half done is removed
/// here or, after a crash, by the next build.
package struct IndexBuild: Sendable {
    /// The folder of the index; made when it is not there.
    package var index: FilePath
    package var analyzer: Analyzer
    /// How many files are read and analyzed at the same time, at least 1.
    package var jobs: Int
    package var limits: FileLimits
    /// Who reads the files.
    package var extractors: any ExtractorSource
    /// What of which folder is indexed.
    package var rules: RuleBook
    package var progress: BuildProgress
    /// Drops the documents of a folder that is gone or empty, which is refused otherwise.
    package var allowsEmpty = false
    /// Decides who writes the tables.
    var trial = SegmentTrial()
    /// What tables may take until they are written. The rest of the memory is for the texts that the threads have in hand.
    var tableMemoryBytes: Int
    /// Finishes tables.
    var finishTables: @Sendable (GlassSegment, FilePath) throws -> SegmentTotals = {
        try TableWriter.finish($0, path: $1)
    }
    /// Makes a compact index of another.
    var compact: @Sendable (FilePath, FilePath) throws -> Void = { try Compaction.merge([$0], into: $1) }

    package init(
        index: FilePath, analyzer: Analyzer, jobs: Int, limits: FileLimits, extractors: any ExtractorSource,
        rules: RuleBook = RuleBook(), progress: BuildProgress = BuildProgress()
    ) {
        precondition(jobs >= 1, "a build needs a thread")
        self.index = index
        self.analyzer = analyzer
        self.jobs = jobs
        self.limits = limits
        tableMemoryBytes = limits.memoryBytes / 2
        self.extractors = extractors
        self.rules = rules
        self.progress = progress
    }

    /// Indexes the folders.
    ///
    /// - Parameters:
    ///   - folders: none means those that the live generation was built over.
    ///   - started: called once when the folders are there and nobody else is writing, before the work begins.
    /// - Returns: what was done; files that could not be indexed are in it, and are no failure.
    ///
    /// Throws: `IndexingError`; `.interrupted` after `progress.stop()`; `.wouldLose` unless it `allowsEmpty`.
    package func run(
        _ folders: [FilePath], started: () -> Void = {}
    ) throws(IndexingError) -> BuildSummary {
        let start = ContinuousClock.now
        let home = IndexFolder(path: index)
        if try home.isUnused() {
            if folders.isEmpty { throw .noFolders }
            // A mistake leaves no folder behind.
            _ = try FolderList.resolved(folders)
        }
        try home.create()
        try refuseOwnFolder(among: folders.map(\.bytes), home)
        let lock = try WriterLock(home, command: "sou-index build")
        let recovery = try home.recover(holding: lock)
        let roots = try UpdateRoots(folders, stored: storedFolders(areNeeded: folders.isEmpty)).paths
        started()
        var summary = try replaceGeneration(of: home, roots: roots, after: recovery, holding: lock)
        summary.seconds = (ContinuousClock.now - start) / .seconds(1)
        return summary
    }

    /// Throws: when one of the folders is the index's own.
    func refuseOwnFolder(among roots: [[UInt8]], _ home: IndexFolder) throws(IndexingError) {
        for root in roots where home.isSame(as: FilePath(bytes: root)) {
            throw .folder(FilePath(bytes: root), reason: "it is the index's own folder")
        }
    }

    /// Indexes folders for somebody who holds the lock.
    ///
    /// - Parameter roots: resolved.
    func run(
        _ roots: [[UInt8]], in home: IndexFolder, holding lock: borrowing WriterLock
    ) throws(IndexingError) -> BuildSummary {
        try replaceGeneration(of: home, roots: roots, after: try home.recover(holding: lock), holding: lock)
    }

    /// Builds the next generation and makes it the live one.
    ///
    /// - Parameter lock: borrowed, so that it lasts until all is done, cleaning up included.
    func replaceGeneration(
        of home: IndexFolder, roots: [[UInt8]], after recovery: IndexFolder.Recovery, holding lock: borrowing WriterLock
    ) throws(IndexingError) -> BuildSummary {
        var summary = try prepare(recovery.next, of: roots, in: home)
        try makeLive(recovery.next, in: home)
        summary.notices += recovery.notices + leftOver(in: home, live: recovery.next)
        return summary
    }

    /// Builds a generation, whole and on the disk, that is not live.
    ///
    /// - Parameter number: no other generation has it.
    ///
    /// Throws: `IndexingError`, with nothing left of it.
    func prepare(_ number: Int, of roots: [[UInt8]], in home: IndexFolder) throws(IndexingError) -> BuildSummary {
        let start = ContinuousClock.now
        var notices: [FileNotice] = []
        let harvest: ReadingWork.Harvest
        do throws(IndexingError) {
            var method = try chooseMethod(home)
            do throws(IndexingError) {
                harvest = try build(generation: number, of: roots, in: home, by: method)
            } catch {
                // What is wrong with tables of our own the engine's may not have. All else would fail again.
                guard case .engine(let cause) = error, method == .tables, !cause.kind.isOfSurroundings else {
                    throw error
                }
                for item in [home.scratch, home.generation(number)] { try home.remove(item) }
                method = .engine(reason: "the tables that were written first were not sound: \(cause.cause)")
                notices.append(
                    FileNotice(
                        path: index.bytes,
                        message: "built through Xapian's API, for the first tables were not sound: \(cause.cause)"))
                harvest = try build(generation: number, of: roots, in: home, by: method)
            }
        } catch {
            // The first error is the one to tell; what is left over is the next writer's to remove.
            for item in [home.scratch, home.generation(number)] { try? home.remove(item) }
            throw error
        }
        progress.begin(.finished)
        notices += harvest.notices.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        return BuildSummary(
            generation: number, documentCount: harvest.documentCount, fileByteCount: harvest.fileByteCount,
            skipped: harvest.skipped.sorted { $0.path.lexicographicallyPrecedes($1.path) }, notices: notices,
            ignored: harvest.ignored, seconds: (ContinuousClock.now - start) / .seconds(1))
    }

    private func chooseMethod(_ home: IndexFolder) throws(IndexingError) -> BuildMethod {
        try home.create(scratch: home.scratch)
        do {
            let method = try trial.method(scratch: home.scratch)
            try home.remove(home.scratch)
            return method
        } catch {
            throw indexingError(error)
        }
    }

    /// The folders of the index that is there. Where others are named, one that cannot be read is as good as none.
    private func storedFolders(areNeeded: Bool) throws(IndexingError) -> [[UInt8]] {
        do {
            return try IndexStatus.read(index).folders
        } catch .noIndex {
            return []
        } catch .engine {
            if areNeeded { throw .unreadableFolders(index: index) }
            return []
        }
    }

    private func build(
        generation number: Int, of roots: [[UInt8]], in home: IndexFolder, by method: BuildMethod
    ) throws(IndexingError) -> ReadingWork.Harvest {
        progress.begin(.scanning)
        try home.create(scratch: home.scratch)
        let folders = roots.map(rules.rules(for:))
        let (files, summary) = scan(folders)
        if progress.isStopped { throw .interrupted }
        try refuseLosses(folders, found: files, in: home)

        progress.begin(.reading)
        let segments = SegmentList(scratch: home.scratch)
        let sinks: BuildSegments
        switch method {
        case .tables:
            sinks = .tables(
                SharedSegments(segments, memoryBytes: tableMemoryBytes, threads: jobs, finishSegment: finishTables))
        case .engine: sinks = .engine(segments)
        }
        let work = ReadingWork(files: files, rules: folders, progress: progress)
        work.add(summary)
        run(work, into: sinks, fileCount: files.count)
        var harvest = try work.result()
        if !harvest.deferred.isEmpty {
            let rest = ReadingWork(
                files: harvest.deferred, rules: folders, encodings: harvest.encodings, after: harvest,
                progress: progress)
            run(rest, into: sinks, fileCount: harvest.deferred.count)
            harvest = try rest.result()
        }

        progress.begin(.merging)
        let merged = home.scratch.appending("merged")
        do {
            if case .tables(let segments) = sinks { try segments.finish() }
            try merge(segments.all, into: merged, home, method)
            try verify(merged, segments.totals)
            try describe(merged, folders: folders, harvest, method)
            try place(merged, as: number, in: home)
        } catch {
            throw indexingError(error)
        }
        return harvest
    }

    private func run(_ work: ReadingWork, into segments: BuildSegments, fileCount: Int) {
        WorkerThreads.run(min(jobs, max(1, fileCount))) { [self] in
            do {
                switch segments {
                case .tables(let segments): try run(work, into: SharedSegmentSink(segments))
                case .engine(let segments): try run(work, into: XapianSegmentSink(segments))
                }
            } catch {
                work.failed(indexingError(error))
            }
        }
    }

    private func run(_ work: ReadingWork, into sink: consuming some DocumentSink & ~Copyable) throws {
        var worker = ReadingWorker(work, reader: try makeReader(), sink: sink)
        try worker.run()
    }

    /// A reader of files, for one thread.
    func makeReader() throws -> DocumentReader {
        DocumentReader(
            FileExtractor(try extractors.makeExtractor(), limits: limits),
            analyzer: try DocumentAnalyzer(analyzer, memoryBytes: limits.memoryBytes))
    }

    /// The files below the roots. All of them are listed before the first is read, so that a person can be told how
    /// much there is to do; a million take about 200 MB.
    private func scan(_ folders: [FolderRules]) -> (files: [ScannedFile], summary: ScanSummary) {
        var files: [ScannedFile] = []
        let summary = FolderScan.run(folders, excluded: [index.bytes]) { file in
            files.append(file)
            progress.found(bytes: file.sizeBytes)
            return !progress.isStopped
        }
        return (files, summary)
    }

    func indexingError(_ error: any Error) -> IndexingError {
        switch error {
        case let error as IndexingError: error
        case let error as IndexError: IndexingError(error, index: index)
        case let error as Errno: IndexingError(writing: index, error)
        case let error as AnalysisError: .analysis(error.description)
        default: .engine(IndexError(kind: .other, action: .write, path: index, detail: "\(error)"))
        }
    }
}
