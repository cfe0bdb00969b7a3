import Documents
import Testing

@testable import Extraction

/// reStructuredText, Org and AsciiDoc as text.
@Suite struct LightMarkupTests {
    @Test(arguments: [
        ("标题\n====\n\n甲\n乙", "标题\n\n甲\n乙"),
        ("====\n标题\n====\n甲", "标题\n\n甲"),
        ("小\\ **米**\\ 手机", "小米手机"),
        ("小**米**手*机*", "小米手机"),
        (":strong:`小`\\ 米", "小米"),
        ("小\\ :ref:`米手 <target>`\\ 机", "小米手机"),
        (":py:class:`甲`乙", "甲乙"),
        ("见 `主页 <http://example.org>`_ 和 `索引`_。", "见 主页 和 索引。"),
        ("用 ``**原样**`` 写", "用 **原样** 写"),
        ("2 \\* 3，snake_case 与 a*b", "2 * 3，snake_case 与 a*b"),
        ("甲 [1]_ 乙 [#注]_ 丙 [CIT2002]_", "甲 乙 丙 [CIT2002]"),
        (".. [1] 脚注的文字", "脚注的文字"),
        ("甲\n\n.. 注释\n   还是注释\n\n乙", "甲\n\n乙"),
        (".. _target:\n\n甲", "甲"),
        (".. note:: 注意\n\n   小米\n   手机\n\n后文", "注意\n\n小米\n手机\n\n后文"),
        (".. figure:: 图.png\n   :alt: 电站\n   :width: 30\n\n   图的说明", "电站\n\n图的说明"),
        (".. code-block:: python\n   :linenos:\n\n   x = **1**\n\n     y\n\n后文", "   x = **1**\n\n     y\n\n后文"),
        ("例如::\n\n  *原样*\n\n后文", "例如:\n\n  *原样*\n\n后文"),
        ("::\n\n  *原样*", "  *原样*"),
        ("- 甲\n- 乙\n\n#. 丙", "甲\n\n乙\n\n丙"),
        ("+----+----+\n| 甲 | 乙 |\n+====+====+\n| 丙 | 丁 |\n+----+----+", "甲\t乙\n\n丙\t丁"),
        ("=====  =====\n甲     乙\n=====  =====\n丙     丁\n=====  =====", "甲 乙\n\n丙 丁"),
        ("甲\n\n----\n\n乙", "甲\n\n乙"),
        ("**没有结束\n\n乙*", "**没有结束\n\n乙*"),
        ("|版本| 的 |名字|", "版本 的 名字"),
        ("", ""),
    ])
    func `reStructuredText is what a reader sees`(source: String, text: String) throws {
        let string = try extracted(source, name: "a.rst").string
        #expect(string == text)
    }

    @Test func `reStructuredText says what it is in its fields`() throws {
        let document = try extracted(
            """
            山里的电站
            ==========

            :Author: 王小明
            :Date: 2020-03-04
            :Tags: 水电，山区
            :Language: zh-CN
            :Version: 第三版

            正文在这里。
            """, name: "a.rst")
        #expect(document.title == "山里的电站")
        #expect(document.author == "王小明")
        #expect(document.dateSeconds == 1_583_280_000)
        #expect(document.tags == ["水电", "山区"])
        #expect(document.language == "zh-CN")
        #expect(document.string == "山里的电站\n\n第三版\n\n正文在这里。")
        #expect(document.line(of: "正文") == 10)
        let nikola = try extracted(".. title: 题\n.. tags: 甲, 乙\n.. slug: x\n\n正文", name: "a.rst")
        #expect(nikola.title == "题")
        #expect(nikola.tags == ["甲", "乙"])
        #expect(nikola.string == "正文")
    }

    @Test(arguments: [
        ("* TODO [#A] 标题 *小*米 :标签:work:\n甲\n乙", "标题 小米\n\n甲\n乙"),
        ("小*米*手/机/~码~=码=", "小米手机码码"),
        ("见[[http://example.org/甲][小米*手*机]]和[[file:a.org]]。", "见小米手机和file:a.org。"),
        ("路径 a/b/c 与 snake_case_x", "路径 a/b/c 与 snake_case_x"),
        ("http://example.org/a_b_/c 甲", "http://example.org/a_b_/c 甲"),
        (":PROPERTIES:\n:ID: 1\n:END:\n甲", "甲"),
        (":PROPERTIES:\n:ID: 1\n没有结束", "没有结束"),
        (":备注:甲", ":备注:甲"),
        ("# 注释\n#标签 甲", "#标签 甲"),
        ("#+BEGIN_SRC sh\n# 码 *x*\n\n  y\n#+END_SRC\n后文", "# 码 *x*\n\n  y\n\n后文"),
        ("#+begin_quote\n引*文*\n#+end_quote\n后文", "引文\n\n后文"),
        ("#+BEGIN_COMMENT\n不见\n#+END_COMMENT\n甲", "甲"),
        ("#+CAPTION: 图一\n[[file:图.png]]", "图一\n\nfile:图.png"),
        ("- [X] 甲\n- 乙 :: 丙\n+ 丁", "甲\n\n乙 :: 丙\n\n丁"),
        ("| 甲 | 乙 |\n|----+----|\n| 丙 | 丁 |", "甲\t乙\n\n丙\t丁"),
        (": 原 *样*\n后文", "原 *样*\n\n后文"),
        ("小[fn:1]米\n\n[fn:1] 注释", "小米\n\n注释"),
        ("小[fn::旁注]米", "小米\n\n旁注"),
        ("SCHEDULED: <2020-01-02 四>\n甲", "甲"),
        ("甲 \\\\\n乙", "甲\n乙"),
        ("*没有结束", "*没有结束"),
        ("", ""),
    ])
    func `Org is what a reader sees`(source: String, text: String) throws {
        #expect(try extracted(source, name: "a.org").string == text)
    }

