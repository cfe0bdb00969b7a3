import Foundation
import Testing
import Wire

@testable import ClientCommand

struct MessagesTests {
    @Test(arguments: [
        ("partial", "提示：没有文档包含所有词语，以下是包含其中大部分的文档"),
        ("nothing-to-search", "提示：查询中没有可以搜索的文字"),
        ("unclosed-quote", "提示：引号没有闭合，其后的文字全部按原文查找"),
        ("unclosed-parenthesis", "提示：括号没有闭合，该组到查询末尾为止"),
        ("too-deep", "提示：括号嵌套过深，最里层的括号已略去"),
        (
            "unknown-field",
            "提示：没有这个字段，已作为普通文字查找；可用的字段有 title、author、tag、path、type、ext、lang、date、size"
        ),
        ("nested-field", "提示：字段之内不能再有字段，已作为普通文字查找"),
        (
            "bad-range",
            "提示：date: 或 size: 之后的值无法识别，已作为普通文字查找；"
                + "日期如 2016、2016-10-05、2016-10..2017、>2018，大小如 5688、10K..2M、>1M"
        ),
        ("near-operands", "提示：NEAR 两边只能是词或引文，其余按 AND 处理"),
        ("whole-values", "提示：tag:、ext:、lang: 按整个值比较，值后的星号已略去"),
        ("deadline", "提示：时间到了，以下是已经找到的结果"),
        ("prefix", "提示：以此开头的词太多，只查找了其中最常见的一部分"),
        ("long-query", "提示：查询很长，只按其中最少见的一部分字词查找"),
        ("pieces", "提示：没有文档包含这些词语，以下文档包含其中的部分字词"),
        ("some-pieces", "提示：包含这些词语的文档很少，末尾的文档只包含其中的部分字词"),
        // One of a daemon that is newer than this client.
        ("other", "提示：as it came"),
    ])
    func `notices are said in the language of the person`(code: String, chinese: String) {
        let notice = Notice(code: code, message: "as it came")
        #expect(Messages(language: .chinese).notice(notice) == chinese)
        #expect(Messages(language: .english).notice(notice) == "note: as it came")
    }

    /// Every notice that the programs of this package send is known to the client, in Chinese.
    @Test func `every notice of the daemon has a Chinese sentence`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        var codes: Set<String> = []
        for folder in ["Search", "SearchServer"] {
            let files = FileManager.default.enumerator(atPath: sources.appendingPathComponent(folder).path)
            for case let file as String in try #require(files) where file.hasSuffix(".swift") {
                let text = try String(contentsOf: sources.appendingPathComponent("\(folder)/\(file)"), encoding: .utf8)
                codes.formUnion(text.matches(of: /\bcode:\s*"([a-z-]+)"/).map { String($0.1) })
            }
        }
        let parser = try String(
            contentsOf: sources.appendingPathComponent("Queries/Syntax/QueryNotice.swift"), encoding: .utf8)
        codes.formUnion(parser.matches(of: /case \.\w+: "([a-z]+(-[a-z]+)+)"/).map { String($0.1) })
        #expect(codes.isSuperset(of: ["deadline", "partial", "prefix", "unclosed-quote", "nothing-to-search"]))
        let messages = Messages(language: .chinese)
        // It is said with the suggestion itself.
        for code in codes.subtracting(["did-you-mean"]).sorted() {
            #expect(messages.notice(Notice(code: code, message: "as it came")) != "提示：as it came", "\(code)")
        }
    }

    @Test(
        arguments: [
            (2, 0, (2, 2, 2), "2 of 2 documents, 0.8 ms", "2 个文档，显示 2，0.8 ms"),
            (1, 0, (1, 1, 1), "1 of 1 document, 0.8 ms", "1 个文档，显示 1，0.8 ms"),
            (2, 0, (12, 14, 20), "2 of about 14 documents, 0.8 ms", "约 14 个文档，显示 2，0.8 ms"),
            (2, 10, (12, 14, 20), "11–12 of about 14 documents, 0.8 ms", "约 14 个文档，显示 11–12，0.8 ms"),
            // The guess is below what is listed.
            (2, 10, (2, 3, 20), "11–12 of about 12 documents, 0.8 ms", "约 12 个文档，显示 11–12，0.8 ms"),
            (0, 30, (12, 14, 20), "0 of about 14 documents, 0.8 ms", "约 14 个文档，显示 0，0.8 ms"),
            (0, 0, (0, 0, 0), "nothing found, 0.8 ms", "没有找到，0.8 ms"),
        ] as [(Int, Int, (Int, Int, Int), String, String)])
    func `the last line says how many there are`(
        count: Int, offset: Int, total: (Int, Int, Int), english: String, chinese: String
    ) {
        let response = Samples.response(
            Array(repeating: Samples.report, count: count),
            total: Total(lower: total.0, estimated: total.1, upper: total.2))
        #expect(Messages(language: .english).summary(response, offset: offset) == english)
        #expect(Messages(language: .chinese).summary(response, offset: offset) == chinese)
    }

    @Test func `an explanation's labels are in both languages`() {
        let english = Messages(language: .english)
        let chinese = Messages(language: .chinese)
        #expect(english.queryTree("t") == "query tree: t" && chinese.queryTree("t") == "查询树：t")
        #expect(english.queryPlan("p") == "query plan: p" && chinese.queryPlan("p") == "查询计划：p")
        #expect(english.timings("x") == "timings: x" && chinese.timings("x") == "用时：x")
    }
}
