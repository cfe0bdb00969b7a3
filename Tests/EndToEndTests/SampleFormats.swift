import Foundation
import SystemPackage
import TestSupport

/// One small document in every format and some encodings; each has the phrase somewhere in its middle.
enum SampleFormats {
    /// In some of the files a hard wrap, markup or the border of two runs stands inside it.
    static let phrase = "值班的人没有睡"

    /// Writes the documents, and returns their names.
    static func write(to folder: FilePath) throws -> [String] {
        for (name, text) in texts { try TestSupport.write(text, to: folder.appending(name)) }
        for (name, bytes) in encoded { try TestSupport.write(bytes, to: folder.appending(name)) }
        for name in try FileManager.default.contentsOfDirectory(atPath: fixtures) where !name.hasSuffix(".py") {
            try FileManager.default.copyItem(atPath: "\(fixtures)/\(name)", toPath: folder.appending(name).string)
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()
    }

    /// Files of office programs and archives, made by `make.py` there.
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "ExtractionTests/Fixtures").path

    private static let before = "山里有一座小小的电站。那天夜里下着雨，"
    private static let after = "，他守着仪表，一直坐到天亮。"

    private static let texts: [(name: String, text: String)] = [
        ("plain.txt", "\(before)值班的\n人没有睡\(after)\n"),
        ("markdown.md", "---\ntitle: 电站\n---\n\n\(before)值班的**人**没有睡\(after)\n"),
        ("component.mdx", "import A from './a'\n\n# 电站\n\n\(before)值班的人没有睡\(after)\n\n<A x={1} />\n"),
        ("page.html", "<!DOCTYPE html><title>电站</title><p>\(before)值班的<b>人</b>没有睡\(after)"),
        (
            "page.xhtml",
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>值班的人没有睡</p></body></html>"
        ),
        (
            "article.xml",
            "<?xml version=\"1.0\"?><article><title>电站</title><para>\(before)值班的<em>人</em>没有睡</para></article>"
        ),
        (
            "feed.rss",
            "<rss version=\"2.0\"><channel><title>电站</title><item><description>值班的人没有睡</description></item></channel></rss>"
        ),
        ("record.json", "{\"title\": \"电站\", \"body\": [\"\\u503c\\u73ed的人没有睡\"]}\n"),
        ("records.jsonl", "{\"text\": \"雾散了\"}\n{\"text\": \"值班的人没有睡\"}\n"),
        ("table.csv", "日期,记事\n1990-01-02,\"\(before)值班的人没有睡\"\n"),
        ("table.tsv", "日期\t记事\n1990-01-02\t值班的人没有睡\n"),
        ("film.srt", "1\n00:00:01,000 --> 00:00:02,000\n那天夜里\n\n2\n00:00:03,000 --> 00:00:04,000\n<i>值班的人</i>\n没有睡\n"),
        ("film.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n值班的人没有睡\n"),
        (
            "film.ass",
            "[Script Info]\nTitle: 电站\n\n[Events]\nFormat: Layer, Start, End, Text\nDialogue: 0,0:00:01.00,0:00:02.00,值班的人\\N没有睡\n"
        ),
        ("handbook.rst", "电站\n====\n\n:Author: 王小明\n\n\(before)值班的\\ **人**\\ 没有睡\(after)\n"),
        ("notes.org", "#+TITLE: 电站\n* TODO 夜班\n\(before)值班的[[file:a.org][人]]没有睡\(after)\n"),
        ("manual.adoc", "= 电站\n王小明 <a@example.org>\n\n\(before)值班的**人**没有睡\(after)\n"),
        (
            "paper.tex",
            "\\documentclass{ctexart}\n\\title{电站}\n\\begin{document}\n\(before)值班的\\emph{人}没有睡\(after)\n\\end{document}\n"
        ),
        ("program.py", "# 值班的人没有睡\nprint('天亮')\n"),
        (
            "letter.mht",
            "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>值班的人没有睡</p>\n--b--\n"
        ),
    ]

    /// The same sentences as bytes; those in Big5 in Traditional characters.
    private static let encoded: [(name: String, bytes: [UInt8])] = [
        (
            "gb18030.txt",
            hexadecimal(
                "c9bdc0efd3d0d2bbd7f9d0a1d0a1b5c4b5e7d5bea1a3c4c7ccecd2b9c0efcfc2d7c5d3eaa3acd6b5b0e0b5c4c8"
                    + "cbc3bbd3d0cbafa3accbfbcad8d7c5d2c7b1eda3acd2bbd6b1d7f8b5bdccecc1c1a1a3b5dab6feccecd4e7c9cf"
                    + "ceedc9a2c1cba1a30a")
        ),
        (
            "big5.txt",
            hexadecimal(
                "a473b8cca6b3a440ae79a470a470aabab971afb8a143a8baa4d1a95db8cca455b5dbab42a141adc8af5aaabaa4"
                    + "48a853a6b3bacea141a54ca675b5dbbbf6aaeda141a440aabda7a4a8eca4d1ab47a143b2c4a447a4d1a6ada457"
                    + "c3fab4b2a446a1430a")
        ),
        ("utf16.txt", [0xFF, 0xFE] + utf16LittleEndian("\(before)值班的人没有睡\(after)\n")),
        ("utf16-without-mark.txt", utf16LittleEndian("\(before)值班的人没有睡\(after)\n")),
    ]

    private static func utf16LittleEndian(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func hexadecimal(_ digits: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = digits[...]
        while let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
