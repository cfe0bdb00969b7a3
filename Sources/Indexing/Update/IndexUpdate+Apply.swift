internal import FileWatching
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

// What an update does with the difference that it has found.
extension IndexUpdate {
    /// Applies a difference to a generation, and says what came of it.
    func apply(
        _ plan: UpdatePlan, _ look: UpdateLook, rules: [FolderRules], readingLimit: Duration?,
        generation number: Int, textByteCount: Int, newSettings: [UInt8]?
    ) throws -> UpdateSummary {
        guard let state = encodings?.state else { preconditionFailure("encodings are known by now") }
        var harvest = ReadingWork.Harvest()
        var postponed: [[UInt8]] = []
        var counts = UpdateWriter.Counts()
        if !plan.isEmpty || newSettings != nil || !state.outdated.isEmpty {
            let writer = SharedUpdateWriter(
                try UpdateWriter(
                    home, generation: home.generation(number), known: look.known, encodings: state,
                    textByteCount: textByteCount))
            if let newSettings { try writer.set(folders: roots.paths, reading: newSettings) }
            do {
                (harvest, postponed) = try apply(
                    plan, look, rules: rules, readingLimit: readingLimit, to: writer)
            } catch IndexingError.interrupted {
                try writer.commit()
                throw IndexingError.interrupted
            }
            try writer.commit()
            encodings = (number, writer.encodings)
            counts = writer.counts
        }
        var summary = UpdateSummary(
            generation: number, documentCount: try IndexReader(path: home.generation(number)).documentCount)
        summary.addedCount = counts.added
        summary.changedCount = counts.changed
        summary.removedCount = counts.removed
        summary.movedCount = counts.moved
        summary.postponed = postponed
        summary.fileByteCount = harvest.fileByteCount
        let problems = look.summary.problems.map { SkippedFile(path: $0.path, reason: $0.reason) }
        summary.skipped = (problems + harvest.skipped).sorted { $0.path.lexicographicallyPrecedes($1.path) }
        summary.notices = harvest.notices.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        summary.ignored = look.summary.ignored
        summary.ignored.otherType += harvest.ignored.otherType
        return summary
    }

    private func apply(
        _ plan: UpdatePlan, _ look: UpdateLook, rules: [FolderRules], readingLimit: Duration?,
        to writer: SharedUpdateWriter
    ) throws -> (harvest: ReadingWork.Harvest, postponed: [[UInt8]]) {
        let progress = build.progress
        for file in plan.toRead { progress.found(bytes: file.sizeBytes) }
        progress.begin(.reading)
        for move in plan.moves {
            if progress.isStopped { throw IndexingError.interrupted }
            let (oldTerms, newTerms) = try readers.withReader { reader in
                (reader.analyzer.pathTerms(move.from), reader.analyzer.pathTerms(move.file.path))
            }
            try writer.move(move, oldTerms: oldTerms, newTerms: newTerms)
        }
        for path in plan.removals {
            if progress.isStopped { throw IndexingError.interrupted }
            try writer.remove(path)
        }
        let work = ReadingWork(files: plan.toRead, rules: rules, limit: readingLimit, progress: progress)
        try run(work, fileCount: plan.toRead.count, into: writer)
        let harvest = try work.result()
        let postponed = work.untaken.map(\.path)
        // Those that wait for the others, and those that the others have outvoted since they were read.
        let rest = try harvest.deferred + writer.outvoted(by: harvest.deferred, look, rules: rules, index: build.index)
        guard !rest.isEmpty else { return (harvest, postponed) }
        let second = ReadingWork(
            files: rest, rules: rules, encodings: writer.encodings.counted, after: harvest, progress: progress)
        try run(second, fileCount: rest.count, into: writer)
        return (try second.result(), postponed)
    }

    private func run(_ work: ReadingWork, fileCount: Int, into writer: SharedUpdateWriter) throws {
        guard fileCount > 0 else { return }
        let threadCount = min(build.jobs, fileCount)
        try readers.prepare(threadCount)
        WorkerThreads.run(threadCount) { [build, readers] in
            do {
                try readers.withReader { reader in
                    var worker = ReadingWorker(work, reader: reader, sink: UpdateSink(writer: writer))
                    try worker.run()
                }
            } catch {
                work.failed(build.indexingError(error))
            }
        }
    }
}
