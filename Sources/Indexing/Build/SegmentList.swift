internal import Synchronization
internal import SystemPackage

/// The segments that the threads of a build have written.
final class SegmentList: Sendable {
    private let scratch: FilePath
    private let taken = Atomic<Int>(0)
    private let paths = Mutex<[FilePath]>([])

    init(scratch: FilePath) {
        self.scratch = scratch
    }

    /// A path for a segment that no other thread gets.
    func takePath() -> FilePath {
        scratch.appending("segment-\(taken.add(1, ordering: .relaxed).newValue)")
    }

    func finished(_ segment: FilePath) {
        paths.withLock { $0.append(segment) }
    }

    /// The segments that are finished.
    var all: [FilePath] { paths.withLock { $0 } }
}
