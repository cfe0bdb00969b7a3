internal import Synchronization
internal import SystemPackage

/// The segments that the threads of a build have written.
final class SegmentList: Sendable {
    private let scratch: FilePath
    private let taken = Atomic<Int>(0)
    private let finished = Mutex<(paths: [FilePath], totals: SegmentTotals)>(([], SegmentTotals()))

    init(scratch: FilePath) {
        self.scratch = scratch
    }

    /// A path for a segment that no other thread gets.
    func takePath() -> FilePath {
        scratch.appending("segment-\(taken.add(1, ordering: .relaxed).newValue)")
    }

    func finished(_ segment: FilePath, _ totals: SegmentTotals) {
        finished.withLock { finished in
            finished.paths.append(segment)
            finished.totals = finished.totals + totals
        }
    }

    /// The segments that are finished.
    var all: [FilePath] { finished.withLock { $0.paths } }

    /// What is in them together.
    var totals: SegmentTotals { finished.withLock { $0.totals } }
}
