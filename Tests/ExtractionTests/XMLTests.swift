import Documents
import Testing

@testable import Extraction

@Suite struct XMLTests {
    @Test(arguments: [
        ("<书><章>甲</章><章>乙</章></书>", "甲\n\n乙"),
        ("<para>小<emphasis>米</emphasis>手机</para>", "小米手机"),
        ("<para><b>小</b>米<i>手</i><u>机</u></para>", "小米手机"),
        ("<r>\n  <p>甲</p>\n  <p>乙</p>\n</r>", "甲\n\n乙"),
        ("<r>&lt;甲&gt;&amp;&#20013;<![CDATA[<乙>]]></r>", "<甲>&中<乙>"),
        ("<r>甲&nbsp;乙&hellip;&unknown;丙</r>", "甲 乙…丙"),
        ("<?xml version='1.0' encoding='gbk'?><r>中文</r>", "中文"),
        ("<r><!-- 注释 -->甲<?pi 乙?></r>", "甲"),
        (
            "<opml><body><outline text='订阅' title='订阅' xmlUrl='http://x'><outline text='电站'/></outline></body></opml>",
            "订阅\n\n电站"
        ),
        ("<r 名='值' id='x'/>", "值"),
        ("<svg><style>.a{}</style><text>电站</text><script>x</script></svg>", "电站"),
        (
            "<tmx><tu><tuv xml:lang='en'><seg>station</seg></tuv><tuv xml:lang='zh'><seg>电<bpt>x</bpt>站</seg></tuv></tu></tmx>",
            "station\n\n电x站"
        ),
        ("<r/>", ""),
        ("", ""),
    ])
    func `XML is its text`(source: String, text: String) throws {
        #expect(try extracted(source, name: "a.xml").string == text)
    }

    @Test func `a feed is its title and entries`() throws {
        let document = try extracted(
            """
            <?xml version="1.0" encoding="utf-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
              <title>山里的<b>博客</b></title>
              <author><name>王小明</name><email>wxm@example.org</email></author>
              <updated>2020-03-04T00:00:00Z</updated>
              <category>水电</category>
              <entry>
                <title>不是题</title>
                <author><name>不是</name></author>
                <summary>正文在这里。</summary>
              </entry>
            </feed>
            """, name: "a.atom")
        #expect(document.title == "山里的博客")
        #expect(document.author == "王小明")
        #expect(document.dateSeconds == 1_583_280_000)
        #expect(document.tags == ["水电"])
        #expect(document.language == "zh-CN")
        #expect(document.line(of: "正文在这里") == 10)
        #expect(document.notices == [])
    }

    @Test(
        arguments: [
            ("<r><a>甲</a>\n<b>乙</c>\n丙</r>", "甲\n\n乙\n\n丙</r>", 2),
            ("<r>甲</r>\n乙", "甲\n\n乙", 1),
            ("<r>甲 & 乙</r>", "甲\n\n乙</r>", 1),
            ("<r>甲", "甲", nil),
            ("不是 XML", "不是 XML", 1),
        ] as [(String, String, Int?)])
    func `broken XML is read on as it is written, and a notice says so`(source: String, text: String, line: Int?) throws
    {
        let document = try extracted(source, name: "a.xml")
        let seen = document.string.split(separator: "\n").map { $0.filter { $0 != " " } }
        #expect(seen == text.split(separator: "\n").map { $0.filter { $0 != " " } })
        #expect(
            document.notices
                == (line.map {
                    ["the XML is broken at line \($0); from there on the file is searched as it is written"]
                } ?? []))
    }

    @Test func `entities do not grow and name no files`() throws {
        let bomb =
            "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>"
            + "<!ENTITY f SYSTEM 'file:///etc/passwd'><!ENTITY % p SYSTEM 'file:///etc/passwd'>%p;]><r>甲&c;&f;乙</r>"
        let document = try extracted(bomb, name: "a.xml")
        #expect(document.string == "甲乙")
        #expect(document.notices == [])
    }

    @Test func `what is nested too deeply is read on as it is written`() throws {
        let document = try extracted(String(repeating: "<a>", count: 5000) + "深处", name: "a.xml")
        #expect(document.string.hasSuffix("深处"))
        #expect(document.notices.count == 1)
    }
}