    @Test func `Org says what it is in its keywords`() throws {
        let document = try extracted(
            """
            #+TITLE: 读书笔记
            #+AUTHOR: 李雷
            #+DATE: <2021-05-06 四>
            #+FILETAGS: :读书:笔记:
            #+KEYWORDS: 红楼梦, 曹雪芹
            #+LANGUAGE: zh
            #+OPTIONS: toc:nil

            * 第一章
            正文在这里。
            """, name: "a.org")
        #expect(document.title == "读书笔记")
        #expect(document.author == "李雷")
        #expect(document.dateSeconds == 1_620_259_200)
        #expect(document.tags == ["读书", "笔记", "红楼梦", "曹雪芹"])
        #expect(document.language == "zh")
        #expect(document.string == "第一章\n\n正文在这里。")
        #expect(document.line(of: "正文") == 10)
    }

    @Test(arguments: [
        ("= 标题\n\n甲\n乙", "标题\n\n甲\n乙"),
        ("== 小**米**\n甲", "小米\n\n甲"),
        ("小*米*手_机_`码`#亮#", "小米手机码亮"),
        ("见 link:a.html[小*米*] 和 https://example.org/a_b_c[主页]。", "见 小米 和 主页。"),
        ("https://example.org/a_b_c 甲", "https://example.org/a_b_c 甲"),
        ("见 <<章,第二*章*>> 与 xref:b.adoc[手机]", "见 第二章 与 手机"),
        ("甲[[锚]]乙 [.红]#丙#", "甲乙 丙"),
        ("image::图.png[电站的照片,width=300]", "电站的照片"),
        ("小footnote:[旁注]米", "小米\n\n旁注"),
        ("[source,python]\n----\nx = *1*\n\n  y\n----\n后文", "x = *1*\n\n  y\n\n后文"),
        ("----\n没有结束 *x*", "没有结束 *x*"),
        ("////\n不见\n////\n甲\n// 注释\n乙", "甲\n乙"),
        ("////\n没有结束", "没有结束"),
        ("====\n例子\n====", "例子"),
        ("NOTE: 注意", "NOTE: 注意"),
        (".块的标题\n甲", "块的标题\n\n甲"),
        ("* 甲\n** 乙\n. 丙\n- 丁", "甲\n\n乙\n\n丙\n\n丁"),
        ("[quote, 李白, 静夜思]\n床前明月光", "李白, 静夜思\n\n床前明月光"),
        ("|===\n|甲 |乙\n\n|丙\n|丁\n|===\n后文", "甲\t乙\n\n丙\n\n丁\n\n后文"),
        ("include::b.adoc[]\nifdef::x[]\n甲\nendif::[]", "甲"),
        ("a*b*c 与 2 * 3 * 4", "a*b*c 与 2 * 3 * 4"),
        ("", ""),
    ])
    func `AsciiDoc is what a reader sees`(source: String, text: String) throws {
        #expect(try extracted(source, name: "a.adoc").string == text)
    }

    @Test func `AsciiDoc says what it is in its header`() throws {
        let document = try extracted(
            """
            = 路由器手册
            韩 梅梅 <hmm@example.org>; 李雷
            v1.2, 2022-07-08: 修订
            :lang: zh-CN
            :keywords: 路由器, 网络

            正文在这里。
            """, name: "a.adoc")
        #expect(document.title == "路由器手册")
        #expect(document.author == "韩 梅梅, 李雷")
        #expect(document.dateSeconds == 1_657_238_400)
        #expect(document.tags == ["路由器", "网络"])
        #expect(document.language == "zh-CN")
        #expect(document.string == "路由器手册\n\n正文在这里。")
        #expect(document.line(of: "正文") == 7)
        #expect(try extracted("= 题\n这是正文，不是作者。", name: "a.adoc").author == nil)
    }

    @Test(arguments: ["a.rst", "a.org", "a.adoc", "a.html"])
    func `light markup may have front matter`(name: String) throws {
        let document = try extracted("---\ntitle: 题\ntags: [甲]\n---\n\n正文\n", name: name)
        #expect(document.title == "题")
        #expect(document.tags == ["甲"])
        #expect(document.string == "正文")
        #expect(document.line(of: "正文") == 6)
    }

    @Test(arguments: ["a.rst", "a.org", "a.adoc", "a.tex", "a.md", "a.mdx"])
    func `each line of text knows its line of the file`(name: String) throws {
        let document = try extracted(
            "行1\n行2\n\n行4 *强*\n[甲\n乙] 行6\n\n\n- 行9\n- 行10\n行11\n\n    行13\n\n行15\n", name: name)
        var seen: [Int] = []
        for (index, line) in document.string.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard let mark = line.firstIndex(of: "行"),
                let number = Int(line[mark...].dropFirst().prefix { $0.isNumber })
            else { continue }
            seen.append(number)
            #expect(document.lineMap.sourceLine(ofTextLine: index + 1) == number)
        }
        #expect(seen == [1, 2, 4, 6, 9, 10, 11, 13, 15])
    }
}
