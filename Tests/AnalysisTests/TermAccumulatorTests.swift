import TestSupport
import Testing

@testable import Analysis

/// Text to terms, rule by rule of ARCHITECTURE.md and complaint by complaint about other search engines.
struct TermAccumulatorTests {
    struct Row: CustomTestStringConvertible {
        var text: String
        /// `term×frequency`, as `AnalyzedText` renders it.
        var terms: String

        init(_ text: String, _ terms: String) {
            self.text = text
            self.terms = terms
        }

        var testDescription: String { text.debugDescription }
    }

    static let widthAndForm = [
        // Full width.
        Row("Ｒｅｄｍｉ　Ｎｏｔｅ", "Znote×1 Zredmi×1 note×1 redmi×1"),
        // Half-width katakana with its voicing mark.
        Row("ｶﾞｲﾄﾞ", "イ×1 イド×1 ガ×1 ガイ×1 ド×1"),
        // Full-width digits.
        Row("２０１８", "2018×1"),
        // A compatibility ideograph: U+F9DC.
        Row("\u{F9DC}客", "客×1 隆×1 隆客×1"),
        // A Kangxi radical: U+2F00.
        Row("\u{2F00}家", "一×1 一家×1 家×1"),
        // A radical without a compatibility form: U+2EA9, eXist-db/exist#787.
        Row("\u{2EA9}子", "⺩×1 ⺩子×1 子×1"),
        // A variation selector is nothing.
        Row("葛\u{E0100}城", "城×1 葛×1 葛城×1"),
        // VS16 is nothing.
        Row("漢\u{FE0F}字", "字×1 汉×1 汉字×1"),
        // A zero-width joiner and a soft hyphen are nothing.
        Row("搜\u{200D}索 ex\u{AD}ample", "Zexampl×1 example×1 搜×1 搜索×1 索×1"),
        // A zero-width space is nothing.
        Row("全\u{200B}文", "全×1 全文×1 文×1"),
        // One character for several.
        Row("㎞ ﬁn ㈱", "Zfin×1 Zkm×1 fin×1 km×1 株×1"),
        // Case.
        Row("ＡＩｏＴ Straße ΣΑΣ İ", "Zaiot×1 Zi\u{307}×1 Zstrass×1 Zσ×1 aiot×1 i\u{307}×1 strasse×1 σασ×1"),
    ]

    @Test(arguments: widthAndForm)
    func `width, form and invisible characters make no difference`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let planes = [
        // Extension B, eXist-db/exist#787.
        Row("𠮷野家", "家×1 野×1 野家×1 𠮷×1 𠮷野×1"),
        // Two of Extension B.
        Row("𠮷𡈽", "𠮷×1 𠮷𡈽×1 𡈽×1"),
        // Extension G and H.
        Row("\u{30000}\u{31350}", "𰀀×1 𰀀𱍐×1 𱍐×1"),
        // Extension I is newer than ICU 72.
        Row("字\u{2EBF0}典", "典×1 字×1 字𮯰×1 𮯰×1 𮯰典×1"),
        // Private use: rare characters of GBK and HKSCS.
        Row("王\u{E000}明", "明×1 王×1 王\u{E000}×1 \u{E000}×1 \u{E000}明×1"),
        // Private use of plane 15.
        Row("\u{F0000}", "\u{F0000}×1"),
    ]

    @Test(arguments: planes)
    func `characters of every plane are found`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let traditional = [
        // siyuan-note/siyuan#13304.
        Row("檢索", "检×1 检索×1 索×1"),
        // one to many, siyuan-note/siyuan#13304.
        Row("皇后與後來", "与×1 与后×1 后×2 后与×1 后来×1 来×1 皇×1 皇后×1"),
        // one to many, siyuan-note/siyuan#13304.
        Row("關係 繫緊 系統", "关×1 关系×1 系×3 系紧×1 系统×1 紧×1 统×1"),
        // Dry and trunk.
        Row("乾燥 樹幹 干", "干×3 干燥×1 树×1 树干×1 燥×1"),
    ]

