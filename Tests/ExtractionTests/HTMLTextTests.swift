import Documents
import Testing

@testable import Extraction

/// What HTML is as text.
@Suite struct HTMLTextTests {
    @Test(arguments: [
        ("<b>小</b>米<i>手</i><span>机</span>", "小米手机"),
        ("<p>甲</p><p>乙</p>", "甲\n\n乙"),
        ("甲<div>乙</div>丙", "甲\n\n乙\n\n丙"),
        ("甲<br>乙<br/>丙", "甲\n\n乙\n\n丙"),
        ("<h1>甲</h1>乙", "甲\n\n乙"),
        ("<ul><li>甲<li>乙</ul>丙", "甲\n\n乙\n\n丙"),
        ("<dl><dt>甲<dd>乙</dl>", "甲\n\n乙"),
        ("<table><tr><td>甲</td><td>乙</td></tr><tr><th>丙<th>丁</table>戊", "甲\t乙\n\n丙\t丁\n\n戊"),
        ("<section>甲</section><article>乙</article><main>丙</main>", "甲\n\n乙\n\n丙"),
        ("<p>  甲 \t 乙  </p>", "甲 乙"),
        ("<p>甲\n  乙</p>", "甲\n乙"),
        ("<p>甲 \n\n\n 乙</p>", "甲\n乙"),
        ("<p>甲<b>\n</b> 乙</p>", "甲\n乙"),
        ("a&nbsp;b&#160;&nbsp; c\u{A0}d", "a b c d"),
        ("£é\u{A0}É", "£é É"),
        ("甲\u{3000}乙", "甲\u{3000}乙"),
        ("a&amp;b&lt;c&gt;&quot;&#20013;&#x6587;&eacute;", "a&b<c>\"中文é"),
        ("&unknown; &#xFFFFFFFF; &#0; & 甲", "&unknown; & 甲"),
        ("<pre>  甲\n\n  乙\t丙\n</pre>丁", "  甲\n\n  乙\t丙\n\n丁"),
        ("<pre>\n甲</pre>", "甲"),
        ("<pre>\n\n甲<b>\n</b>\n乙\n\n</pre>", "甲\n\n乙"),
        ("甲<pre>\n\n乙&#13;丙\n</pre>\n<pre>\n</pre>丁", "甲\n\n\n乙 丙\n\n丁"),
        ("甲<pre>乙</pre>", "甲\n\n乙"),
        ("甲<!-- 注 -->乙", "甲乙"),
        ("甲<script>var 乙 = '<p>'</script>丙<style>p { 丁 }</style>戊", "甲丙戊"),
        ("<head><title>题</title><base href=x></head><body>甲", "甲"),
        ("甲<noscript>请打开脚本</noscript>乙<template>丙</template>", "甲乙"),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>", "漢字"),
        ("甲<p hidden>乙</p>丙", "甲\n\n丙"),
        ("甲<span hidden=\"\">乙<b>丁</b></span>丙", "甲丙"),
        ("甲<p style=\"color:red; DISPLAY : none\">乙</p>丙", "甲\n\n丙"),
        ("甲<p style='visibility:hidden;'>乙</p>丙", "甲\n\n丙"),
        ("甲<p style='--x:display:none'>乙</p>", "甲\n\n乙"),
        ("甲<br hidden>乙", "甲\n\n乙"),
        ("<body style='display:none'>甲", "甲"),
        ("甲<img alt='乙' src='丙' title='丁'>戊", "甲戊"),
        ("<a href='http://example.org/乙'>甲</a>", "甲"),
        ("<P>甲<DIV CLASS=x>乙</DIV>", "甲\n\n乙"),
        ("甲<unknown>乙</unknown>丙", "甲乙丙"),
        ("甲</b></p></div>乙", "甲\n\n乙"),
        ("<meta charset=gb2312><p>中文", "中文"),
        ("<meta http-equiv=content-type content='text/html; charset=big5'><p>中文", "中文"),
        ("<?xml version='1.0' encoding='gbk'?><html><body><p>中文</p></body></html>", "中文"),
        // HTML has no entities of one's own; browsers show the rest of such a doctype too.
        ("<!DOCTYPE html [<!ENTITY a 'b'>]><p>甲", "]>\n\n甲"),
    ])
    func `HTML is the text that a reader sees`(html: String, text: String) throws {
        #expect(try extracted(html, name: "a.html").string == text)
    }

