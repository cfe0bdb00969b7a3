import Documents
import Testing

@testable import Extraction

/// What Markdown is as text.
@Suite struct MarkdownTextTests {
    @Test(arguments: [
        ("# 甲\n乙", "甲\n\n乙"),
        ("甲\n乙", "甲\n乙"),
        ("甲\n\n乙", "甲\n\n乙"),
        ("小**米**手_机_`码`", "小米手_机_码"),
        ("甲  \n乙", "甲\n\n乙"),
        ("- 甲\n- 乙\n  1. 丙", "甲\n\n乙\n\n丙"),
        ("- [x] 甲\n- [ ] 乙", "甲\n\n乙"),
        ("> 甲\n> 乙", "甲\n乙"),
        ("|甲|乙|\n|:-|-|\n|丙|丁|\n|戊|", "甲\t乙\n\n丙\t丁\n\n戊"),
        ("```swift\nlet 甲 = 1\n\n  乙\n```\n丙", "let 甲 = 1\n\n  乙\n\n丙"),
        ("    甲\n     乙", "甲\n 乙"),
        ("[甲](http://example.org \"题\")乙", "甲乙"),
        ("甲![乙*丙*](图.png)丁", "甲乙丙丁"),
        ("[![甲](图.png)](http://example.org)乙", "甲乙"),
        ("![a ![b](c) d](e)", "a b d"),
        ("[甲][1]乙\n\n[1]: http://example.org", "甲乙"),
        ("<http://example.org/甲>", "http://example.org/甲"),
        ("甲\n<!-- more -->\n乙", "甲\n\n乙"),
        ("甲<!-- more -->乙", "甲乙"),
        ("<div hidden>\n\n甲\n\n</div>\n\n乙", "乙"),
        ("<p style=\"display:none\">甲</p><p>乙<img alt=\"丙\"></p>", "乙"),
        ("甲<b>乙</b>&amp;&lt;丙&gt;", "甲乙&<丙>"),
        ("甲[^1]乙[^1]\n\n[^1]: 注\n    解\n\n丙", "甲乙\n\n注\n解\n\n丙"),
        ("甲[^无]乙", "甲[^无]乙"),
        ("甲[^2][^1]\n\n- 子[^3]\n\n[^1]: 一\n[^2]: 二\n[^3]: 三", "甲\n\n子\n\n一\n\n二\n\n三"),
        ("甲~~乙~~丙", "甲~~乙~~丙"),
        ("甲\n***\n乙", "甲\n\n乙"),
        ("", ""),
    ])
    func `Markdown is the text that a reader sees`(markdown: String, text: String) throws {
        #expect(try extracted(markdown, name: "a.md").string == text)
    }

    @Test func `each line of text knows its line of the file`() throws {
        let markdown = """
            ---
            title: 题
            ---

            # 行5
            行6
            行7 ![行
            八](x)

            - 行10
              行11

              行13

            | 行15 | 子 |
            |------|----|
            | 行17 | 丑 |
            | 行18 | 寅 |

            ```

            行22
            行23
            ```

                行26
                行27

            <div>
            <p>行30</p>

            行32</div>

            > 行34
            行35
            [^注]

            [^注]: 行38

            行40
            """
        let document = try extracted(markdown, name: "a.md")
        var seen: [Int] = []
        for (index, line) in document.string.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard line.hasPrefix("行"), let number = Int(line.dropFirst().prefix { $0.isNumber }) else { continue }
            seen.append(number)
            #expect(document.lineMap.sourceLine(ofTextLine: index + 1) == number)
        }
        #expect(seen == [5, 6, 7, 10, 11, 13, 15, 17, 18, 22, 23, 26, 27, 30, 32, 34, 35, 38, 40])
    }

    @Test func `forged marks of lines stay in the file and never go back`() throws {
        let markdown = "<p data-sourcepos=\"3:1-3:1\">甲</p>\n<!--sou-line 999-->\n\n乙\n"
        #expect(try extracted(markdown, name: "a.md").breaches(sourceLines: 5) == [])
    }

    @Test(arguments: [
        (String(repeating: "> ", count: 101) + "甲", "it is nested too deeply"),
        (String(repeating: " ", count: 1001) + "甲", "it is nested too deeply"),
        (String(repeating: "1. ", count: 101) + "甲", "it is nested too deeply"),
        (
            String(repeating: "|a", count: 2000) + "\n" + String(repeating: "|-", count: 2000) + "\n"
                + String(repeating: "|\n", count: 200),
            "its tables have too many empty cells"
        ),
        (String(repeating: "![[]()", count: 20_001), "it has too many marks that are opened"),
        (String(repeating: "a <!A ", count: 5001), "it has too many marks that are opened"),
        (String(repeating: "字", count: 6_000_000), "it is longer than 16 MiB"),
    ])
    func `what would take cmark too long is text as it is written`(markdown: String, cause: String) throws {
        let document = try extracted(markdown, name: "a.md")
        #expect(document.text == Array(markdown.utf8))
        #expect(document.mediaType == "text/plain")
        #expect(
            document.notices == ["cannot read the file as text/markdown: \(cause); it is searched as it is written"])
    }

    @Test(arguments: [
        String(repeating: "> ", count: 100) + "甲", String(repeating: " ", count: 5000) + "\n甲",
        String(repeating: "-", count: 5000) + "\n甲", String(repeating: "**", count: 5000) + "甲",
    ])
    func `what only looks so is rendered`(markdown: String) throws {
        #expect(try extracted(markdown, name: "a.md").notices == [])
    }

    @Test func `a file that falls back to plain text keeps its front matter and its lines`() throws {
        let document = try extracted("---\ntitle: 题\n---\n" + String(repeating: "> ", count: 200) + "\n甲", name: "a.md")
        #expect(document.title == "题")
        #expect(document.string.hasSuffix("> \n甲"))
        #expect(document.lineMap.sourceLine(ofTextLine: 2) == 5)
    }
}
