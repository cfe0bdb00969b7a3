import Documents
import Testing

@testable import Extraction

/// Files that mean harm, or were cut in the middle of something.
@Suite struct HostileInputTests {
    private static func page(_ unit: String, _ count: Int) -> String { String(repeating: unit, count: count) }

    @Test(arguments: [
        "<div>", "<b>", "<table><tr><td>", "<ul><li>", "<p><font>", "<blockquote>", "<select>", "<form>", "<svg><a>",
    ])
    func `text below 100,000 open elements is found`(tag: String) throws {
        let document = try extracted(
            Self.page(tag, 100_000) + "深处" + Self.page("</b></div>", 1000) + "末尾", name: "a.html")
        let characters = document.string.filter { !$0.isWhitespace }
        #expect(characters == "深处末尾")
    }

    /// With all the rest for every new parser this took as many copies of it as there are 256 elements.
    @Test(.timeLimit(.minutes(10))) func `text behind 200,000 open elements is found, with its line`() throws {
        let paragraphs = Self.page("<p>段落</p>\n", 20_000)
        let document = try extracted(Self.page("<div>\n", 200_000) + paragraphs + "末尾", name: "a.html")
        #expect(document.string.filter { !$0.isWhitespace } == Self.page("段落", 20_000) + "末尾")
        #expect(document.lineMap.sourceLine(ofTextLine: document.string.count { $0 == "\n" } + 1) == 220_001)
    }

    @Test(arguments: ["script", "style"])
    func `a program below any number of elements is no text`(tag: String) throws {
        for depth in [200, 253, 254, 255, 256, 257, 258, 600] {
            let html = Self.page("<div>", depth) + "甲<\(tag)>x = '<b>不见</b>'</\(tag)><p>乙"
            #expect(try extracted(html, name: "a.html").string.filter { !$0.isWhitespace } == "甲乙", "\(depth)")
        }
    }

    @Test func `lines are right behind deep elements`() throws {
        let document = try extracted(Self.page("<div>\n", 3000) + "深处", name: "a.html")
        #expect(document.lineMap.sourceLine(ofTextLine: 1) == 3001)
    }

    @Test func `tags of every form are closed where a parser begins anew`() throws {
        let document = try extracted(
            Self.page("<div a='>' b>字<br/>", 1000) + Self.page("<div/>字", 1000), name: "a.html")
        #expect(document.string.filter { !$0.isWhitespace } == Self.page("字", 2000))
    }

    @Test(arguments: [
        "<", "</", "<!", "<!-", "<!--", "<a", "<a b", "<a b=", "<a b='", "<script>", "<style>a", "<title>a", "&", "&#",
        "&#x", "&amp", "<?", "<![CDATA[", "<pre>",
    ])
    func `a page cut in the middle keeps what was before`(end: String) throws {
        #expect(try extracted("<p>甲乙" + end, name: "a.html").string.hasPrefix("甲乙"))
    }

    @Test func `a huge attribute and a huge comment are passed over`() throws {
        let huge = Self.page("大", 1_000_000)
        #expect(try extracted("甲<b title='\(huge)'>乙</b><!--\(huge)-->丙", name: "a.html").string == "甲乙丙")
    }

    @Test func `a page of one huge text is read as a whole`() throws {
        let huge = Self.page("大", 5_000_000)
        #expect(try extracted("<p>" + huge, name: "a.html").text.count == huge.utf8.count)
    }

    @Test func `entities that a document declares are not expanded`() throws {
        let bomb = "<!DOCTYPE html [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]><html>&b;&b;"
        #expect(try extracted(bomb, name: "a.html").text.count < 200)
    }

    @Test(arguments: [
        "[", "![", "](", "*a_ ", "**a", "<div>", "- ", "`", "|", "[^1]", "<", "<!--", "&", "_", "~", "<a href=\"", "\\",
        "> ", "[a]: b\n", "- a\n", "#\n", "|a|\n|-|\n",
    ])
    func `100,000 bytes of a Markdown mark are read`(unit: String) throws {
        let text = Self.page(unit, 100_000 / unit.utf8.count)
        #expect(try extracted(text, name: "a.md").breaches(sourceLines: 1 + text.utf8.count { $0 == 0x0A }) == [])
    }

    @Test func `images in images in images are passed over after some levels`() throws {
        let document = try extracted(Self.page("![甲", 2000) + Self.page("](乙)", 2000) + "末尾", name: "a.md")
        #expect(document.string.hasPrefix("甲甲甲"))
        #expect(document.string.hasSuffix("末尾"))
    }

    static let lightMarks = [
        "*", "**a ", "`", "``a ", "`<>` ", ":a:", ":a:`", "[1", "[[", "[[a][", "[fn:", "<<", "@@", "_", "a_ ", "|",
        "| ",
        "\\", "- ", "- a\n", "link:", "link:a[", "http://", "image:a[", "footnote:[", "[.a]", "#", "//\n", "////\n",
        "----\n",
        "::\n", ".. \n", ".. a::\n", ":a: b\n", "==\n", "a\n=\n", "#+BEGIN_SRC\n", ":PROPERTIES:\n", "* a\n", "+", "\n",
        " ",
        "甲", "甲\n",
    ]

