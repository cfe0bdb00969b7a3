import Documents
import Testing

@testable import Extraction

@Suite struct TextFormatTests {
    @Test(
        arguments: [
            // The extension decides, whatever the text looks like.
            ("a.md", "<html>正文", "text/markdown"),
            ("a.mdx", "正文", "text/mdx"),
            ("a.rst", "正文", "text/x-rst"),
            ("a.org", "正文", "text/org"),
            ("a.adoc", "正文", "text/asciidoc"),
            ("a.tex", "正文", "text/x-tex"),
            ("a.sty", "\\documentclass", "text/x-tex"),
            ("a.svg", "<svg/>", "application/xml"),
            ("a.rss", "<rss/>", "application/xml"),
            ("a.json", "{}", "application/json"),
            ("a.ipynb", "{}", "application/json"),
            ("a.jsonl", "{}", "application/x-ndjson"),
            ("a.csv", "甲,乙", "text/csv"),
            ("a.tsv", "甲\t乙", "text/tab-separated-values"),
            ("a.srt", "正文", "application/x-subrip"),
            ("a.vtt", "正文", "text/vtt"),
            ("a.ass", "正文", "text/x-ssa"),
            ("a.lrc", "正文", "text/x-lrc"),
            ("a.py", "# <html>", "text/x-python"),
            ("a.C", "int x;", "text/x-c"),
            ("a.yml", "---\ntitle: 甲\n---\n正文", "text/x-yaml"),
            // XML that is XHTML is read as HTML.
            ("a.xml", "<?xml version='1.0'?>\n<html xmlns='x'><p>正文", "text/html"),
            ("a.xml", "<?xml version='1.0'?><书/>", "application/xml"),
            // Without an extension that says so, the content decides where it is certain.
            ("a.txt", "<?xml version='1.0'?><书/>", "application/xml"),
            ("a.txt", "WEBVTT\n\n00:01.000 --> 00:02.000\n正文", "text/vtt"),
            ("a.txt", "WEBVTTX", "text/plain"),
            ("a.txt", "1\n00:00:01,000 --> 00:00:02,000\n正文", "application/x-subrip"),
            ("a.txt", "1\n正文 --> 正文\n", "text/plain"),
            ("a", "[Script Info]\nTitle: 题", "text/x-ssa"),
            ("a", "#+TITLE: 题\n正文", "text/org"),
            ("a", "% 注\n\n\\documentclass{article}", "text/x-tex"),
            ("a", "用 \\documentclass 开头", "text/plain"),
            ("a", "{\"甲\": 1}", "application/json"),
            ("a", "[\n{ \"甲\" : 1}]", "application/json"),
            ("a", "{\"甲\": 1}\n{\"甲\": 2}\n", "application/x-ndjson"),
            // A bracket begins many things.
            ("a.txt", "{\"甲\": 1}", "text/plain"),
            ("a.log", "{\"甲\": 1}\n{\"甲\": 2}\n", "text/plain"),
            ("a", "{甲}", "text/plain"),
            ("a", "[甲]", "text/plain"),
            ("a", "{\"甲", "text/plain"),
            ("a", "", "text/plain"),
        ])
    func `the content names the format where it is certain, else the name does`(
        name: String, text: String, type: String
    ) throws {
        #expect(try extracted(text, name: name).mediaType == type)
    }

    @Test func `source code is text as it is written, and its title is its name`() throws {
        let document = try extracted("# 注释 <b>\nprint('**甲**')\n", name: "src/工具.py")
        #expect(document.string == "# 注释 <b>\nprint('**甲**')\n")
        #expect(document.title == "工具")
    }

    @Test func `formats that a parser reads have a longest file`() {
        #expect(TextFormat.plain.limit == nil)
        #expect(TextFormat.json.limit == nil)
        for format in [TextFormat.markdown, .mdx] {
            #expect(format.limit?.bytes == 16_777_216)
            #expect(format.limit?.name == "16 MiB")
        }
        for format in [TextFormat.html, .xml] {
            #expect(format.limit?.bytes == 1_073_741_824)
            #expect(format.limit?.name == "1 GiB")
        }
    }
}