    @Test(arguments: traditional)
    func `Traditional and Simplified characters give the same terms, one to many included`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let wraps = [
        // mozilla/pdf.js#15340: a word cut by a wrap.
        Row("个人计算机\n还是", "个×1 个人×1 人×1 人计×1 是×1 机×1 机还×1 算×1 算机×1 计×1 计算×1 还×1 还是×1"),
        // mozilla/pdf.js#15759: blanks around the wrap.
        Row("旧  \n\t 有的", "旧×1 旧有×1 有×1 有的×1 的×1"),
        // CRLF.
        Row("一\r\n家", "一×1 一家×1 家×1"),
        // A form feed between pages.
        Row("一\n\u{0C}家", "一×1 一家×1 家×1"),
        // An ideographic-space indent begins a paragraph.
        Row("一家\n\u{3000}\u{3000}公司", "一×1 一家×1 公×1 公司×1 司×1 家×1"),
        // A blank line ends a paragraph.
        Row("一家\n\n公司", "一×1 一家×1 公×1 公司×1 司×1 家×1"),
        // A blank line with blanks.
        Row("一家\n \t \n公司", "一×1 一家×1 公×1 公司×1 司×1 家×1"),
        // A blank line of ideographic spaces.
        Row("一家\n\u{3000}\u{3000}\n公司", "一×1 一家×1 公×1 公司×1 司×1 家×1"),
        // A blank line of no-break spaces.
        Row("一家\n\u{A0}\n公司", "一×1 一家×1 公×1 公司×1 司×1 家×1"),
        // Hangul keeps the blank.
        Row("서울\n골목", "골×1 골목×1 목×1 서×1 서울×1 울×1"),
        // Han and Hangul keep it too.
        Row("漢\n한", "汉×1 한×1"),
        // Han and Latin keep it.
        Row("汉字\nab", "Zab×1 ab×1 字×1 汉×1 汉字×1"),
        // Latin and Latin keep it.
        Row("ab\ncd", "Zab×1 Zcd×1 ab×1 cd×1"),
        // A comma at the line's end.
        Row("渡口、\n薄雾", "口×1 渡×1 渡口×1 薄×1 薄雾×1 雾×1"),
        // Kana.
        Row("きょ\nう", "う×1 き×1 きょ×1 ょ×1 ょう×1"),
        // A voicing mark that does not compose, at the wrap.
        Row("あ\u{3099}\nい", "あ×1 あ\u{3099}×1 い×1 \u{3099}×1 \u{3099}い×1"),
        // A zero-width space behind the wrap.
        Row("智\n\u{200B}能", "智×1 智能×1 能×1"),
        // Two wraps.
        Row("一\n二\n三", "一×1 一二×1 三×1 二×1 二三×1"),
        // A line break is no wrap at the text's edges.
        Row("\n一\n", "一×1"),
    ]