    /// The cost of a mark may not grow with the number of others.
    @Test(.timeLimit(.minutes(10)), arguments: ["a.rst", "a.org", "a.adoc"], lightMarks)
    func `20,000 bytes of a mark of light markup are read`(name: String, unit: String) throws {
        let text = Self.page(unit, 20_000 / unit.utf8.count)
        #expect(try extracted(text, name: name).breaches(sourceLines: 1 + text.utf8.count { $0 == 0x0A }) == [])
    }

    /// Each verbatim environment is one for its heading only, and they are all ended at the end of the file.
    @Test(.timeLimit(.minutes(10))) func `an end that many environments might have is looked for once`() throws {
        let text = Self.page("\\section{\\begin{verbatim}甲}\n", 100_000) + "\\end{verbatim}末尾"
        #expect(try extracted(text, name: "a.tex").string.hasSuffix("甲\n\n末尾"))
    }

    @Test(.timeLimit(.minutes(10))) func `comments of many lengths without an end hide nothing`() throws {
        let fences = (4..<1500).map { Self.page("/", $0) + "\n" }.joined()
        let document = try extracted(fences + Self.page("甲\n", 300_000) + "末尾", name: "a.adoc")
        #expect(document.string.hasSuffix("甲\n末尾"))
    }

    @Test(.timeLimit(.minutes(10)), arguments: ["a.json", "a.xml", "a.html", "a.fodt"])
    func `of 50,000 tags the first 500 are kept`(name: String) throws {
        let tags = (0..<50_000).map { "标\($0)" }
        let text =
            switch name {
            case "a.json": #"{"tags":["# + tags.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
            case "a.xml": "<a>" + tags.map { "<keyword>\($0)</keyword>" }.joined() + "</a>"
            case "a.html": tags.map { "<meta property='article:tag' content='\($0)'>" }.joined()
            default:
                "<?xml version='1.0'?><office:document xmlns:office='o' xmlns:meta='m'><office:meta>"
                    + tags.map { "<meta:keyword>\($0)</meta:keyword>" }.joined() + "</office:meta></office:document>"
            }
        #expect(try extracted(text, name: name).tags == Array(tags.prefix(500)))
    }

    static let otherMarks = [
        ("a.tex", "{"), ("a.tex", "}"), ("a.tex", "\\"), ("a.tex", "$"), ("a.tex", "$a"), ("a.tex", "%"),
        ("a.tex", "\\section{"), ("a.tex", "\\title{"), ("a.tex", "\\footnote{"), ("a.tex", "\\begin{verbatim}"),
        ("a.tex", "\\begin{equation}"), ("a.tex", "\\a["), ("a.tex", "\\verb|"), ("a.tex", "\\begin{a}"),
        ("a.tex", "\\'"), ("a.tex", "\n"), ("a.tex", "\\title{a}"), ("a.tex", "\\footnote{a}"),
        ("a.json", "["), ("a.json", "{\"a\":"), ("a.json", "\""), ("a.json", "\"\\"), ("a.json", "\"a\","),
        ("a.json", "\\u"), ("a.json", "//"), ("a.json", "/*"), ("a.json", "{\"source\":["), ("a.json", "]"),
        ("a.xml", "<"), ("a.xml", "<a>"), ("a.xml", "<a/>"), ("a.xml", "&"), ("a.xml", "<![CDATA["),
        ("a.xml", "<!--"), ("a.xml", "<a b='"), ("a.xml", "<!DOCTYPE a ["),
        ("a.csv", "\""), ("a.csv", ","), ("a.csv", "\"\"\"a"), ("a.csv", "\n"),
        ("a.vtt", "<"), ("a.vtt", "WEBVTT\n"), ("a.vtt", "{\\"), ("a.vtt", "{\\p1}"), ("a.vtt", "&"),
        ("a.vtt", "\\N"), ("a.srt", "1\n"), ("a.srt", "00:01 --> 00:02\n"), ("a.srt", "00:"),
        ("a.ass", "Dialogue: "), ("a.ass", "Dialogue: ,,,,,,,,,{\\p1}"), ("a.ass", "Format: ,\n"),
        ("a.lrc", "[00:01]"), ("a.lrc", "["), ("a.lrc", "[a:"),
    ]

    @Test(.timeLimit(.minutes(10)), arguments: otherMarks)
    func `20,000 bytes of a mark are read`(name: String, unit: String) throws {
        let text = Self.page(unit, 20_000 / unit.utf8.count)
        #expect(try extracted(text, name: name).breaches(sourceLines: 1 + text.utf8.count { $0 == 0x0A }) == [])
    }
}
