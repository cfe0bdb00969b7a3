import Foundation
import Testing
import Wire

@testable import ClientCommand

struct StatusReportTests {
    private let ready = StatusResponse(
        state: .ready, version: "0.1.0", index: "/var/lib/sou/index", documents: 20_000, textBytes: 101_000_000,
        indexBytes: 219_000_000, generation: 7, fingerprint: "1-72.1-abcd", lastCommit: "2026-11-21T09:00:00Z",
        uptimeSeconds: 11_520,
        watch: StatusResponse.Watch(
            state: .watching, processID: 4711, backlog: 0, watchedFolders: 12, unwatchedFolders: 0, problems: []))

    /// Three minutes after the last commit.
    private let now = Date(timeIntervalSince1970: 1_795_251_600 + 180)

    @Test func `a ready daemon is a table in English`() {
        #expect(
            StatusReport(Messages(language: .english)).text(ready, now: now) == """
                state:        ready
                documents:    20000
                text:         101.0 MB
                index:        /var/lib/sou/index (219.0 MB)
                generation:   7
                fingerprint:  1-72.1-abcd
                last commit:  2026-11-21T09:00:00Z (3 minutes ago)
                watch:        process 4711 watches 12 folders
                backlog:      none
                daemon:       soud 0.1.0, up 3 h 12 min

                """)
    }

    @Test func `a ready daemon is a table in Chinese`() {
        #expect(
            StatusReport(Messages(language: .chinese)).text(ready, now: now) == """
                状态：      就绪
                文档：      20000
                文本：      101.0 MB
                索引：      /var/lib/sou/index (219.0 MB)
                代：        7
                分析器指纹：1-72.1-abcd
                最近提交：  2026-11-21T09:00:00Z（3 分钟前）
                监视：      进程 4711 正在监视 12 个文件夹
                待处理：    无
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

    @Test(
        arguments: [
            (
                .english,
                "watch:        nobody watches for changes; 'sou-index update' finds them, 'sou-index watch' as they happen\n"
            ),
            (.chinese, "监视：      无人监视文件变化；sou-index update 更新一次，sou-index watch 随变随新\n"),
        ] as [(Language, String)])
    func `that nobody watches is said, and is no problem`(language: Language, line: String) {
        var status = ready
        status.watch = nil
        let text = StatusReport(Messages(language: language)).text(status, now: now)
        #expect(text.contains(line))
        #expect(!text.contains("problem:") && !text.contains("问题："))
        #expect(!text.contains("backlog:") && !text.contains("待处理："))
    }

    @Test(
        arguments: [
            (
                .english, .updating,
                "watch:        process 4711 updates the index; 3 more cannot be watched and are compared from time to time\nbacklog:      1 path\n"
            ),
            (
                .english, .waiting,
                "watch:        process 4711 waits to try again; 3 more cannot be watched and are compared from time to time\nbacklog:      1 path\n"
            ),
            (
                .english, .building,
                "watch:        process 4711 builds the index anew; 3 more cannot be watched and are compared from time to time\nbacklog:      1 path\n"
            ),
            (.chinese, .building, "监视：      进程 4711 正在重建索引；另有 3 个无法监视，定时比对\n待处理：    1 个路径\n"),
            (.chinese, .updating, "监视：      进程 4711 正在更新索引；另有 3 个无法监视，定时比对\n待处理：    1 个路径\n"),
            (.chinese, .waiting, "监视：      进程 4711 等待重试；另有 3 个无法监视，定时比对\n待处理：    1 个路径\n"),
        ] as [(Language, StatusResponse.Watch.State, String)])
    func `what a watch does, what it cannot and what is wrong is told`(
        language: Language, state: StatusResponse.Watch.State, lines: String
    ) {
        var status = ready
        status.watch = StatusResponse.Watch(
            state: state, processID: 4711, backlog: 1, watchedFolders: 12, unwatchedFolders: 3,
            problems: ["cannot 甲\u{1B}", "cannot 乙"])
        let messages = Messages(language: language)
        let text = StatusReport(messages).text(status, now: now)
        #expect(text.contains(lines))
        let problem = messages.label(.problem)
        #expect(text.contains("\(problem)cannot 甲␛\n\(problem)cannot 乙\n"))
    }

    @Test(
        arguments: [
            (0, "0 seconds ago", "0 秒前"), (1, "1 second ago", "1 秒前"), (60, "1 minute ago", "1 分钟前"),
            (3599, "59 minutes ago", "59 分钟前"), (7200, "2 hours ago", "2 小时前"), (172_800, "2 days ago", "2 天前"),
            // The clock was set back.
            (-1, nil, nil),
        ] as [(Int, String?, String?)])
    func `an age has one unit`(seconds: Int, english: String?, chinese: String?) {
        #expect(Messages(language: .english).age(seconds: seconds) == english)
        #expect(Messages(language: .chinese).age(seconds: seconds) == chinese)
    }

    @Test(arguments: ["", "soon", "2026-13-99T00:00:00Z", "2999-01-01T00:00:00Z"])
    func `a moment that is none, or to come, has no age`(moment: String) {
        var status = ready
        status.lastCommit = moment
        let text = StatusReport(Messages(language: .english)).text(status, now: now)
        #expect(text.contains("last commit:  \(moment)\n"))
    }
}