    @Test(arguments: wraps)
    func `a hard wrap inside a word is nothing, and a paragraph's end is kept`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let runs = [
        Row("小米5", "5×1 小×1 小米×1 米×1"),
        Row("3D陶瓷", "3×1 Zd×1 d×1 瓷×1 陶×1 陶瓷×1"),
        // MIX2 = MIX 2.
        Row("MIX2 MIX 2", "2×2 Zmix×2 mix×2"),
        // infinilabs/analysis-ik#483.
        Row("m123", "123×1 Zm×1 m×1"),
        Row("96.9%", "96.9×1"),
        Row("1.55um", "1.55×1 Zum×1 um×1"),
        Row("AIoT", "Zaiot×1 aiot×1"),
        // Thousands.
        Row("1,234.5 1,234,567", "1,234,567×1 1,234.5×1"),
        // A list.
        Row("1,2,3 12,34", "1×1 12×1 2×1 3×1 34×1"),
        // A date.
        Row("2018-10-26", "10×1 2018×1 26×1"),
        // A version.
        Row("1.2.3", "1.2.3×1"),
        // A sentence's point is no part.
        Row("见第3. 5", "3×1 5×1 第×1 见×1 见第×1"),
        // Too many digits to group.
        Row("1234,567 1,2345", "1×1 1234×1 2345×1 567×1"),
        // Devanagari digits do not group by bytes.
        Row("१,२", "१×1 २×1"),
        // Digits of other scripts.
        Row("٣٫٥ １２ 𝟙", "1×1 12×1 ٣×1 ٥×1"),
        // tommy0103/obelisk#9.
        Row("重跑gen-itgc", "Zgen×1 Zitgc×1 gen×1 itgc×1 跑×1 重×1 重跑×1"),
        // Full-width punctuation is not glued in.
        Row("（全文）检索，快！", "全×1 全文×1 快×1 文×1 检×1 检索×1 索×1"),
        // manticoresoftware/manticoresearch#811: no pair over punctuation.
        Row("“你好，世界”", "世×1 世界×1 你×1 你好×1 好×1 界×1"),
        // meilisearch/meilisearch#2499.
        Row("安装简单", "单×1 安×1 安装×1 简×1 简单×1 装×1 装简×1"),
        // meilisearch/meilisearch#4874.
        Row("待处理", "处×1 处理×1 待×1 待处×1 理×1"),
        // meilisearch/meilisearch#4935.
        Row("农业发展银行", "业×1 业发×1 农×1 农业×1 发×1 发展×1 展×1 展银×1 行×1 银×1 银行×1"),
        // manticoresoftware/manticoresearch#3925: リング has リン, グリーン too, but not ング.
        Row("グリーン", "グ×1 グリ×1 リ×1 リー×1 ン×1 ー×1 ーン×1"),
        // huangjimmy/pg_cjk_parser#19: one character.
        Row("车", "车×1"),
        // Iteration and prolonged sound marks, the zero of Han.
        Row("人々〇ー〆", "々×1 々〇×1 〆×1 〇×1 〇ー×1 ー×1 ー〆×1 人×1 人々×1"),
        // Bopomofo.
        Row("ㄅㄆ", "ㄅ×1 ㄅㄆ×1 ㄆ×1"),
    ]

    @Test(arguments: runs)
    func `a run ends at every change of kind, and no pair crosses its end`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let signs = [
        Row("C++ c", "Zc×2 c×2 c++×1"),
        Row("C#", "Zc×1 c×1 c#×1"),
        Row(".NET", ".net×1 Znet×1 net×1"),
        // Full width.
        Row("Ｃ＋＋", "Zc×1 c×1 c++×1"),
        Row("g++", "Zg×1 g×1 g++×1"),
        // A number may follow.
        Row("C++17", "17×1 Zc×1 c×1 c++×1"),
        // A sum is no name.
        Row("a+b a++b", "Za×2 Zb×2 a×2 b×2"),
        // Three signs are none.
        Row("C+++", "Zc×1 c×1"),
        Row("F#", "Zf×1 f×1 f#×1"),
        // A hash before a word is none.
        Row("#tag C#x", "Zc×1 Ztag×1 Zx×1 c×1 tag×1 x×1"),
        // A dot inside is none.
        Row("asp.net readme.txt", "Zasp×1 Znet×1 Zreadm×1 Ztxt×1 asp×1 net×1 readme×1 txt×1"),
        // An ellipsis is none.
        Row("...net …net", "Znet×2 net×2"),
        // Behind Han.
        Row("👍.NET", ".net×1 Znet×1 net×1 👍×1"),
        Row("用.NET写C++代码", ".net×1 Zc×1 Znet×1 c×1 c++×1 net×1 代×1 代码×1 写×1 用×1 码×1"),
    ]

