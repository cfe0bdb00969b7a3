internal import GlassTables
internal import Synchronization
internal import SystemPackage

/// The segments whose tables this program writes: all threads of a build write one, and go on to the next when its memory is
/// used up. The last that leaves a full one finishes it.
final class SharedSegments: Sendable {
    /// A segment, and how many threads write it.
    private struct Open {
        let segment: GlassSegment
        let path: FilePath
        var writerCount = 0
    }

    private struct State {
        /// The segment for those who begin.
        var current: Open?
        /// Full ones that are still being written.
        var full: [Open] = []
    }

    private let segments: SegmentList
    /// What a segment may keep until its end.
    private let waitingBytes: Int
    /// What each thread may take beside.
    private let threadBytes: Int
    private let threadCount: Int
    private let finishSegment: @Sendable (GlassSegment, FilePath) throws -> SegmentTotals
    private let state = Mutex(State())

    /// - Parameter memoryBytes: what all of it may take.
    init(
        _ segments: SegmentList, memoryBytes: Int, threads: Int,
        finishSegment: @escaping @Sendable (GlassSegment, FilePath) throws -> SegmentTotals
    ) {
        self.finishSegment = finishSegment
        self.segments = segments
        // The last quarter is for what the end of a segment takes.
        waitingBytes = memoryBytes / 2
        threadBytes = memoryBytes / 4 / threads
        threadCount = threads
    }

    /// A writer of the current segment, which is to be left when it says so.
    func join() throws -> TableWriter {
        let (segment, path) = try state.withLock { state in
            if state.current == nil {
                let path = segments.takePath()
                state.current = Open(segment: try GlassSegment(path, threadCount: threadCount), path: path)
            }
            state.current?.writerCount += 1
            guard let open = state.current else { preconditionFailure("it was just made") }
            return (open.segment, open.path)
        }
        return TableWriter(segment, path: path, memoryBytes: threadBytes)
    }

    /// Whether who writes a segment should leave it.
    func isFull(_ path: FilePath) -> Bool {
        state.withLock { state in
            guard let current = state.current, current.path == path else { return true }
            guard current.segment.waitingBytes > waitingBytes else { return false }
            state.full.append(current)
            state.current = nil
            return true
        }
    }

    /// Takes back a writer.
    func leave(_ writer: consuming TableWriter) throws {
        let path = writer.path
        writer.finish()
        let last: Open? = state.withLock { state in
            if state.current?.path == path {
                state.current?.writerCount -= 1
                return nil
            }
            guard let index = state.full.firstIndex(where: { $0.path == path }) else { return nil }
            state.full[index].writerCount -= 1
            return state.full[index].writerCount == 0 ? state.full.remove(at: index) : nil
        }
        if let last {
            last.segment.leaveListsPlain()
            try finish(last)
        }
    }

    /// Finishes the current segment, when all threads have left it.
    func finish() throws {
        let others = segments.all
        if let last = state.withLock({ $0.current.take() }) {
            if !others.isEmpty { last.segment.leaveListsPlain() }
            try finish(last)
        } else if others.count == 1 {
            // It was full, and nothing came behind it.
            try TableWriter.pack(others[0])
        }
    }

    private func finish(_ open: Open) throws {
        segments.finished(open.path, try finishSegment(open.segment, open.path))
    }
}
