import Analysis
import Matching
import Testing

@Suite struct NeedleTests {
    private let analyzer: QueryAnalyzer
    private let folder: TextFolder

    init() throws {
        let analyzer = try Analyzer()
        self.analyzer = try analyzer.makeQueryAnalyzer()
        folder = try analyzer.makeFolder()
    }

    /// The matches of a query's tokens, as pieces of the original text.
    private func matches(_ query: String, in text: String) -> [String] {
        let folded = folder.fold(text.utf8)
        let ranges = folded.bytes.withUnsafeBufferPointer {
            Needle(analyzer.tokens(of: query)).matches(in: $0, beginningIn: 0..<$0.count, limit: 100)
        }
        return ranges.map { String(decoding: Array(text.utf8)[folded.sourceRange(of: $0)], as: UTF8.self) }
    }

    @Test(arguments: [
        ("造车", "他要造车了", ["造车"]),
        ("车", "车与车", ["车", "车"]),
        // Across a hard wrap, with the blanks around it.
        ("计算机还是", "个人计算机 \n还是", ["计算机 \n还是"]),
        ("计算机还是", "个人计算机\n\n还是", []),
        ("计算机还是", "个人计算机\n　还是", []),
        // Full width, case, the other script.
        ("redmi", "Ｒｅｄｍｉ手机", ["Ｒｅｄｍｉ"]),
        ("感动人心", "感動人心", ["感動人心"]),
        ("感動人心", "感动人心", ["感动人心"]),
        // A blank may stand where the kind of character changes, and nothing else.
        ("MIX2", "MIX 2 与 mix2 与 MIX-2", ["MIX 2", "mix2"]),
        ("小米5", "小米 5，小米5s", ["小米 5", "小米5"]),
        ("小米5", "小米\n5", ["小米\n5"]),
        // A blank or mark typed stands for any, but something must stand there (manticoresearch#811).
        ("你好，世界", "你好，世界", ["你好，世界"]),
        ("你好，世界", "你好 世界", ["你好 世界"]),
        ("你好，世界", "你好……世界", ["你好……世界"]),
        ("你好，世界", "你好世界", []),
        ("你好世界", "你好，世界", []),
        ("手机+AIoT", "“手机+AIoT”双引擎", ["手机+AIoT"]),
        // Words and numbers match as a whole (リング matches グリーン: manticoresearch#3925 is about runs).
        ("art", "cartoon art", ["art"]),
        ("96", "96.9 196 96", ["96"]),
        ("96.9", "96.9%", ["96.9"]),
        ("234", "1,234", []),
        ("café", "cafe\u{301}", ["cafe\u{301}"]),
        ("cafe", "cafe\u{301}", []),
        ("リング", "グリーン リング", ["リング"]),
        // Names with signs.
        ("C++", "C 与 C++ 与 C+", ["C++"]),
        ("C", "C 与 C++", ["C", "C"]),
        (".NET", "用 .NET 与 dotnet", [".NET"]),
        ("用.NET", "用.NET 写", ["用.NET"]),
        (".txt", "readme.txt", [".txt"]),
        ("C++17", "C++17 与 C++ 17", ["C++17", "C++ 17"]),
        ("C#语言", "C# 语言", ["C# 语言"]),
        ("𠮷野家", "去𠮷野家吃饭", ["𠮷野家"]),
        ("👍", "好👍🏽", ["👍"]),
    ])
    func `a needle finds its tokens one after another`(query: String, text: String, expected: [String]) {
        #expect(matches(query, in: text) == expected)
    }

    @Test func `a text of one long repetition is searched in one pass`() {
        let text = String(repeating: "人", count: 200_000) + "口"
        #expect(matches("人口", in: text) == ["人口"])
    }
}
