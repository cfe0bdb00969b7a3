import Testing
import Wire

@testable import ClientCommand

struct StatusReportTests {
    private let ready = StatusResponse(
        state: .ready, version: "0.1.0", index: "/var/lib/sou/index", documents: 20_000, textBytes: 101_000_000,
        indexBytes: 219_000_000, generation: 7, fingerprint: "1-72.1-abcd", lastCommit: "2026-11-21T09:00:00Z",
        uptimeSeconds: 11_520)

    @Test func `a ready daemon is a table in English`() {
        #expect(
            StatusReport(Messages(language: .english)).text(ready) == """
                state:        ready
                documents:    20000
                text:         101.0 MB
                index:        /var/lib/sou/index (219.0 MB)
                generation:   7
                fingerprint:  1-72.1-abcd
                last commit:  2026-11-21T09:00:00Z
                daemon:       soud 0.1.0, up 3 h 12 min

                """)
    }

    @Test func `a ready daemon is a table in Chinese`() {
        #expect(
            StatusReport(Messages(language: .chinese)).text(ready) == """
                状态：      就绪
                文档：      20000
                文本：      101.0 MB
                索引：      /var/lib/sou/index (219.0 MB)
                代：        7
                分析器指纹：1-72.1-abcd
                最近提交：  2026-11-21T09:00:00Z
                守护进程：  soud 0.1.0，已运行 3 h 12 min

                """)
    }

    @Test(arguments: [
        (StatusResponse.State.noIndex, Language.english, "state:        no index yet\nproblem:      cannot search"),
        (.unusable, .english, "state:        unusable\nproblem:      cannot search"),
        (.noIndex, .chinese, "状态：      尚无索引\n问题：      cannot search"),
        (.unusable, .chinese, "状态：      不可用\n问题：      cannot search"),
    ])
    func `a daemon that is not ready says why`(state: StatusResponse.State, language: Language, beginning: String) {
        let status = StatusResponse(
            state: state, problem: "cannot search", version: "1", index: "/i\u{1B}", uptimeSeconds: 1)
        let text = StatusReport(Messages(language: language)).text(status)
        #expect(text.hasPrefix(beginning + "\n"))
        #expect(text.contains("/i␛\n"))
    }
}
