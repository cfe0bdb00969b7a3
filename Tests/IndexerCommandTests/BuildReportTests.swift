import ExtractorProtocol
@testable import IndexerCommand
import Indexing
import Settings
import Testing

struct BuildReportTests {
    private static let sandbox = SandboxReport(
        ExtractorHello(version: "0", filtersCalls: true, landlockVersion: 7),
        settings: Configuration(paths: .system).index)

    private func report(skipped: Int, notices: Int = 0) -> BuildReport {
        BuildReport(
            BuildSummary(
                generation: 7, documentCount: 1200, fileByteCount: 4_200_000,
                skipped: (0..<skipped).map { SkippedFile(path: Array("/\($0)".utf8), reason: "the file has vanished") },
                notices: (0..<notices).map { FileNotice(path: Array("/\($0)".utf8), message: "a\u{1B}[31m note") },
                seconds: 2.5), sandbox: Self.sandbox)
    }

    @Test(arguments: [
        (0, "1200 documents, 4.2 MB in 2.5 s; generation 7"),
        (3, "1200 documents, 4.2 MB in 2.5 s, 3 skipped; generation 7"),
    ])
    func `the summary is one line`(_ skipped: Int, _ line: String) {
        #expect(report(skipped: skipped).line == line)
    }

    @Test func `people see ten skipped files, and how many more there are`() {
        #expect(report(skipped: 1).files.lines == ["skipped /0: the file has vanished"])
        #expect(report(skipped: 10).files.lines.count == 10)
        #expect(report(skipped: 12).files.lines.count == 11)
        #expect(report(skipped: 12).files.lines.last == "and 2 more skipped; --json lists all")
    }

    @Test func `notices are listed in the same way, and cannot command the terminal`() {
        #expect(report(skipped: 0, notices: 1).files.lines == ["note /0: a\\x1b[31m note"])
        #expect(report(skipped: 0, notices: 13).files.lines.count == 11)
        #expect(report(skipped: 0, notices: 13).files.lines.last == "and 3 more notes; --json lists all")
    }
}