    @Test func `an element between two chunks of a long text does not break it`() throws {
        let long = String(repeating: "字", count: 5000)
        #expect(try extracted("<p>\(long)<b>\(long)</b></p>", name: "a.html").string == long + long)
    }

    @Test func `the head says what the page is`() throws {
        let page = """
            <!doctype html>
            <html lang="zh-CN"><head><meta charset="utf-8">
            <title>年会 &amp; 讲话</title>
            <meta name="Author" content="雷 军">
            <meta name=keywords content="手机，人工智能, 手机、 汽车 ">
            <meta property="article:tag" content="年会">
            <meta property="article:published_time" content="2022-02-08T20:53:15+08:00">
            </head><body><svg><title>图</title></svg>正文</body></html>
            """
        let document = try extracted(page, name: "a.html")
        #expect(document.title == "年会 & 讲话")
        #expect(document.author == "雷 军")
        #expect(document.tags == ["手机", "人工智能", "汽车", "年会"])
        #expect(document.dateSeconds == 1_644_324_795)
        #expect(document.language == "zh-CN")
        #expect(document.string == "正文")
    }

    @Test(arguments: [
        "<html xml:lang=ja><meta name=date content=2016/12/31>",
        "<html lang=ja><meta itemprop=datePublished content='2016-12-31'>",
        "<html lang=' ja '><meta name=pubdate content='某日'><meta name=DC.date content='2016年12月31日'>",
    ])
    func `a date and a language have several spellings`(head: String) throws {
        let document = try extracted(head, name: "a.html")
        #expect(document.dateSeconds == 1_483_142_400)
        #expect(document.language == "ja")
    }

    @Test func `front matter comes before what the head says`() throws {
        let document = try extracted(
            "---\ntitle: 甲\nlang: ja\ntags: [子]\n---\n<html lang=zh><title>乙</title><meta name=author content=丙><meta name=keywords content=丑>",
            name: "a.html")
        #expect(document.title == "甲")
        #expect(document.language == "ja")
        #expect(document.author == "丙")
        #expect(document.tags == ["子", "丑"])
    }

    @Test(arguments: [
        ("<p>甲</p>\n<p\n>乙</p>", ["甲": 1, "乙": 3]),
        (
            "<html>\n<head>\n<script>\n\n</script>\n<!--\n\n-->\n<style>\n</style></head><body>\n\n甲<br>乙\n丙",
            ["甲": 12, "乙": 12, "丙": 13]
        ),
        ("---\ntitle: 题\n---\n\n<p a='\n\n'>甲</p>乙", ["甲": 7, "乙": 7]),
        ("\r\n\r\n<p>甲\r\n乙\r丙", ["甲": 3, "乙": 4, "丙": 5]),
        ("<pre>\n甲\n乙\n\n丙</pre>丁", ["甲": 2, "乙": 3, "丙": 5, "丁": 5]),
    ])
    func `each line of text knows its line of the file`(html: String, lines: [String: Int]) throws {
        let document = try extracted(html, name: "a.html")
        for (index, line) in document.string.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let expected = lines[String(line)] {
                #expect(document.lineMap.sourceLine(ofTextLine: index + 1) == expected, "\(line)")
            }
        }
        #expect(lines.keys.allSatisfy { document.string.contains($0) })
    }

    @Test func `lines are right behind a thousand long lines`() throws {
        let html = (1...1000).map { "<p>行\($0)，\(String(repeating: "长", count: $0))" }.joined(separator: "\n\n")
        let document = try extracted(html, name: "a.html")
        for (index, line) in document.string.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard !line.isEmpty, let number = Int(line.dropFirst().prefix { $0 != "，" }) else { continue }
            #expect(document.lineMap.sourceLine(ofTextLine: index + 1) == 2 * number - 1)
        }
    }
}
