import Documents
import Testing

@testable import Extraction

@Suite struct TOMLFrontMatterTests {
    @Test func `front matter in TOML says what the document is and is no text`() throws {
        let document = try extracted(
            """
            +++
            title = "年会：\\"讲话\\" \\u4e2d" # 注释
            authors = ['王小明', "李雷"]
            date = 2020-03-04T08:00:00+08:00
            tags = [
              "手机", # 注释
              '人工 智能',
            ]
            weight = 10
            [params]
            title = "不是"
            [taxonomies]
            categories = ["新闻"]
            +++
            正文
            """, name: "a.md")
        #expect(document.title == "年会：\"讲话\" 中")
        #expect(document.author == "王小明, 李雷")
        #expect(document.dateSeconds == 1_583_280_000)
        #expect(document.tags == ["手机", "人工 智能", "新闻"])
        #expect(document.string == "正文")
        #expect(document.line(of: "正文") == 15)
        #expect(document.notices == [])
    }

    @Test(arguments: [
        "title = ", "title = \"甲", "title = \"甲\" 乙", "一句话", "tags = [\"甲\"", "= 1", "[表",
        "title = \"\\uzzzz\"",
    ])
    func `front matter that is not TOML is text, and a notice says why`(toml: String) throws {
        let text = "+++\n\(toml)\n+++\n正文"
        let document = try extracted(text, name: "a.txt")
        #expect(document.string == text)
        #expect(document.notices == ["cannot read the front matter: it is not valid TOML; it is searched as text"])
    }

    @Test(arguments: ["+++\n正文", "++++\ntitle = \"甲\"\n++++", "甲\n+++\ntitle = 1\n+++\n"])
    func `what is not front matter is text without a notice`(text: String) throws {
        let document = try extracted(text, name: "a.txt")
        #expect(document.string == text)
        #expect(document.notices == [])
    }
}
