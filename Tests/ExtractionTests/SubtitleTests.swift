import Documents
import Testing

@testable import Extraction

@Suite struct SubtitleTests {
    @Test(arguments: [
        (
            "a.srt",
            "1\n00:00:01,000 --> 00:00:02,000\n<i>我们明天</i>\n就出发\n\n2\n00:00:03,000 --> 00:00:04,500 X1:0\n{\\an8}去山里的电站\n",
            "我们明天\n就出发\n去山里的电站"
        ),
        ("a.srt", "00:01 --> 00:02\n1984\n\n3\n4\n", "1984\n3\n4"),
        ("a.srt", "没有时间的一行\n甲 < 乙 <font color=\"red\">丙</font>", "没有时间的一行\n甲 < 乙 丙"),
        (
            "a.vtt",
            "WEBVTT - 题\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE 注\n还是注\n\n开头\n00:01.000 --> 00:02.000 align:start\n<v 老王>小<c.x>米</c>&amp;<00:01.500>手机\n",
            "小米&手机"
        ),
        ("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nNOTED 甲", "NOTED 甲"),
        (
            "a.ass",
            "[Script Info]\nTitle: <untitled>\n\n[V4+ Styles]\nStyle: 样式\n\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\nComment: 0,0,0,x,,0,0,0,,不见\nDialogue: 0,0:00:01.00,0:00:02.00,Default,老王,0,0,0,,{\\pos(1,2)}小{\\b1}米{\\b0}, 手机\\N出\\h发\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{\\p1}m 0 0 l 1 1{\\p0}甲\n",
            "小米, 手机\n出 发\n甲"
        ),
        ("a.ass", "Dialogue: 甲,乙", "乙"),
        (
            "a.lrc", "[ti:山歌]\n[ar:阿妹]\n[by:x]\n[00:12.34][01:02.03]山上<00:13.00>有水\n[00:15.00]\n[注释] 水里有鱼",
            "山上有水\n\n[注释] 水里有鱼"
        ),
        ("a.srt", "", ""),
        ("a.vtt", "WEBVTT", ""),
    ])
    func `subtitles are what is said`(name: String, file: String, text: String) throws {
        #expect(try extracted(file, name: name).string == text)
    }

    @Test func `a line knows its line, and the name is the title`() throws {
        let document = try extracted(
            "1\n00:00:01,000 --> 00:00:02,000\n甲\n\n2\n00:00:03,000 --> 00:00:04,000\n乙\n丙\n", name: "山里.srt")
        #expect(document.line(of: "甲") == 3)
        #expect(document.line(of: "丙") == 8)
        #expect(document.title == "山里")
        #expect(try extracted("[Script Info]\nTitle: 电站", name: "a.ass").title == "电站")
        let song = try extracted("[ti:山歌]\n[ar:阿妹]\n[00:01.00]水", name: "a.lrc")
        #expect(song.title == "山歌")
        #expect(song.author == "阿妹")
    }
}
