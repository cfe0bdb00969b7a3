import Testing

@testable import ClientCommand

struct TerminalTextTests {
    @Test(arguments: [
        ("一行文字 a", "一行文字 a"),
        // A hard wrap inside a sentence is nothing; a paragraph's end, a table's cell and other scripts are set apart.
        ("智能家\n居", "智能家居"),
        ("他说，\n好", "他说，好"),
        ("他说\n“好”\n了", "他说“好”了"),
        ("“a”\n“b”", "“a” “b”"),
        ("第一段\n\n第二段", "第一段 第二段"),
        ("频段\t速度", "频段 速度"),
        ("用\nAIoT", "用 AIoT"),
        ("终端\n", "终端 "),
        ("a\r\n\r\n\tb", "a b"),
        ("a\u{2028}b\u{2029}c\u{85}d\u{0B}e\u{0C}f", "a b c d e f"),
        // Blanks that are no line breaks stay as they are.
        ("a  b\n c", "a  b  c"),
        ("\u{1B}[31m红\u{1B}]0;x\u{07}", "␛[31m红␛]0;x␇"),
        ("\0\u{7F}", "␀␡"),
        // A terminal takes U+009B for ESC [.
        ("\u{9B}31m", "\u{FFFD}31m"),
        ("gpj.\u{202E}txt\u{2066}\u{2069}", "gpj.\u{FFFD}txt\u{FFFD}\u{FFFD}"),
        // A mark of direction reorders nothing but itself.
        ("\u{200F}\u{061C}", "\u{200F}\u{061C}"),
        // Joiners make emoji, variation selectors make glyphs.
        ("👩\u{200D}💻葛\u{E0100}", "👩\u{200D}💻葛\u{E0100}"),
    ])
    func `text is on one line and harmless`(text: String, shown: String) {
        #expect(unicode(TerminalText.line(text)) == unicode(shown))
    }

    @Test(arguments: [
        (["横跨\n", "智能家", "\n", "居"], ["横跨", "智能家", "", "居"]),
        (["用\n", "AIoT"], ["用 ", "AIoT"]),
        (["段。\n", "\n段"], ["段。 ", " 段"]),
        (["a\n", "", "b"], ["a ", "", "b"]),
        ([], []),
    ])
    func `a break between pieces is seen with both sides`(pieces: [String], shown: [String]) {
        #expect(TerminalText.line(pieces) == shown)
    }

    @Test(arguments: [
        ("/文档/a b.md", "/文档/a b.md"),
        ("/a\nb\tc", "/a␊b␉c"),
        ("/a\u{1B}[2J\u{85}\u{2028}", "/a␛[2J\u{FFFD}\u{FFFD}"),
    ])
    func `a path shows its line breaks`(path: String, shown: String) {
        #expect(unicode(TerminalText.path(path)) == unicode(shown))
    }

    @Test func `no control character is ever sent`() {
        let all = String(
            String.UnicodeScalarView((0...0x10FFFF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }))
        for text in [TerminalText.line(all), TerminalText.path(all)] {
            #expect(!text.unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    /// Scalars, because strings that look alike to `==` may not be.
    private func unicode(_ text: String) -> [Unicode.Scalar] { Array(text.unicodeScalars) }
}
