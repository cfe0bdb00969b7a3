@testable import IndexerCommand
import Indexing
import Testing

struct BuildReportTests {
    private func report(skipped: Int) -> BuildReport {
        BuildReport(
            BuildSummary(
                generation: 7, documentCount: 1200, fileByteCount: 4_200_000,
                skipped: (0..<skipped).map { SkippedFile(path: Array("/\($0)".utf8), reason: "the file has vanished") },
                seconds: 2.5))
    }

    @Test(arguments: [
        (0, "1200 documents, 4.2 MB in 2.5 s; generation 7"),
        (3, "1200 documents, 4.2 MB in 2.5 s, 3 skipped; generation 7"),
    ])
    func `the summary is one line`(_ skipped: Int, _ line: String) {
        #expect(report(skipped: skipped).line == line)
    }

    @Test func `people see ten skipped files, and how many more there are`() {
        #expect(report(skipped: 1).skippedLines == ["skipped /0: the file has vanished"])
        #expect(report(skipped: 10).skippedLines.count == 10)
        #expect(report(skipped: 12).skippedLines.count == 11)
        #expect(report(skipped: 12).skippedLines.last == "and 2 more skipped; --json lists all")
    }
}
