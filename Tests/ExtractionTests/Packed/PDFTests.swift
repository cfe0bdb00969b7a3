import Documents
import Testing

@testable import Extraction

@Suite struct PDFTests {
    /// A PDF of such pages of lines, in a font that is not in it and the encoding of Windows' Chinese.
    private static func pdf(pages: [[[UInt8]]], encoding: String = "GBK-EUC-H", info: String = "") -> [UInt8] {
        var objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Count \(pages.count)/Kids[\(pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " "))]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong/Encoding/\(encoding)/DescendantFonts[4 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
            "<<\(info)>>",
        ]
        for page in pages.indices {
            let lines = pages[page].map { line in
                "<\(line.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined())> Tj T*"
            }
            let content = "BT /F 12 Tf 50 700 Td 14 TL \(lines.joined(separator: " ")) ET"
            objects.append(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(7 + 2 * page) 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            )
            objects.append("<</Length \(content.utf8.count)>>stream\n\(content)\nendstream")
        }
        let body = objects.enumerated().map { "\($0 + 1) 0 obj\n\($1)\nendobj\n" }.joined()
        // Without a table of objects, which poppler makes again.
        return Array("%PDF-1.4\n\(body)trailer<</Size \(objects.count + 1)/Root 1 0 R/Info 5 0 R>>\n%%EOF\n".utf8)
    }

    private static func ucs2(_ pages: [[String]], info: String = "") -> [UInt8] {
        pdf(
            pages: pages.map { $0.map { $0.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } } },
            encoding: "UniGB-UCS2-H", info: info)
    }

    @Test func `text in a font that is not in the file is read by poppler's tables`() throws {
        let gbk = try extracted(Self.pdf(pages: [[chinaInGBK]]), name: "a.pdf")
        #expect(gbk.string == "中国的电站")
        #expect(gbk.mediaType == "application/pdf")
        #expect(gbk.places == .pages([1]))
        #expect(try extracted(Self.ucs2([["山里的电站"]]), name: "a.pdf").string == "山里的电站")
    }

    @Test func `lines of a paragraph follow each other, and a short one ends it`() throws {
        let document = try extracted(
            Self.ucs2([
                ["第一章", "山里的电站夜里还亮着灯，水轮", "机一直在转，值班的人不能睡。", "天亮了。", "第二天他们又来到山里看水，水", "很清。"],
                [],
                ["7", "新的一页从这里开始，讲的是另", "一件事，和前面的没有关系了。", "8"],
            ]), name: "a.pdf")
        #expect(
            document.string == """
                第一章

                山里的电站夜里还亮着灯，水轮
                机一直在转，值班的人不能睡。
                天亮了。

                第二天他们又来到山里看水，水
                很清。

                新的一页从这里开始，讲的是另
                一件事，和前面的没有关系了。
                """)
        #expect(document.places == .pages([1, 10, 10]))
        #expect(document.title == "第一章")
    }

    @Test func `the lines and pages of a text are counted`() {
        var text = PDFText()
        for page in ["", "甲乙丙丁\n甲乙丙丁\n", "", "戊己\n", ""] { text.appendPage(Array(page.utf8)) }
        #expect(String(decoding: text.text, as: UTF8.self) == "甲乙丙丁\n甲乙丙丁\n戊己")
        #expect(text.pageLines == [1, 1, 3, 3, 4])
    }

    @Test(arguments: [
        ("plenty of infor-\nmation about it here\n", "plenty of information about it here"),
        ("plenty of infor\u{AD}\nmation about it\n", "plenty of information about it"),
        ("plenty of words - \nand more about it\n", "plenty of words -\nand more about it"),
        ("from the year 1990-\n1999 and later on\n", "from the year 1990-\n1999 and later on"),
        ("an officer of UNI-\nCEF was with them\n", "an officer of UNI-\nCEF was with them"),
    ])
    func `a word that is broken at a hyphen is made whole`(page: String, text: String) {
        var pages = PDFText()
        pages.appendPage(Array(page.utf8))
        #expect(String(decoding: pages.text, as: UTF8.self) == text)
    }

    @Test func `what the PDF says about itself is its metadata`() throws {
        // 题目 and 王 in UTF-16.
        let info =
            "/Title<FEFF989876EE>/Author<FEFF738B>/Keywords(a, b)/CreationDate(D:20220208205315+08'00')"
        let document = try extracted(Self.ucs2([["正文"]], info: info), name: "a.pdf")
        #expect(document.title == "题目")
        #expect(document.author == "王")
        #expect(document.tags == ["a", "b"])
        #expect(document.dateSeconds == 1_644_324_795)
    }

    @Test(arguments: ["(Microsoft Word - 1.doc)", "(untitled)", "<FEFF65E06807989800>", "(a.indd)", "()"])
    func `a title that a program made is none`(title: String) throws {
        #expect(try extracted(Self.ucs2([["正文第一行"]], info: "/Title\(title)"), name: "a.pdf").title == "正文第一行")
    }

    @Test func `a title in the bytes of Windows is read as such`() throws {
        #expect(
            try extracted(Self.ucs2([["正文"]], info: "/Title<D6D0B9FAB5C4B5E7D5BE>"), name: "a.pdf").title == "中国的电站")
    }

    @Test func `pages without text are told`() throws {
        let document = try extracted(Self.ucs2([[], []]), name: "扫描.pdf")
        #expect(document.text.isEmpty)
        #expect(document.title == "扫描")
        #expect(document.places == .pages([1, 1]))
        #expect(document.notices == ["the PDF has no text: its pages are pictures"])
    }

    @Test(.timeLimit(.minutes(10))) func `a tree of pages that holds itself is read`() {
        let loop = """
            %PDF-1.4
            1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
            2 0 obj<</Type/Pages/Count 2000000000/Kids[2 0 R 3 0 R]/Parent 3 0 R>>endobj
            3 0 obj<</Type/Pages/Count 5/Kids[2 0 R 3 0 R]>>endobj
            trailer<</Root 1 0 R>>
            """
        _ = Extractor().extract(Array(loop.utf8), name: Array("a.pdf".utf8))
    }
}
