import TestSupport

/// Texts of mixed scripts, with everything that folding changes, drops or joins.
struct RandomText {
    var random: SeededRandom

    private static let pieces: [[String]] = [
        ["渡", "口", "薄", "雾", "计", "算", "机", "智", "能", "檢", "後", "繫", "葛"],
        ["渡口", "计算机", "智能家居", "全文檢索", "关係"],
        ["が", "か\u{3099}", "ｶﾞ", "ー", "リング", "々", "〇", "あ\u{3099}"],
        ["서", "울", "골목", "\u{1109}\u{1165}", "ㄅ"],
        ["𠮷", "𡈽", "\u{2EBF0}", "\u{30000}", "\u{E000}", "\u{F900}", "\u{2F00}", "\u{2EA9}"],
        ["swift", "Ｒｅｄ", "café", "cafe\u{301}", "Straße", "ﬁn", "connected", "библиотеками", "ไทย", "مكتبة"],
        ["5", "96.9", "1,234", "１２", "2018", "٣", "㎞", "½"],
        ["C++", "C#", ".NET", "readme.txt", "a+b"],
        ["，", "。", "、", "“", "”", "…", "(", ")", "—", "!", "㈱", "゛"],
        [" ", "  ", "\t", "\u{3000}", "\u{A0}", "\r"],
        ["\n", "\n", "\r\n", " \n", "\n ", "\n\n", "\n\u{3000}\u{3000}", "\n\u{C}", "\n\u{200B}"],
        ["\u{200B}", "\u{200D}", "\u{AD}", "\u{FE0F}", "\u{E0100}", "\u{FEFF}", "\u{301}", "\u{302A}"],
        ["👍", "👍🏽", "👨\u{200D}👩", "🇨🇳", "1\u{FE0F}\u{20E3}", "★"],
    ]

    /// A text of up to this many pieces; half of them Han, as in what people search.
    mutating func next(pieces limit: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...limit, using: &random) {
            let kind =
                Bool.random(using: &random)
                ? Int.random(in: 0..<2, using: &random) : Int.random(in: 0..<Self.pieces.count, using: &random)
            text += Self.pieces[kind].randomElement(using: &random) ?? ""
        }
        return text
    }
}
