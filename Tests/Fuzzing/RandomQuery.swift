/// Queries by chance: syntax, words of many scripts, and what people paste.
enum RandomQuery {
    private static let syntax = [
        " ", " ", " ", " ", "　", "\t", "\n", "\r\n", "(", ")", "（", "）", "|", "||", "｜", "-", "－", "+", "＋", "*", "＊",
        ":", "：",
        "\"", "＂", "“", "”", "„", "‘", "’", "「", "」", "｢", "｣", "『", "』", "﹁", "﹂", "〝", "〞", "《", "》", " AND ", " OR ",
        " NOT ", "NOT(", " NEAR ", " NEAR/5 ", " NEAR/99999999999999999999 ", "ＯＲ", "OR", "且", "title:", "author:",
        "tag：", "path:",
        "type:", "ext:", "lang:", "ｔｉｔｌｅ：", "date:", "size:", "note:", "..", ">", "<=", "＞", "/", "／", ".", "~", "^",
        "?",
        "！", "，", "、", "。", "\\", "'", "#", "%", "@", "_",
    ]
    private static let words = [
        "b", "c", "fjk", "Vw", "q2", "ｂｃ", "C++", ".net", "车", "雷军", "小米5", "智能家居系统怎么样", "電腦", "東京タワー", "ﾊﾝｶｸ", "검색",
        "ёлка", "كتاب", "ספר", "ไทย", "e\u{301}", "\u{301}", "👍🏽", "👨‍👩‍👧", "🇨🇳", "𠮷", "㐂", "\u{E000}", "ß", "ǆ", "ﬁ", "Å",
        "2016", "2016-10", "2016-02-30", "2016年10月5日", "１６", "1M", "1.5G", "10K..2M", "999999999999999999", "/home/b/c",
        "http://b.c/",
        "12:30", "f(b)", "don’t", "ㄅㄆ", "々", "〇", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{FE0F}", "\u{202E}",
        "\u{2028}", "\u{85}",
        "\u{0}", "\u{7F}", "\u{1E}", "\u{FFFD}", "\u{10FFFF}", "\u{FDFA}",
    ]

    /// A query of up to 16 pieces, seldom of some hundred.
    static func make(using random: inout some RandomNumberGenerator) -> String {
        var query = ""
        let longest = Int.random(in: 0..<1000, using: &random) == 0 ? 400 : 16
        for _ in 0..<Int.random(in: 0...longest, using: &random) {
            switch Int.random(in: 0..<20, using: &random) {
            case 0..<10: query += syntax[Int.random(in: 0..<syntax.count, using: &random)]
            case 10..<18: query += words[Int.random(in: 0..<words.count, using: &random)]
            case 18: query.unicodeScalars.append(scalar(0...0x2FFF, using: &random))
            default: query.unicodeScalars.append(scalar(0...0x10FFFF, using: &random))
            }
        }
        return query
    }

    private static func scalar(
        _ range: ClosedRange<UInt32>, using random: inout some RandomNumberGenerator
    ) -> Unicode.Scalar {
        Unicode.Scalar(UInt32.random(in: range, using: &random)) ?? " "
    }
}
