import Glibc
import LocalSocket
import SearchClient
import Testing
import Wire

@testable import ClientCommand

struct MessagesFailuresTests {
    private static let start = "请用“systemctl start soud.socket”启动，或运行“soud”"

    @Test(arguments: [
        (LocalSocketError.unusablePath(path: ""), "无法使用“”作为套接字：路径为空"),
        (.unusablePath(path: "a\0b"), "无法使用“a\0b”作为套接字：路径含有 NUL"),
        (
            .unusablePath(path: String(repeating: "x", count: 120)),
            "无法使用“\(String(repeating: "x", count: 120))”作为套接字：路径有 120 字节，系统只允许 107 字节；请改用较短的路径"
        ),
        (.noSocket(path: "/s"), "无法连接“/s”上的 soud：没有这个套接字；\(start)"),
        (.refused(path: "/s"), "无法连接“/s”上的 soud：连接被拒绝，没有守护进程在监听；\(start)"),
        (.permissionDenied(path: "/s"), "无法连接“/s”上的 soud：权限不足；请申请加入“sou”组"),
        (.timedOut(path: "/s", step: .connecting), "无法连接“/s”上的 soud：连接超时；请重试，或调大 --timeout"),
        (.timedOut(path: "/s", step: .writing), "无法向“/s”上的 soud 发送请求：超时；请重试，或调大 --timeout"),
        (.timedOut(path: "/s", step: .reading), "无法从“/s”上的 soud 得到应答：超时；请重试，或调大 --timeout"),
        (.closed(path: "/s"), "无法从“/s”上的 soud 得到应答：连接已被对方关闭；请重试"),
        (.failed(path: "/s", step: .connecting, errorNumber: EIO), "无法连接“/s”上的 soud：Input/output error"),
        (.failed(path: "/s", step: .writing, errorNumber: EIO), "无法向“/s”上的 soud 发送请求：Input/output error"),
        (.failed(path: "/s", step: .reading, errorNumber: EIO), "无法从“/s”上的 soud 得到应答：Input/output error"),
    ])
    func `an error of the socket is said in both languages`(error: LocalSocketError, chinese: String) {
        expect(.client(.socket(error)), english: error.description, chinese: chinese)
    }

    @Test func `an error of the daemon is said in both languages`() {
        expect(
            .client(.problem(Problem(type: "t", title: "n", status: 503, detail: "cannot search", remedy: "wait"))),
            english: "cannot search; wait", chinese: "cannot search；wait")
        expect(
            .client(.problem(Problem(type: "t", title: "n", status: 400, detail: "cannot search"))),
            english: "cannot search", chinese: "cannot search")
        expect(
            .client(.unexpectedStatus(404, path: "/s")),
            english: "cannot use the answer of '/s': it has the status 404; check that it is soud that listens there",
            chinese: "无法使用“/s”的应答：状态码为 404；请确认在那里监听的是 soud")
        expect(
            .client(.malformed(.chunkSize, path: "/s")),
            english: "cannot read the answer of '/s': the size of a chunk is malformed; "
                + "check that it is soud, of this version, that listens there",
            chinese: "无法读懂“/s”的应答：the size of a chunk is malformed；请确认在那里监听的是同一版本的 soud")
    }

    @Test func `a failure of the program's own is said in both languages`() {
        expect(
            .inexactCount(lower: 12, upper: 20),
            english: "cannot count the documents exactly: the daemon ran out of time between 12 and 20; "
                + "ask for something more specific, or raise daemon.deadline_ms",
            chinese: "无法精确计数：守护进程超时，数目在 12 与 20 之间；请缩小查询范围，或调大 daemon.deadline_ms")
        expect(
            .noFile("a"),
            english: "cannot make 'a' an absolute path: the current folder is gone; name it from '/' on",
            chinese: "无法得出“a”的绝对路径：当前目录已不存在；请使用以“/”开头的路径")
        expect(
            .noFile(""), english: "cannot find documents like '': it names no file",
            chinese: "无法查找与“”相似的文档：它不是文件名")
        expect(
            .output(errorNumber: ENOSPC), english: "cannot write the output: No space left on device",
            chinese: "无法写出结果：No space left on device")
    }

    @Test func `a mistake on the command line is said in both languages`() {
        expect(
            .usage("The query is missing"),
            english: "cannot understand the command line: the query is missing; see 'sou --help'",
            chinese: "无法理解命令行：the query is missing；请参阅“sou --help”")
        expect(
            .usage("The value 'no' is invalid for '--match <match>'. Please provide one of 'all' and 'any'."),
            english: "cannot understand the command line: the value 'no' is invalid for '--match <match>'; "
                + "it must be 'all' or 'any'; see 'sou --help'",
            chinese: "无法理解命令行：the value 'no' is invalid for '--match <match>'; it must be 'all' or 'any'；"
                + "请参阅“sou --help”")
        expect(
            .usage(
                "The value 'no' is invalid for '--sort <sort>'. Please provide one of the following:\n"
                    + "  - date\n  - -date\n  - path"),
            english: "cannot understand the command line: the value 'no' is invalid for '--sort <sort>'; "
                + "it must be 'date', '-date' or 'path'; see 'sou --help'",
            chinese: "无法理解命令行：the value 'no' is invalid for '--sort <sort>'; "
                + "it must be 'date', '-date' or 'path'；请参阅“sou --help”")
        expect(
            .usage("Unknown option '-x'"),
            english: "cannot understand the command line: unknown option '-x'; "
                + "put '--' before a query that has a word beginning with '-', or see 'sou --help'",
            chinese: "无法理解命令行：unknown option '-x'；如果查询中有以“-”开头的词，请在查询之前加上“--”，或参阅“sou --help”")
        expect(
            .usage("Unknown option '--lmit'. Did you mean '--limit'?"),
            english: "cannot understand the command line: unknown option '--lmit' (did you mean '--limit'?); "
                + "put '--' before a query that has a word beginning with '-', or see 'sou --help'",
            chinese: "无法理解命令行：unknown option '--lmit' (did you mean '--limit'?)；"
                + "如果查询中有以“-”开头的词，请在查询之前加上“--”，或参阅“sou --help”")
    }

    private func expect(
        _ failure: CommandFailure, english: String, chinese: String, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(Messages(language: .english).sentence(failure) == english, sourceLocation: sourceLocation)
        #expect(Messages(language: .chinese).sentence(failure) == chinese, sourceLocation: sourceLocation)
    }
}
