@testable import IndexerCommand
import IndexSchema
import Indexing
import Testing

struct StatusReportTests {
    private let status = IndexStatus(
        generation: 7, documentCount: 12, textByteCount: 3_400_000, diskByteCount: 5_000_000, format: 1,
        fingerprint: "analyzer 1", builtSeconds: 1_483_142_400, committedSeconds: 1_483_142_405,
        folders: [Array("/书".utf8), [0x2F, 0xFF]])

    @Test func `the status is a table`() {
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "analyzer 1").lines(now: 1_483_142_405 + 180) == [
                "index        /索引",
                "documents    12",
                "text         3.4 MB",
                "on disk      5.0 MB",
                "generation   7",
                "format       1",
                "analyzer     analyzer 1",
                "last commit  2016-12-31 00:00:05 UTC (3 minutes ago)",
                "watch        nobody watches for changes; 'sou-index update' finds them, 'sou-index watch' as they happen",
                "folders      /书",
                "             /\\xff",
            ])
    }

    @Test func `another analyzer is pointed out`() {
        let report = StatusReport(status, path: "/索引", fingerprint: "analyzer 2")
        #expect(report.lines(now: 0)[6] == "analyzer     analyzer 1 (not this program's; run 'sou-index build')")
        #expect(!report.isCurrent)
    }

    @Test func `a build that took longer than it need have says why`() {
        var status = status
        #expect(StatusReport(status, path: "/索引", fingerprint: "").builtBy == nil)
        status.builtBy = .tables
        let quick = StatusReport(status, path: "/索引", fingerprint: "")
        #expect(quick.builtBy == "tables")
        #expect(quick.lines(now: 0).filter { $0.hasPrefix("built by") } == [])
        status.builtBy = .engine(reason: "it is\u{1B} another one")
        let report = StatusReport(status, path: "/索引", fingerprint: "")
        #expect(report.builtBy == "engine")
        #expect(report.builtByReason == "it is\u{1B} another one")
        #expect(
            report.lines(now: 0).contains("built by     Xapian's API, which takes longer: it is\\x1b another one"))
    }

    @Test func `who writes, or was stopped writing, is told`() {
        var status = status
        status.writer = .working("4711 sou-index build")
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "").lines(now: 0).last == "writing      4711 sou-index build"
        )
        status.writer = .stopped("4711 sou-index build")
        #expect(
            StatusReport(status, path: "/索引", fingerprint: "").lines(now: 0).last
                == "stopped      4711 sou-index build did not come to its end; 'sou-index check' reads all")
    }

    @Test(
        arguments: [
            (.watching, 12, 0, 0, ["process 4711 watches 12 folders", "none"]),
            (.watching, 1, 0, 1, ["process 4711 watches 1 folder", "1 path"]),
            (.updating, 12, 0, 5, ["process 4711 updates the index", "5 paths"]),
            (.building, 12, 0, 0, ["process 4711 builds the index anew", "none"]),
            (
                .waiting, 12, 3, 0,
                [
                    "process 4711 waits to try again; 3 more cannot be watched and are compared from time to time",
                    "none",
                ]
            ),
        ] as [(WatcherState.Activity, Int, Int, Int, [String])])
    func `a watch is told of, and the lock that it holds is not`(
        activity: WatcherState.Activity, watched: Int, unwatched: Int, backlog: Int, lines: [String]
    ) {
        var status = status
        status.writer = .working("4711 sou-index watch")
        let watch = WatcherState(
            processID: 4711, activity: activity, backlog: backlog, watchedFolders: watched, unwatchedFolders: unwatched,
            problems: ["cannot 甲\u{1B}", "cannot 乙"], writtenSeconds: 0)
        let report = StatusReport(status, path: "/索引", fingerprint: "analyzer 1", watch: watch)
        #expect(
            report.lines(now: 0).dropFirst(8) == [
                "watch        " + lines[0],
                "backlog      " + lines[1],
                "problem      cannot 甲\\x1b",
                "problem      cannot 乙",
                "folders      /书",
                "             /\\xff",
            ])
    }
}
