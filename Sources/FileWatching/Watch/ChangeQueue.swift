/// Decides when changes are handed on: not in the middle of things, and not too late either.
struct ChangeQueue {
    typealias Instant = ContinuousClock.Instant

    /// A file that somebody is writing to.
    private struct Writing {
        var first: Instant
        var last: Instant
    }

    /// Files are not looked at again sooner than after this time, so that looking at many takes a small part of it.
    private static let writingRound = Duration.milliseconds(50)

    private let settings: WatchSettings
    private var ready = ChangeSet()
    private var firstReady: Instant?
    private var lastReady: Instant?
    private var writing: [[UInt8]: Writing] = [:]
    /// When the first of the files may be quiet; nil when there are none.
    private var writingDue: Instant?

    init(_ settings: WatchSettings) {
        self.settings = settings
    }

    /// When there will be something to do; nil when not before the next change.
    var deadline: Instant? {
        let readyDue: Instant? =
            if let firstReady, let lastReady {
                ready.count >= settings.batchPaths
                    ? lastReady : min(firstReady + settings.longestWait, lastReady + settings.quiet)
            } else { nil }
        guard let readyDue, let writingDue else { return readyDue ?? writingDue }
        return min(readyDue, writingDue)
    }

    /// A file has been written to, and may be again.
    mutating func write(_ path: [UInt8], at now: Instant) {
        writing[path, default: Writing(first: now, last: now)].last = now
        if writingDue == nil { writingDue = now + min(settings.fileQuiet, settings.longestWriting) }
    }

    func isWriting(_ path: [UInt8]) -> Bool {
        writing[path] != nil
    }

    /// Something else has happened to a file; whoever wrote to it is done.
    mutating func change(file path: [UInt8], at now: Instant) {
        writing[path] = nil
        ready.insert(file: path)
        note(now)
    }

    mutating func change(folder path: [UInt8], at now: Instant) {
        ready.insert(folder: path)
        note(now)
    }

    mutating func compare(_ path: [UInt8], _ reason: FileChanges.Reason, at now: Instant) {
        ready.insert(path, reason)
        note(now)
    }

    /// The files that have been quiet for long enough or were written to for too long; the caller decides what that
    /// means, and may call `change`.
    mutating func takeQuietFiles(at now: Instant) -> [[UInt8]] {
        guard let due = writingDue, due <= now else { return [] }
        var quiet: [[UInt8]] = []
        var next: Instant?
        for (path, times) in writing {
            let due = min(times.last + settings.fileQuiet, times.first + settings.longestWriting)
            if due <= now { quiet.append(path) } else { next = next.map { min($0, due) } ?? due }
        }
        for path in quiet { writing[path] = nil }
        writingDue = next.map { max($0, now + Self.writingRound) }
        return quiet
    }

    /// What is to be handed on now; nil when nothing is.
    mutating func takeReady(at now: Instant) -> ChangeSet? {
        guard let firstReady, let lastReady else { return nil }
        guard
            now >= firstReady + settings.longestWait || now >= lastReady + settings.quiet
                || ready.count >= settings.batchPaths
        else { return nil }
        defer {
            ready = ChangeSet()
            self.firstReady = nil
            self.lastReady = nil
        }
        return ready
    }

    private mutating func note(_ now: Instant) {
        if firstReady == nil { firstReady = now }
        lastReady = now
    }
}
