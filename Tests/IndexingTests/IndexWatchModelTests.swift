import Foundation
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import Testing

@testable import Indexing

/// Whatever happens to files while a watch runs, the index is soon what a build would make.
///
/// `SOU_WATCH_SEQUENCES` is how many sequences of 50 steps are tried.
struct IndexWatchModelTests {
    private static let sequenceCount =
        ProcessInfo.processInfo.environment["SOU_WATCH_SEQUENCES"].flatMap { Int($0) } ?? 2
    private static let stepCount = 50

    /// Waits until what has happened so far has been looked at.
    private func settle(_ watch: RunningWatch) throws {
        usleep(300_000)
        try watch.wait("it watches") { watch.watcherState?.activity == .watching }
    }

    @Test func `after any changes a watched index equals a build`() throws {
        var seeds = SeededRandom.announced()
        for _ in 0..<Self.sequenceCount {
            let seed = seeds.next()
            try withTemporaryFolder { folder in
                let sample = UpdateSample(folder: folder)
                // Something stays, so that the folder is never empty.
                try write("一直在这里的渡口。", to: sample.path("渡.txt"))
                try sample.update()
                let watch = try RunningWatch(sample)
                try watch.waitForWatching()
                var random = SeededRandom(seed: seed)
                var files = RandomFolder(sample.path("变"), random: SeededRandom(seed: seed))
                var done = 0
                while done < Self.stepCount {
                    let batch = Int.random(in: 1...25, using: &random)
                    for _ in 0..<batch {
                        files.step()
                        // No event tells that a file got another name under which it is then written to; it has to be seen
                        // before that name is gone.
                        if files.history.last?.hasPrefix("link ") == true { try settle(watch) }
                        if Int.random(in: 0..<4, using: &random) == 0 {
                            usleep(UInt32.random(in: 0...30_000, using: &random))
                        }
                    }
                    done += batch
                    var differences = [""]
                    let end = ContinuousClock.now + .seconds(20)
                    while !differences.isEmpty, ContinuousClock.now < end {
                        usleep(100_000)
                        guard watch.watcherState?.activity == .watching else { continue }
                        differences = try sample.differences()
                    }
                    #expect(
                        differences == [], "sequence \(seed): \(files.history.joined(separator: "; ")); \(watch.events)"
                    )
                    if !differences.isEmpty { return }
                }
                try watch.stop()
            }
        }
    }
}
