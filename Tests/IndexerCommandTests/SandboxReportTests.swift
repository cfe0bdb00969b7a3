import ExtractorProtocol
@testable import IndexerCommand
import Settings
import Testing

struct SandboxReportTests {
    @Test(
        arguments: [
            (true, 7, "extractor: seccomp, Landlock 7, 2.1 GB of memory, 60 s a file"),
            (
                false, 3,
                "warning: files are read without seccomp, which this kernel or its container does not allow; "
                    + "extractor: Landlock 3, 2.1 GB of memory, 60 s a file"
            ),
            (
                false, 0,
                "warning: files are read without seccomp, which this kernel or its container does not allow and "
                    + "without Landlock, which this kernel does not have; extractor: 2.1 GB of memory, 60 s a file"
            ),
        ])
    func `the line says what is in force and warns of what is not`(seccomp: Bool, landlock: Int, line: String) {
        let report = SandboxReport(
            ExtractorHello(version: "0", filtersCalls: seccomp, landlockVersion: landlock),
            settings: Configuration(paths: .system).index)
        #expect(report.line == line)
    }
}
