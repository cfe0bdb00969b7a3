import TestSupport
import Documents
import Testing

@testable import Extraction

@Suite struct ExtractionFuzzTests {
    private static let seeds = [
        "---\ntitle: 题\ntags: [a, b]\ndate: 2020-01-02\n---\n# 甲\n\n乙**丙**[丁](x)![戊](y)\n\n|a|b|\n|-|-|\n|c|\n\n```\n码\n```\n\n[^1]: 注\n文[^1]\n",
        "<!doctype html>\n<html lang=zh><head><title>题</title>\n<meta name=keywords content='a,b'></head>\n<body><h1>甲</h1><p hidden>乙</p><pre>\n丙\n</pre><table><tr><td>丁<td>戊</table>&nbsp;&amp;&#20013;<!-- 注 --><script>x</script></body></html>",
        "甲乙丙\r\n丁\n\n\u{FEFF}戊\u{3000}己😀\n<div>\n\n- 一\n  1. 二\n     > 三\n</div>\n",
        "题\n==\n\n:Author: 甲\n\n小\\ **米** `链 <x>`_\n\n.. note:: 注\n   :alt: 图\n\n   乙\n\n例::\n\n   码\n\n| 丙 | 丁 |\n",
        "#+TITLE: 题\n* TODO 甲 :标:\n:PROPERTIES:\n:ID: 1\n:END:\n[[x][乙]] *丙* [fn:1]\n#+BEGIN_SRC\n码\n#+END_SRC\n| 丁 |\n",
        "= 题\n甲 <a@b>\n:lang: zh\n\nlink:x[乙] footnote:[注] <<x,丙>>\n\n----\n码\n----\n|===\n|丁\n|===\n////\n注\n////\n",
        "\\documentclass{x}\n\\title{题}\n\\begin{document}\n\\section{甲}\n\\textbf{乙}\\footnote{注} $x$ % 注\n\\begin{verbatim}\n码\n\\end{verbatim}\n\\'e\\end{document}\n",
        "<?xml version='1.0'?>\n<r xml:lang='zh'><title>题</title>\n<p t='属性'>甲<b>乙</b>&amp;&nbsp;</p><![CDATA[丙]]></r>\n",
        "{\"title\": \"题\", // 注\n \"甲\": [\"\\u4e2d\\n\", {\"source\": [\"a\\n\", \"b\"]}], \"b\": 1}\n{\"c\": \"乙\"}\n",
        "甲,\"乙\n\"\"丙\",丁\n;\t,\n",
        "WEBVTT\n\nNOTE 注\n\n1\n00:01.000 --> 00:02.000\n<v 甲>乙</v> {\\an8}丙\\N丁&amp;\n\n",
        "[Script Info]\nTitle: 题\n[Events]\nFormat: a, Text\nDialogue: 0,{\\p1}m 0{\\p0}甲\\h乙\n[00:01.00]丙\n",
        "+++\ntitle = \"题\"\ntags = [\"a\",\n 'b']\n+++\n[[甲|乙]] %%注%%\n\n::: tip 丙\n> [!note] 丁\n\nimport x\n\n<A b={c}>{戊}</A>\n",
    ]
    private static let pieces = [
        "<", ">", "</", "<p>", "</p>", "<div hidden>", "<pre>", "\n", "\n\n", "\r", "&", "&#13;", "&#10;", "---\n",
        "...\n", "[", "](", "![", "|", "|-|\n",
        "`", "```\n", "> ", "- ", "    ", "\t", "<!--", "-->", "<!--sou-line 3-->", "<p data-sourcepos=\"2:1-9:9\">",
        "<title>", "<script>", "[^1]", "[^1]: ",
        "\u{A0}", "中", "é", "😀", "*", "_", "~~", "<br/>", "<td>", "&nbsp;", ": ", "&a ", "*a ", "<![CDATA[", "<?",
        "<textarea>", "<svg>", "\u{FEFF}", "\\", "\\begin{verbatim}", "\\end{verbatim}", "{", "}", "$", "%", "%%", "\"",
        "\\u", "\\ud83d", ",", ";", "**", "``", "::", "::\n", ".. ", ":a: ", "#+", "#+BEGIN_SRC\n", "[[", "]]", "[fn:",
        "|===\n", "----\n", "////\n", "= ", "--> ", "00:01 --> 00:02\n", "{\\p1}", "[!note] ", "+++\n", "//", "/*", "]",
    ]

    @Test(arguments: [
        "a.md", "a.mdx", "a.html", "a.txt", "a", "a.rst", "a.org", "a.adoc", "a.tex", "a.xml", "a.json", "a.csv",
        "a.vtt",
        "a.ass", "a.lrc", "a.py",
    ])
    func `whatever comes is valid text with lines that do not fall`(name: String) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed: seed)
        for round in 0..<500 {
            var bytes = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)].utf8)
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let place = Int.random(in: 0...bytes.count, using: &random)
                switch Int.random(in: 0..<8, using: &random) {
                case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 0...9, using: &random)))
                default:
                    bytes.insert(
                        contentsOf: Array(Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)].utf8),
                        at: place)
                }
            }
            let result = Extractor().extract(bytes, name: Array(name.utf8))
            switch result {
            case .skipped, .undecidedEncoding:
                let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains { $0 < 9 }
                #expect(!isText, "seed \(seed), round \(round): \(bytes)")
            case .document(let document):
                let carriageReturns = bytes.indices.count {
                    bytes[$0] == 0x0D && (bytes.dropFirst($0 + 1).first != 0x0A)
                }
                let lines = 1 + bytes.count { $0 == 0x0A } + carriageReturns
                let breaches = document.breaches(sourceLines: lines)
                #expect(breaches == [], "seed \(seed), round \(round): \(bytes)")
                if !breaches.isEmpty { return }
            }
        }
    }
}