    @Test(arguments: signs)
    func `signs that belong to a name are kept beside the bare word`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let words = [
        // Composed.
        Row("café", "Zcafé×1 café×1"),
        // Decomposed.
        Row("cafe\u{301}", "Zcafé×1 café×1"),
        Row("don't", "Zdon×1 Zt×1 don×1 t×1"),
        // Thai.
        Row("ภาษาไทย", "ภาษาไทย×1"),
        // Arabic.
        Row("المكتبات", "Zمكتب×1 المكتبات×1"),
        // Cyrillic.
        Row("библиотеками", "Zбиблиотек×1 библиотеками×1"),
        // Greek.
        Row("βιβλιοθήκες", "Zβιβλιοθηκ×1 βιβλιοθήκεσ×1"),
        // English.
        Row("connections connected", "Zconnect×2 connected×1 connections×1"),
        // Mixed scripts go by the first letter.
        Row("xбиблиотеками", "Zxбиблиотеками×1 xбиблиотеками×1"),
    ]

    @Test(arguments: words)
    func `words are folded and stemmed by their script`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    static let others = [
        // An emoji, with a tone.
        Row("👍🏽", "👍×1"),
        // A family is its people.
        Row("👨\u{200D}👩\u{200D}👧", "👧×1 👨×1 👩×1"),
        // A flag.
        Row("🇨🇳", "🇨×1 🇳×1"),
        // A keycap.
        Row("1\u{FE0F}\u{20E3}", "1×1"),
        // A lone combining mark.
        Row("\u{301} \u{301}a", "Za×1 a×1"),
        // A mark of another script on Han.
        Row("字\u{301}典", "\u{301}×1 \u{301}典×1 典×1 字×1 字\u{301}×1"),
        // An ideographic tone mark.
        Row("字\u{302A}典", "\u{302A}×1 \u{302A}典×1 典×1 字×1 字\u{302A}×1"),
        // Empty.
        Row("", ""),
        // Blanks and marks only.
        Row(" 、。\n\t!—", ""),
        // Controls and unassigned.
        Row("a\u{0}b\u{7F}c\u{0378}d", "Za×1 Zb×1 Zc×1 Zd×1 a×1 b×1 c×1 d×1"),
        // Line and paragraph separators.
        Row("一\u{2028}二\u{2029}三\u{85}四", "一×1 三×1 二×1 四×1"),
    ]

    @Test(arguments: others)
    func `what is neither a word nor a number gives a term of its own or none`(_ row: Row) throws {
        #expect(try AnalyzedText(row.text).line == row.terms)
    }

    @Test func `a weight counts every term as often, rare characters and words included`() throws {
        let once = try AnalyzedText("𠮷野家 C++ 96.9 👍 서울 字字字")
        let fiveTimes = try AnalyzedText("𠮷野家 C++ 96.9 👍 서울 字字字", weight: 5)
        #expect(fiveTimes.terms.map(\.bytes) == once.terms.map(\.bytes))
        #expect(fiveTimes.terms.map(\.count) == once.terms.map { 5 * $0.count })
    }

    @Test func `no pair crosses from one text to the next, and their counts add up`() throws {
        let accumulator = try Analyzer().makeAccumulator()
        accumulator.add("渡口".utf8, weight: 3)
        accumulator.add("口岸 ab".utf8)
        accumulator.add("Ab".utf8)
        let document = AnalyzedText(draining: accumulator, name: "three texts")
        #expect(document.line == "Zab×2 ab×2 口×4 口岸×1 岸×1 渡×3 渡口×3")
    }

    @Test func `an accumulator is empty after it was drained`() throws {
        let accumulator = try Analyzer().makeAccumulator()
        // More distinct words than the table begins with, so that it has grown.
        let long = (0..<5_000).map { "w\(String($0, radix: 7)) 字\($0)" }.joined(separator: " ")
        _ = AnalyzedText(long, accumulator)
        #expect(AnalyzedText("", accumulator).line == "")
        #expect(AnalyzedText("茶碗 w 1", accumulator).line == "1×1 Zw×1 w×1 碗×1 茶×1 茶碗×1")
    }

