import Documents
import Testing

@testable import Extraction

@Suite struct RTFTests {
    @Test(arguments: [
        (#"{\rtf1\ansi 甲\par 乙\line 丙\tab 丁\cell\row 戊}"#, "甲\n\n乙\n丙\t丁\n\n戊"),
        (#"{\rtf1\ansi\uc1\u23567?\u31859 ?}"#, "小米"),
        (#"{\rtf1\uc2\u23567\'d0\'a1\u31859\'c3\'d7}"#, "小米"),
        (#"{\rtf1\uc0\u-10179\u-9206 x}"#, "\u{1F40A}x"),
        (#"{\rtf1{\fonttbl{\f0 Song;}}{\*\generator Word}{\colortbl;\red0;}{\stylesheet{Normal;}}正文}"#, "正文"),
        (#"{\rtf1{\pict\pngblip 89504e47}图{\*\unknown 无}{\v 藏}{\v\v0 见}{\deleted 删}}"#, "图见"),
        (#"{\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt 链接}}\bin3 }}}后}"#, "链接后"),
        (#"{\rtf1 \{花\}\\\~a\_b\emdash}"#, #"{花}\ a-b—"#),
        (#"{\rtf1 a\'e9}"#, "aé"),
        (#"{\rtf1 甲"#, "甲"),
        (#"{\rtf1 甲\"#, "甲"),
        (#"{\rtf1 甲\'d"#, "甲d"),
    ])
    func `words of the format do what they say`(rtf: String, text: String) throws {
        #expect(try extracted(rtf, name: "a.rtf").string == text)
    }

    @Test func `what a document says about itself is its metadata`() throws {
        let document = try extracted(
            #"{\rtf1{\info{\title \u23567?\u31859?}{\author Li}{\keywords a, b}{\creatim\yr2020\mo2\dy3\hr4\min5}{\*\company c}}x}"#,
            name: "a.rtf")
        #expect(document.title == "小米")
        #expect(document.author == "Li")
        #expect(document.tags == ["a", "b"])
        #expect(document.dateSeconds == 1_580_702_700)
        #expect(document.string == "x")
        #expect(document.mediaType == "application/rtf")
    }

    /// LibreOffice writes every title that is not ASCII twice.
    @Test func `of two spellings the one in Unicode is taken`() throws {
        let document = try extracted(
            #"{\rtf1{\info{\upr{\title \'3f\'3f}{\*\ud{\title \u23567\'3f\u31859\'3f}}}{\upr{\keywords ?}{\*\ud{\keywords \u27931?}}}}"#
                + #"甲{\upr{?}{\*\ud{\u20057?}}}{\upr}{丙}}"#,
            name: "a.rtf")
        #expect(document.title == "小米")
        #expect(document.tags == ["洛"])
        #expect(document.string == "甲乙丙")
    }

    @Test func `bytes are in the code page of the font, else of the document`() throws {
        let document = try extracted(
            #"{\rtf1\ansi\ansicpg936{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset136 B;}{\f2\fcharset134 C;}}"#
                + #"\f0\'d6\'d0\f2\'b9\'fa{\f1\'a4\'a4\'b0\'ea}\'b5\'c4}"#, name: "a.rtf")
        #expect(document.string == "中国中國的")
    }

    /// To guess the encoding of each would take a minute.
    @Test(.timeLimit(.minutes(10))) func `400,000 pieces in code pages are read`() throws {
        let pieces = String(repeating: #"\'d6\'d0\f1 "#, count: 400_000)
        let text = try extracted(#"{\rtf1\ansi\ansicpg936 "# + pieces + "}", name: "a.rtf").string
        #expect(text == String(repeating: "中", count: 400_000))
    }

    @Test func `100,000 open groups are read`() throws {
        let document = try extracted(
            "{\\rtf1 前" + String(repeating: "{", count: 100_000) + "深" + String(repeating: "}", count: 99_999) + "后",
            name: "a.rtf")
        #expect(document.string == "前深后")
        #expect(document.notices == ["the file is damaged; what could be read of it is searched"])
    }
}
