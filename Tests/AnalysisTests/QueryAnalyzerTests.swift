import Testing

@testable import Analysis

struct QueryAnalyzerTests {
    /// Each token in brackets after its gap (`_` blanks, `.` marks, `¶` the beginning), as text:terms.
    static let rows: [(String, String)] = [
        ("小米5 C++", "¶[小米:小 米 小米][5:5]_[c++:c++]"),
        ("", ""),
        ("，。", ""),
        ("车", "¶[车:车]"),
        ("檢索", "¶[检索:检 索 检索]"),
        ("connected", "¶[connected:connected Zconnect]"),
        ("C++开发", "¶[c++:c++][开发:开 发 开发]"),
        ("用.NET", "¶[用:用][.net:.net]"),
        ("你好，世界", "¶[你好:你 好 你好].[世界:世 界 世界]"),
        ("计算机\n还是", "¶[计算机还是:计 算 机 还 是 计算 算机 机还 还是]"),
        ("一\n\n二", "¶[一:一]¶[二:二]"),
        ("iPhone 手机 case", "¶[iphone:iphone Ziphon]_[手机:手 机 手机]_[case:case Zcase]"),
        ("👍🏽a", "¶[👍:👍].[a:a Za]"),
        ("𠮷野", "¶[𠮷野:𠮷 野 𠮷野]"),
    ]

    @Test(arguments: rows)
    func `a query is cut into tokens with their terms`(_ text: String, _ tokens: String) throws {
        let line = try Analyzer().makeQueryAnalyzer().tokens(of: text).map { token in
            let gap =
                switch token.gap {
                case .none: ""
                case .blank: "_"
                case .marks: "."
                case .paragraph: "¶"
                }
            let terms = token.allTerms.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
            return "\(gap)[\(String(decoding: token.text, as: UTF8.self)):\(terms)]"
        }
        #expect(line.joined() == tokens)
    }

    @Test func `a token says where it stands in the query`() throws {
        let query = " Ｃ＋＋，檢\n索 cafe\u{301}"
        let pieces = try Analyzer().makeQueryAnalyzer().tokens(of: query).map {
            String(decoding: Array(query.utf8)[$0.sourceRange], as: UTF8.self)
        }
        #expect(pieces == ["Ｃ＋＋", "檢\n索", "cafe\u{301}"])
    }

    @Test func `a token counts the characters of a CJK run only`() throws {
        let counts = try Analyzer().makeQueryAnalyzer().tokens(of: "𠮷野家 abc 5").map(\.characterCount)
        #expect(counts == [3, 0, 0])
    }

    @Test func `a word too long for a term has the term that documents have`() throws {
        let word = String(repeating: "ab", count: 500)
        let tokens = try Analyzer().makeQueryAnalyzer().tokens(of: word)
        #expect(tokens.count == 1)
        #expect(tokens[0].text == Array(word.utf8))
        #expect(try AnalyzedText(word).terms.map(\.bytes) == tokens[0].allTerms)
    }
}
