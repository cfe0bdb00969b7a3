internal import Synchronization

/// How far a build is, and the switch to stop it: shared by the build and those who watch it.
package final class BuildProgress: Sendable {
    package enum Phase: Int, Sendable {
        /// Finding the files.
        case scanning
        /// Reading and analyzing them.
        case reading
        /// Making one index of the segments.
        case merging
        case finished
    }

    private let phaseNumber = Atomic<Int>(Phase.scanning.rawValue)
    private let foundFiles = Atomic<Int>(0)
    private let foundBytes = Atomic<Int>(0)
    private let doneFiles = Atomic<Int>(0)
    private let doneBytes = Atomic<Int>(0)
    private let isStopping = Atomic<Bool>(false)
    private let askedTimes = Atomic<Int>(0)

    package init() {}

    package var phase: Phase { Phase(rawValue: phaseNumber.load(ordering: .relaxed)) ?? .finished }
    /// The files found so far; all of them once the phase is `reading`.
    package var fileCount: Int { foundFiles.load(ordering: .relaxed) }
    package var byteCount: Int { foundBytes.load(ordering: .relaxed) }
    /// The files that have been read or skipped, and their bytes.
    package var doneFileCount: Int { doneFiles.load(ordering: .relaxed) }
    package var doneByteCount: Int { doneBytes.load(ordering: .relaxed) }

    /// Asks the build to stop soon: after the file that each of its threads has in hand, or after a merge under way.
    package func stop() {
        isStopping.store(true, ordering: .relaxed)
    }

    /// Asked between any two steps of the work, so that it also shows that the work goes on.
    package var isStopped: Bool {
        askedTimes.add(1, ordering: .relaxed)
        return isStopping.load(ordering: .relaxed)
    }

    /// How many steps the work has come to; where it hangs, the number stays.
    package var stepCount: Int { askedTimes.load(ordering: .relaxed) }

    /// Begins a phase; with `scanning` everything begins anew.
    func begin(_ phase: Phase) {
        if phase == .scanning {
            foundFiles.store(0, ordering: .relaxed)
            foundBytes.store(0, ordering: .relaxed)
            doneFiles.store(0, ordering: .relaxed)
            doneBytes.store(0, ordering: .relaxed)
        }
        phaseNumber.store(phase.rawValue, ordering: .relaxed)
    }

    func found(bytes: Int) {
        foundFiles.add(1, ordering: .relaxed)
        foundBytes.add(bytes, ordering: .relaxed)
    }

    func done(bytes: Int) {
        doneFiles.add(1, ordering: .relaxed)
        doneBytes.add(bytes, ordering: .relaxed)
    }
}
