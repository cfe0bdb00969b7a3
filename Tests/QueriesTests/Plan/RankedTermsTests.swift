import Analysis
import Testing

@testable import Queries

struct RankedTermsTests {
    @Test(arguments: [
        ("手机的MIX 2", "Zmix mix 2 手机 机的^0.5 手 机"),
        // A query of nothing but weak terms runs at full weight.
        ("的", "的"),
        ("怎么了", "怎么 么了 怎 么 了"),
        ("这是什么", "这是 是什 什么 这 是 什 么"),
        ("这是2", "2 这是^0.25"),
        // Traditional characters fold to the same.
        ("這條路", "这条^0.5 条路 条 路"),
        // Hiragana is weak, katakana is not.
        ("カメラのこと", "カメ メラ ラの^0.5 のこ^0.25 こと^0.25 カ メ ラ"),
        // A Korean particle is weak as the last syllable of a word of two or more, and nowhere else.
        ("서울은 은행", "서울 울은^0.5 은행 서 울 은 행"),
        ("은", "은"),
        ("봄은봄", "봄은 은봄 봄 은"),
        ("KBS는 봄은2", "Zkbs kbs 2 봄은 는 봄 은"),
        // Each term once, at its highest weight.
        ("渡口的渡口", "渡口 口的^0.5 的渡^0.5 渡 口"),
        ("，。", ""),
    ])
    func `a query is ranked by its words, pairs and characters that are not weak`(
        query: String, expected: String
    ) throws {
        #expect(RankedTerms(try SharedAnalyzer.queries().tokens(of: query)).description == expected)
    }

    @Test func `words and numbers count twice a pair, a word shared with its stem`() throws {
        let ranked = RankedTerms(try SharedAnalyzer.queries().tokens(of: "ships 42 渡口"))
        #expect(ranked.words.map(\.weight) == [1, 1, 2])
        #expect(ranked.pairs.map(\.weight) == [1])
    }

    @Test func `every function character of the recipe is weak as documents have it`() throws {
        let recipe = "的了是在和與与及或也都而就不有這这那個个們们為为所被把對对於于從从到以之其哪什麼么誰谁何如怎樣样嗎吗呢吧啊多少幾几"
        for character in recipe {
            let ranked = RankedTerms(try SharedAnalyzer.queries().tokens(of: "\(character)船"))
            #expect(ranked.characters.map { String(decoding: $0.term, as: UTF8.self) } == ["船"], "\(character)")
        }
    }

    @Test(arguments: [
        // What is ranked is all that is looked for in texts: neither negations nor fields.
        ("渡口 -薄雾 title:清晨", "渡口 渡 口"),
        ("渡口 OR 山路", "渡口 山路 渡 口 山 路"),
        ("渡 NEAR/5 山路", "山路 渡 山 路"),
        ("title:清晨", ""),
    ])
    func `a plan is ranked by what it looks for in texts`(query: String, expected: String) throws {
        let plan = QueryPlanner(analyzer: try SharedAnalyzer.queries()).plan(QueryParser().parse(query).tree)
        #expect(RankedTerms(plan).description == expected)
    }

    @Test(arguments: [
        ("昨天下午，谁修好了渡口的木桥？", true), ("渡口，木桥", false), ("渡口 木桥修好了没有", false),
    ])
    func `what is typed without a blank is one question when a part of it is too long for a word`(
        query: String, isOne: Bool
    ) throws {
        let plan = QueryPlanner(analyzer: try SharedAnalyzer.queries()).plan(QueryParser().parse(query).tree)
        #expect((plan.onlyQuestion != nil) == isOne)
    }
}
