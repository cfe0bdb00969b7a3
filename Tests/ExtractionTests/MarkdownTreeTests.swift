import Documents
import TestSupport
import Testing

@testable import Extraction

/// Markdown read from its tree beside Markdown read from HTML, which is what decides.
@Suite struct MarkdownTreeTests {
    private func difference(_ markdown: String) -> String? {
        let source = Array(markdown.utf8)
        let (tree, html) = (body(source, rendersAlways: false), body(source, rendersAlways: true))
        if tree.text != html.text {
            return
                "the text: \(String(decoding: tree.text, as: UTF8.self)) for \(String(decoding: html.text, as: UTF8.self))"
        }
        if tree.places != html.places { return "the lines: \(tree.places) for \(html.places)" }
        if tree.firstHeading != html.firstHeading { return "the heading" }
        return tree.metadata == html.metadata && tree.notices == html.notices ? nil : "the fields"
    }

    private func body(_ source: [UInt8], rendersAlways: Bool) -> Body {
        MarkdownReader.body(of: source, from: 0, linesBefore: 0, isMDX: false, rendersAlways: rendersAlways)
    }

    private func needsHTML(_ markdown: String) -> Bool {
        Array(markdown.utf8).withUnsafeBufferPointer { MarkdownTree($0).needsHTML }
    }

    static let documents: [(markdown: String, needsHTML: Bool)] = [
        ("", false),
        ("# 甲 *乙*\n\n丙\n丁  \n戊\\\n己\n\n***\n\n题\n==\n", false),
        ("- 甲\n- [x] 乙\n  1. 丙\n\n     丁\n- > 戊\n  己\n", false),
        ("-\n  甲\n  题\n  ===\n  乙\n\n      码\n  丙", false),
        ("|甲|乙|\n|:-|-|\n|丙|`丁`|\n|[戊](x \"题\")|\n\n后", false),
        ("```x\n\n\n码\n\n```\n后\n\n    码\n\n\n     码\n~~~\n~~~\n", false),
        ("甲[乙](x \"一\n二\n三\")丙\n丁![戊\n己](y)[^1]庚\n\n[^1]: 注\n\n    注\n\n[^2]: 无\n", false),
        ("[![[甲](b)](c)](d) <http://x.y> &amp; &nbsp; &#10; &lt;乙&gt; `a\nb` \\*c\\*", false),
        ("甲<b>乙</b>", true),
        ("<div>\n甲\n</div>", true),
        ("甲&#1;乙", true),
        ("甲\u{C}乙", true),
        ("甲\u{FFFE}乙", true),
        ("甲&#13;乙", true),
        ("a[^![1]: tion{甲}\ntextbf{乙}footn]te", true),
        (String(repeating: "> ", count: 100) + "甲", true),
        (String(repeating: "![", count: 21) + "甲" + String(repeating: "](x)", count: 21), true),
    ]

    @Test(arguments: documents)
    func `the tree says what HTML says, and what it cannot say is known`(markdown: String, needsHTML: Bool) {
        #expect(difference(markdown) == nil)
        #expect(self.needsHTML(markdown) == needsHTML)
    }

    @Test func `what cmark cuts within a character is valid text`() throws {
        // The reference of a footnote that is none, over two lines: cmark takes the columns of both for those of one.
        let text = body(Array("a[^![1]: tion{甲}\ntextbf{乙}footn]te".utf8), rendersAlways: false).text
        #expect(String(validating: text, as: UTF8.self)?.hasPrefix("a[^![1]: tion{") == true)
    }

    @Test func `a paragraph of a tight list has its own line, behind an empty mark or an underline`() throws {
        for end in ["", "\n<i>乙</i>\n"] {
            let document = try extracted("-\n  甲\n- 题\n  ===\n  丙\(end)", name: "a.md")
            #expect(document.line(of: "甲") == 2)
            #expect(document.line(of: "丙") == 5)
        }
    }

    @Test func `lines right above a table have their own`() throws {
        for end in ["", "\n<i>乙</i>\n"] {
            let document = try extracted("题\n==\n\n甲\n乙\n|丙|\n|-|\n|丁|\n\(end)", name: "a.md")
            #expect(document.line(of: "甲") == 4)
            #expect(document.line(of: "乙") == 5)
            #expect(document.line(of: "丁") == 8)
        }
    }

    @Test func `whatever Markdown comes, the tree says what HTML says`() {
        var random = SeededRandom.announced()
        var readFromTree = 0
        let rounds = 1000
        for _ in 0..<rounds {
            var markdown = RandomMarkdown(&random).text
            let pieces = Int.random(in: 0..<10, using: &random) == 0 ? RandomMarkdown.forHTML : RandomMarkdown.pieces
            for _ in 0..<Int.random(in: 0...3, using: &random) {
                let place = markdown.unicodeScalars.indices.randomElement(using: &random) ?? markdown.startIndex
                markdown.unicodeScalars.insert(
                    contentsOf: (pieces.randomElement(using: &random) ?? "").unicodeScalars, at: place)
            }
            let found = difference(markdown)
            #expect(found == nil, "\(markdown.debugDescription)")
            if found != nil { return }
            if !needsHTML(markdown) { readFromTree += 1 }
        }
        // Else nothing is compared.
        #expect(readFromTree > rounds / 2)
    }
}

