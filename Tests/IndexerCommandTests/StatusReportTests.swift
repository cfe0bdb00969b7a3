@testable import IndexerCommand
import Indexing
import Testing

struct StatusReportTests {
    private let status = IndexStatus(
        generation: 7, documentCount: 12, textByteCount: 3_400_000, diskByteCount: 5_000_000, format: 1,
        fingerprint: "analyzer 1", builtSeconds: 1_483_142_400, committedSeconds: 1_483_142_405,
        folders: [Array("/书".utf8), [0x2F, 0xFF]])

    @Test func `the status is a table`() {
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "analyzer 1").lines == [
                "index        /索引",
                "documents    12",
                "text         3.4 MB",
                "on disk      5.0 MB",
                "generation   7",
                "format       1",
                "analyzer     analyzer 1",
                "last commit  2016-12-31 00:00:05 UTC",
                "folders      /书",
                "             /\\xff",
            ])
    }

    @Test func `another analyzer is pointed out`() {
        let report = StatusReport(status, path: "/索引", fingerprint: "analyzer 2")
        #expect(report.lines[6] == "analyzer     analyzer 1 (not this program's; run 'sou-index build')")
        #expect(!report.isCurrent)
    }

    @Test func `who writes, or was stopped writing, is told`() {
        var status = status
        status.writer = .working("4711 sou-index build")
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "").lines.last == "writing      4711 sou-index build")
        status.writer = .stopped("4711 sou-index build")
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "").lines.last
                == "stopped      4711 sou-index build did not come to its end; 'sou-index check' reads all")
    }
}
