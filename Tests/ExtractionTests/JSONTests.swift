import Documents
import Testing

@testable import Extraction

@Suite struct JSONTests {
    @Test(arguments: [
        ("{\"name\": \"小米\", \"n\": 1, \"b\": true}", "小米"),
        ("{\"书名\": \"红楼梦\", \"first name\": \"甲\"}", "书名\t红楼梦\n\nfirst name\t甲"),
        ("[\"甲\", \"乙\", [\"丙\"]]", "甲\n\n乙\n\n丙"),
        ("{\"a\": \"\\u4e2d\\u6587\\ud83d\\ude00\"}", "中文😀"),
        ("{\"a\": \"\\ud83d 半\\u00zz\"}", "\u{FFFD} 半\\u00zz"),
        ("{\"a\": \"引\\\"号\\\\ \\/ \\t\\u0000尾\"}", "引\"号\\ / \t尾"),
        ("{\"a\": \"甲\\n乙\\n\\n丙\\r\\n丁\"}", "甲\n乙\n\n丙\n丁"),
        ("{\"a\": \"没有结束\n\"b\": \"乙\"}", "没有结束\n\n乙"),
        ("{\"a\": \"甲\", // 注释\n /* 说\n明 */ \"b\": \"乙\",}", "甲\n\n注释\n\n说\n明\n\n乙"),
        ("{a: 裸字, \"b\": \"乙\"}", "裸字\n\n乙"),
        ("\"只有一个\"", "只有一个"),
        ("{\"a\": \"\(String(repeating: "iVBORw0KGgo+/A=", count: 100))\", \"b\": \"乙\"}", "乙"),
        ("{\"a\": \"data:image/png;base64,\(String(repeating: "iVBORw0KGgo", count: 100))\"}", ""),
        ("{}", ""),
        ("", ""),
    ])
    func `JSON is its strings`(source: String, text: String) throws {
        #expect(try extracted(source, name: "a.json").string == text)
    }

    @Test func `the outermost members say what the file is`() throws {
        let document = try extracted(
            """
            {
              "title": "年会讲话",
              "author": "王小明",
              "date": "2020-03-04",
              "tags": ["讲话", "年会"],
              "lang": "zh",
              "inner": {"title": "不是", "tags": ["不是"]},
              "text": "正文在这里。"
            }
            """, name: "a.json")
        #expect(document.title == "年会讲话")
        #expect(document.author == "王小明")
        #expect(document.dateSeconds == 1_583_280_000)
        #expect(document.tags == ["讲话", "年会"])
        #expect(document.language == "zh")
        #expect(document.line(of: "正文在这里") == 8)
    }

    @Test func `records are paragraphs, and none of them is the file`() throws {
        let document = try extracted(
            "{\"title\": \"甲\", \"text\": \"第一条\"}\n{\"title\": \"乙\", \"text\": \"第二条\"}\n", name: "记录.jsonl")
        #expect(document.string == "甲\n\n第一条\n\n乙\n\n第二条")
        #expect(document.title == "记录")
        #expect(document.line(of: "第二条") == 2)
    }

    @Test func `the lines of a notebook's cell are one text`() throws {
        let document = try extracted(
            """
            {"cells": [
             {"cell_type": "markdown", "source": [
               "# 小米\\n",
               "\\n",
               "电站的",
               "数据\\n"
             ]},
             {"cell_type": "code", "outputs": [], "source": ["print('甲')"]}
            ]}
            """, name: "a.ipynb")
        #expect(document.string == "markdown\n\n# 小米\n\n电站的数据\n\ncode\n\nprint('甲')")
        #expect(document.line(of: "电站的数据") == 5)
    }

    @Test func `a file that does not begin as JSON is text, and a notice says so`() throws {
        let document = try extracted("正文 {\"a\": 1}", name: "a.json")
        #expect(document.string == "正文 {\"a\": 1}")
        #expect(document.mediaType == "text/plain")
        #expect(
            document.notices == [
                "cannot read the file as application/json: it does not begin as JSON; it is searched as it is written"
            ])
    }
}
