import Documents
import Encodings
import Testing

@testable import Extraction

@Suite struct ExtractorTests {
    @Test func `an empty file is a document with its name for a title`() throws {
        let document = try extracted("", name: "年会/讲话.v2.txt")
        #expect(document.title == "讲话.v2")
        #expect(document.text.isEmpty)
        #expect(document.mediaType == "text/plain")
        #expect(document.encoding == "UTF-8")
    }

    @Test(arguments: [".profile", "README", "a/b/README"])
    func `a name without an extension is a title as a whole`(name: String) throws {
        #expect(try extracted("", name: name).title == name.split(separator: "/").last.map(String.init))
    }

    @Test func `a name that is not UTF-8 is a title with replacement characters`() {
        guard case .document(let document) = Extractor().extract([], name: [0x61, 0xFF, 0x2E, 0x74, 0x78, 0x74]) else {
            Issue.record("skipped")
            return
        }
        #expect(document.title == "a\u{FFFD}")
    }

    @Test(arguments: [
        ("甲\r\n乙\r丙\n", "甲\n乙\n丙\n"),
        ("\u{FEFF}甲\n", "甲\n"),
        ("\u{FEFF}\r\n甲", "\n甲"),
        ("\r\r", "\n\n"),
        ("  甲\t乙 \n\n\n丙", "  甲\t乙 \n\n\n丙"),
    ])
    func `plain text is as it is but for marks and line ends`(file: String, text: String) throws {
        let document = try extracted(file, name: "a.txt")
        #expect(document.string == text)
        #expect(document.lineMap.pairs.isEmpty)
    }

    @Test func `the title of plain text is its first line with something in it, cut after 80 characters`() throws {
        #expect(try extracted("\n \u{3000}\n\u{3000}\u{3000}第一章  \n正文", name: "a.txt").title == "第一章")
        let long = String(repeating: "长", count: 200)
        #expect(try extracted(long, name: "a.txt").title == String(repeating: "长", count: 80))
        #expect(try extracted(" \n\t\n", name: "空白.txt").title == "空白")
    }

    @Test func `a cut title keeps whole characters`() throws {
        let family = "👨‍👩‍👧‍👦"
        #expect(
            try extracted(String(repeating: family, count: 100), name: "a").title
                == String(repeating: family, count: 80))
    }

    @Test(arguments: [
        ("a.md", "正文", "text/markdown"),
        ("a.MARKDOWN", "正文", "text/markdown"),
        ("a.mkd", "正文", "text/markdown"),
        ("a.mdown", "<html>正文", "text/markdown"),
        ("a.txt", "正文", "text/plain"),
        ("a.txt", "# 正文", "text/plain"),
        ("a.txt", "---\ntitle: 甲\n---\n# 正文", "text/markdown"),
        ("a.txt", "---\n一句话\n---\n正文", "text/plain"),
        ("a.html", "正文", "text/html"),
        ("a.HTM", "正文", "text/html"),
        ("a.xhtml", "正文", "text/html"),
        ("a.html", "---\ntitle: 甲\n---\n<p>正文", "text/html"),
        ("a", "\n <!DOCTYPE HTML>\n正文", "text/html"),
        ("a", "<?xml version='1.0'?><html xmlns='x'>正文", "text/html"),
        ("a", "<!-- 注 --><HTML>正文", "text/html"),
        ("a", "用 <html> 开头", "text/plain"),
        ("a", "<htmlx>", "text/plain"),
    ])
    func `the format is told by the extension, else by how the text begins`(name: String, text: String, type: String)
        throws
    {
        #expect(try extracted(text, name: name).mediaType == type)
    }

    @Test(arguments: [
        ("---\ntitle: 甲\n---\n<title>乙</title><h1>丙</h1>丁", "甲"),
        ("<title>\n 乙  乙</title><h1>丙</h1>丁", "乙 乙"),
        ("<title> </title><p>丁<h2>丙<b>丙</b></h2>", "丙丙"),
        ("<h1 hidden>戊</h1><h1> </h1><h3>丙</h3>", "丙"),
        ("<p>丁</p><p>戊</p>", "丁"),
        ("<p></p>", "名"),
    ])
    func `a title is looked for in the order of its worth`(html: String, title: String) throws {
        #expect(try extracted(html, name: "名.html").title == title)
    }

    @Test(
        arguments: [
            (100, "甲乙\n丙丁\n", nil),
            (14, "甲乙\n丙丁\n", nil),
            (13, "甲乙\n丙丁\n", 6),
            (5, "甲乙丙", 3),
            (2, "甲乙丙", 0),
        ] as [(Int, String, Int?)])
    func `text beyond the limit is left out, whole lines or characters of it, and a notice says so`(
        limit: Int, text: String, kept: Int?
    ) throws {
        let extractor = Extractor(limits: ExtractionLimits(textBytes: limit))
        guard case .document(let document) = extractor.extract(Array(text.utf8), name: Array("a.txt".utf8)) else {
            Issue.record("skipped")
            return
        }
        #expect(document.text == Array(text.utf8.prefix(kept ?? text.utf8.count)))
        #expect(
            document.notices
                == (kept.map {
                    [
                        "the text has more bytes than index.max_text_bytes (\(limit)); "
                            + "the first \($0) bytes are searched"
                    ]
                } ?? []))
    }

    @Test func `pages behind the limit have no text`() {
        let body = Body(text: Array("甲\n乙\n丙".utf8), places: .pages([1, 2, 3])).cut(to: 8)
        #expect(body.text == Array("甲\n乙".utf8))
        #expect(body.places == .pages([1, 2]))
    }

    @Test(
        arguments: [
            (0, 10, nil), (4, 200, nil),
            (4, 199, "4 places of the text could not be decoded as Big5; they are shown as \u{FFFD}"),
            (1, 50, "1 place of the text could not be decoded as Big5; it is shown as \u{FFFD}"),
            (5, 10_000, "5 places of the text could not be decoded as Big5; they are shown as \u{FFFD}"),
        ] as [(Int, Int, String?)])
    func `text that was decoded badly says so`(count: Int, bytes: Int, notice: String?) {
        let decoded = DecodedText(
            text: [UInt8](repeating: 0x61, count: bytes),
            encoding: EncodingDecision(name: "Big5", confidence: 0.5, basis: .detected), replacementCount: count)
        #expect(Extractor.notice(ofReplacementsIn: decoded) == notice)
    }

    @Test func `threads that share an extractor read the same as one`() async throws {
        let files = (0..<24).map { index in
            (
                name: ["a.md", "a.html", "a.txt"][index % 3],
                text: "# 标题\(index)\n\n|甲|乙|\n|-|-|\n|~~丙~~|\(index)|\n\n<p>丁<b>\(index)</b>"
            )
        }
        let expected = try files.map { try extracted($0.text, name: $0.name) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try zip(files, expected).allSatisfy { try extracted($0.text, name: $0.name) == $1 }
                }
            }
            for try await same in group { #expect(same) }
        }
    }
}