/// Markdown of every construct, in each other.
private struct RandomMarkdown {
    private(set) var text = ""
    private var random: SeededRandom

    static let pieces = [
        "*", "**", "_", "`", "``", "```\n", "~~~\n", "[", "](", "![", ")", "|", "|-|\n", "> ", "- ", "1. ", "    ",
        "\t",
        "\n", "\n\n", "  \n", "\\\n", "\\", "&", "&#10;", "&#0;", "&#9;", "&nbsp;", "&quot;", "&#x4E2D;", "#", "# ",
        "===\n", "---\n", "***\n", "[^1]", "[^1]: ", "[x] ", "- [ ] ", "[甲]: y 'z'\n", "\u{A0}", "\u{3000}", "\u{FEFF}",
        "\u{85}", "\u{2028}", "\u{7F}", "\u{FFFD}", "😀", "~~", "http://x.y ", "<http://x.y>", "< ", ">", "\"", "'",
    ]
    static let forHTML = ["<i>", "</i>", "<!-- 注 -->", "\n<div>\n", "<pre>", "\u{1}", "\u{FFFF}", "&#13;"]

    init(_ random: inout SeededRandom) {
        self.random = random
        for _ in 0..<number(1...6) { text += block(depth: 0) }
        random = self.random
    }

    private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func block(depth: Int) -> String {
        switch number(0...(depth > 3 ? 7 : 12)) {
        case 0: return String(repeating: "#", count: number(1...6)) + " " + line() + "\n"
        case 1: return line() + "\n" + (number(0...1) == 0 ? "===" : "---") + "\n"
        case 2: return "***\n"
        case 3:
            let fence = number(0...1) == 0 ? "```" : "~~~~"
            return fence + ["", " swift", "x y"][number(0...2)] + "\n" + code("") + fence + "\n"
        case 4: return "\n" + code("    ") + "\n"
        case 5: return table()
        case 6: return "[^\(number(1...3))]: " + indented(paragraph(), "    ") + "\n"
        case 7...9: return paragraph() + ["", "\n"][number(0...1)]
        case 10:
            return blocks(depth).split(separator: "\n", omittingEmptySubsequences: false).map { "> " + $0 + "\n" }
                .joined()
        default: return list(depth: depth)
        }
    }

    private mutating func blocks(_ depth: Int) -> String {
        (0..<number(1...3)).map { _ in block(depth: depth + 1) }.joined(separator: number(0...1) == 0 ? "\n" : "")
    }

    private mutating func list(depth: Int) -> String {
        let mark = ["- ", "* ", "1. ", "2) ", "- [ ] ", "- [x] ", "-\n  "][number(0...6)]
        let isLoose = number(0...2) == 0
        return (0..<number(1...3)).map { _ in
            mark
                + indented(blocks(depth), String(repeating: " ", count: mark.first == "-" || mark.first == "*" ? 2 : 3))
                + (isLoose ? "\n" : "")
        }.joined() + "\n"
    }

    private func indented(_ block: String, _ indentation: String) -> String {
        block.replacing("\n", with: "\n" + indentation).trimmingPrefix(" ") + "\n"
    }

    private mutating func code(_ indentation: String) -> String {
        (0..<number(0...4)).map { _ in ["\n", "\(indentation)码 \t*x*\n", "\(indentation)  <&>\"\n"][number(0...2)] }
            .joined()
    }

    private mutating func table() -> String {
        let columns = number(1...3)
        let rule = String(repeating: ["|-", "|:-:", "| --- "][number(0...2)], count: columns) + "|\n"
        var rows = (0..<number(1...4)).map { _ in
            "|" + (0..<max(1, columns + number(-1...1))).map { _ in line() + "|" }.joined() + "\n"
        }
        rows.insert(rule, at: 1)
        return "\n" + rows.joined() + ["", "\n"][number(0...1)]
    }

    private mutating func paragraph() -> String {
        (0..<number(1...3)).map { _ in line() + ["", "  ", "\\"][number(0...2)] + "\n" }.joined()
    }

    private mutating func line() -> String {
        (0..<number(1...5)).map { _ in inline(depth: 0) }.joined()
    }

    private mutating func inline(depth: Int) -> String {
        switch number(0...(depth > 3 ? 5 : 12)) {
        case 0...2: return ["甲", "乙丙", "a", " ", "词 ", "\u{A0}", "丁。"][number(0...6)]
        case 3: return "`码 <,>`"
        case 4: return ["&amp;", "&lt;", "\\*", "&#10;", "[^1]", "[^2]", "[甲]", "<http://x.y>"][number(0...7)]
        case 5: return Self.pieces[number(0...Self.pieces.count - 1)]
        case 6: return "*" + inline(depth: depth + 1) + "*"
        case 7: return "**" + inline(depth: depth + 1) + inline(depth: depth + 1) + "**"
        case 8: return "[" + inline(depth: depth + 1) + "](x)"
        case 9: return "[" + inline(depth: depth + 1) + "](<x,y> \"题\(["", "\n", " \n "][number(0...2)])目\")"
        case 10: return "![" + inline(depth: depth + 1) + "](y '题')"
        case 11: return "`` 码\n` ``"
        default: return inline(depth: depth + 1) + ["\n", "", "\\\n", "  \n"][number(0...3)] + inline(depth: depth + 1)
        }
    }
}