    @Test func `a million equal characters are two terms`() throws {
        let text = String(repeating: "啊", count: 1_000_000)
        #expect(try AnalyzedText(text).line == "啊×1000000 啊啊×999999")
    }

    @Test func `a million equal letters are one term`() throws {
        let terms = try AnalyzedText(String(repeating: "a", count: 1_000_000)).terms
        #expect(terms.count == 1)
        #expect(terms.first?.bytes.count == Term.longestBytes)
    }

    @Test(arguments: ["a", "é", "ก", "𐐨"])
    func `long words that differ only at the end stay different`(_ letter: String) throws {
        let stem = String(repeating: letter, count: 400 / letter.utf8.count)
        let terms = try AnalyzedText("\(stem)b \(stem)c \(stem)b").terms
        #expect(terms.map(\.count).sorted() == [1, 2])
    }

    @Test func `words of 240 bytes are whole, and have no stem above 64`() throws {
        let longest = String(repeating: "a", count: 240)
        #expect(try AnalyzedText(longest).line == "\(longest)×1")
        let stem = String(repeating: "ba", count: 30) + "k"
        #expect(try AnalyzedText(stem + "ing").line == "Z\(stem)×1 \(stem)ing×1")
        #expect(try AnalyzedText("b\(stem)ing").line == "b\(stem)ing×1")
    }

    @Test(arguments: [0, 1, 2, 47, 48, 49, 2_999, 3_000, 3_001, 40_000])
    func `counts are right at every size of text`(_ length: Int) throws {
        // The sort changes its ways with the number of characters; an ordinary dictionary is the oracle.
        var random = SeededRandom(seed: UInt64(length))
        let characters = (0..<length).map { _ in UInt32.random(in: 0x4E00..<0x4E40, using: &random) }
        var expected: [String: UInt32] = [:]
        let scalars = characters.compactMap(Unicode.Scalar.init).map(String.init)
        for character in scalars { expected[character, default: 0] += 1 }
        for (first, second) in zip(scalars, scalars.dropFirst()) { expected[first + second, default: 0] += 1 }
        var counts = TermCounts()
        let text = Array((scalars.joined() + " words 2").utf8)
        let others: [String: UInt32] = ["words": 1, "2": 1]
        text.withUnsafeBufferPointer { counts.add($0, Segmenter(), weight: 1) }
        var found: [String: UInt32] = [:]
        counts.drain(try Stemmers(latin: nil)) { found[String(decoding: $0, as: UTF8.self)] = $1 }
        #expect(found == expected.merging(others) { $0 + $1 })

        // As numbers they are the same, in order.
        text.withUnsafeBufferPointer { counts.add($0, Segmenter(), weight: 1) }
        var numbers: [UInt64] = []
        var words: [String: UInt32] = [:]
        counts.drain(try Stemmers(latin: nil), grams: &numbers) { words[String(decoding: $0, as: UTF8.self)] = $1 }
        #expect(words == others)
        #expect(zip(numbers, numbers.dropFirst()).allSatisfy { $0 >> 32 < $1 >> 32 })
        let grams = numbers.map { number in
            let characters = [UInt32(number >> 48), UInt32(number >> 32 & 0xFFFF)].filter { $0 > 0 }
            return (characters.compactMap(Unicode.Scalar.init).map(String.init).joined(), UInt32(number & 0xFFFF_FFFF))
        }
        #expect(Dictionary(uniqueKeysWithValues: grams) == expected)
    }

    @Test func `words without a stemmer have no stem`() throws {
        let none = AnalyzerConfiguration(latinStemmer: nil)
        #expect(try AnalyzedText("connections", configuration: none).line == "connections×1")
        let german = AnalyzerConfiguration(latinStemmer: "german")
        #expect(try AnalyzedText("Häuser", configuration: german).line == "Zhaus×1 häuser×1")
    }
}
