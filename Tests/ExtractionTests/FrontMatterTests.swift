import Documents
import Testing

@testable import Extraction

@Suite struct FrontMatterTests {
    @Test func `front matter says what the document is and is no text`() throws {
        let document = try extracted(
            """
            ---
            title:  "年会：讲话"
            author: 雷军
            date: 2019-01-11 15:33:00
            tags:
              - 手机
              - "人工 智能"
              - 2019
            categories: [新闻, 手机]
            lang: zh-CN
            other: {a: [b, c]}
            ---

            正文
            """, name: "a.md")
        #expect(document.title == "年会：讲话")
        #expect(document.author == "雷军")
        #expect(document.dateSeconds == 1_547_220_780)
        #expect(document.tags == ["手机", "人工 智能", "2019", "新闻"])
        #expect(document.language == "zh-CN")
        #expect(document.string == "正文")
        #expect(document.lineMap.sourceLine(ofTextLine: 1) == 14)
        #expect(document.notices == [])
    }

    @Test(arguments: [
        ("tags: 甲", ["甲"]),
        ("tags: 甲，乙、丙, 丁；戊", ["甲", "乙", "丙", "丁", "戊"]),
        ("tags: machine learning", ["machine learning"]),
        ("tags:\ncategories:", []),
        ("tags: ~", []),
        ("tags: [甲, '甲', \" 甲 \", '']", ["甲"]),
        ("categories:\n- [甲, 乙]\n- [甲, 丙]", ["甲", "乙", "丙"]),
        ("tags: [a]\ncategory: b\ncategories: c\nkeywords: d\ntag: a", ["a", "c", "b", "d"]),
        ("tags: {甲: 乙}", []),
    ])
    func `tags and categories are one list, each once`(yaml: String, tags: [String]) throws {
        #expect(try extracted("---\n\(yaml)\n---\n正文", name: "a.md").tags == tags)
    }

    @Test(
        arguments: [
            ("author: 甲", "甲"), ("authors: [甲, 乙]", "甲, 乙"), ("author: {name: 甲, email: a@example.org}", "甲"),
            ("authors:\n- name: 甲\n- name: 乙", "甲, 乙"), ("author:\nauthors: 乙", "乙"), ("author: null", nil),
            ("author: []", nil),
            ("author: [{}]", nil),
        ] as [(String, String?)])
    func `authors are one string`(yaml: String, author: String?) throws {
        #expect(try extracted("---\n\(yaml)\n---\n正文", name: "a.md").author == author)
    }

    @Test(arguments: [
        "date: 2016/12/31", "published: 2016-12-31", "created: '2016-12-31'", "date: 某日\ncreated: 2016年12月31日",
    ])
    func `a date has several names`(yaml: String) throws {
        #expect(try extracted("---\n\(yaml)\n---\n正文", name: "a.md").dateSeconds == 1_483_142_400)
    }

    @Test(arguments: [
        "---\ntitle: 甲\n...\n正文", "---  \r\ntitle: 甲\r\n---\t\r\n正文", "\u{FEFF}---\ntitle: 甲\n---\n正文",
        "---\n# 注\ntitle: |\n  甲\n---\n正文",
    ])
    func `front matter has several forms`(text: String) throws {
        let document = try extracted(text, name: "a.txt")
        #expect(document.title == "甲")
        #expect(document.string == "正文")
    }

    @Test func `front matter with nothing in it is front matter`() throws {
        #expect(try extracted("---\n---\n正文", name: "a.md").string == "正文")
        #expect(try extracted("---\ntitle: 甲\n---", name: "a.md").string.isEmpty)
    }

    @Test(arguments: [
        "---\ntitle: 甲\n正文", "---", "---\n", "----\ntitle: 甲\n----\n", " ---\ntitle: 甲\n---\n", "---\n- 甲\n---\n正文",
        "---\n一句话\n---\n正文", "\n---\ntitle: 甲\n---\n",
    ])
    func `what is not front matter is text without a notice`(text: String) throws {
        let document = try extracted(text, name: "a.txt")
        #expect(document.string == text)
        #expect(document.notices == [])
    }

    @Test(arguments: [
        ("title: [甲", "it is not valid YAML"),
        ("title: 甲\ntitle: 乙", "it is not valid YAML"),
        ("title: 甲\n\tauthor: 乙", "it is not valid YAML"),
        ("title: 甲: 乙", "it is not valid YAML"),
        ("a: &a [x, x]\nb: &b [*a, *a]", "it has YAML aliases"),
        ("a: &a {x: y}\n? *a\n: b", "it has YAML aliases"),
        ("a: " + String(repeating: "[", count: 33), "it is nested too deeply"),
        ("a:\n" + String(repeating: "- ", count: 33), "it is nested too deeply"),
        (String(repeating: "? ", count: 5000), "it is nested too deeply"),
        (String(repeating: "a: b\n", count: 13_200), "it is longer than 64 KiB"),
    ])
    func `front matter that is not read is text, and a notice says why`(yaml: String, cause: String) throws {
        let text = "---\n\(yaml)\n---\n正文"
        let document = try extracted(text, name: "a.txt")
        #expect(document.string == text)
        #expect(document.mediaType == "text/plain")
        #expect(document.notices == ["cannot read the front matter: \(cause); it is searched as text"])
    }

    @Test func `an ampersand and a star in words are no aliases`() throws {
        let document = try extracted("---\ntitle: 甲 & 乙 * 丙\nauthor: a&b*c\n---\n正文", name: "a.md")
        #expect(document.title == "甲 & 乙 * 丙")
        #expect(document.author == "a&b*c")
    }
}
