@testable import IndexerCommand
@testable import Indexing
import Testing

struct ProgressDisplayTests {
    @Test func `each phase has its line`() {
        let progress = BuildProgress()
        progress.found(bytes: 3_000_000)
        #expect(ProgressDisplay.line(progress, seconds: 0.1) == "1 file found")
        progress.found(bytes: 1_000_000)
        progress.begin(.reading)
        progress.done(bytes: 1_000_000)
        #expect(ProgressDisplay.line(progress, seconds: 0.5) == "1 of 2 files, 1.0 MB, 2.0 MB/s")
        #expect(ProgressDisplay.line(progress, seconds: 2) == "1 of 2 files, 1.0 MB, 500.0 kB/s, 6.0 s left")
        progress.begin(.merging)
        #expect(ProgressDisplay.line(progress, seconds: 9) == "merging 2 files")
    }
}
