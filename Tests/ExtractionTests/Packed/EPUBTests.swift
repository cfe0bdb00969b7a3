import Documents
import Testing

@testable import Extraction

@Suite struct EPUBTests {
    private static func book(_ chapters: [(String, String)], items: String, spine: String) -> [UInt8] {
        zipped(
            [
                ("mimetype", "application/epub+zip"),
                (
                    "META-INF/container.xml",
                    "<container><rootfiles><rootfile full-path='OEBPS/content.opf'/></rootfiles></container>"
                ),
                (
                    "OEBPS/content.opf",
                    """
                    <package xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata><dc:title>山里的书</dc:title>
                    <dc:creator>甲</dc:creator><dc:creator>乙</dc:creator><dc:language>zh</dc:language>
                    <dc:date>2010-02-03</dc:date><dc:subject>小说</dc:subject></metadata>
                    <manifest>\(items)</manifest><spine>\(spine)</spine></package>
                    """
                ),
            ] + chapters)
    }

    @Test func `chapters come in reading order, and one that is missing is told`() throws {
        let document = try extracted(
            Self.book(
                [
                    ("OEBPS/尾.xhtml", "<html><body><h1>第二章</h1><p>灯<b>亮</b>着</p></body></html>"),
                    ("OEBPS/text/1&2.html", "<html><head><title>不是正文</title></head><body><p>第一章</p></body></html>"),
                    ("OEBPS/nav.xhtml", "<html><body>目录</body></html>"),
                ],
                items: """
                    <item id='b' href='%E5%B0%BE.xhtml'/><item id='a' href='text/1&amp;2.html'/><item id='n' href='nav.xhtml'/>
                    <item id='c' href='gone.xhtml'/>
                    """,
                spine: "<itemref idref='a'/><itemref idref='c'/><itemref idref='b'/><itemref idref='a'/>"),
            name: "a.epub")
        #expect(document.string == "第一章\n\n第二章\n\n灯亮着")
        #expect(document.title == "山里的书")
        #expect(document.author == "甲, 乙")
        #expect(document.language == "zh")
        #expect(document.tags == ["小说"])
        #expect(document.dateSeconds == 1_265_155_200)
        #expect(document.mediaType == "application/epub+zip")
        #expect(document.notices == ["the chapter 'OEBPS/gone.xhtml' is missing from the book"])
    }

    @Test func `a book without a list of chapters is damaged`() {
        let bytes = zipped([("mimetype", "application/epub+zip"), ("a.html", "文")])
        #expect(
            Extractor().extract(bytes, name: Array("a.epub".utf8))
                == .skipped(reason: "the file is damaged: the book has no list of its chapters"))
    }
}
