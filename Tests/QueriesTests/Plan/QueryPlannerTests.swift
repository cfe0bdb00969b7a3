import Queries
import Testing

@Suite struct QueryPlannerTests {
    private let planner: QueryPlanner

    init() throws {
        planner = QueryPlanner(analyzer: try SharedAnalyzer.queries())
    }

    private func plan(_ query: String) -> QueryPlan {
        planner.plan(QueryParser().parse(query).tree)
    }

    @Test(arguments: [
        ("车", "sequence(车)"),
        ("造车", "sequence(造车)"),
        ("高端化", "sequence(高端 端化)"),
        ("智能家居", "sequence(智能 能家 家居)"),
        // A run of five characters is a question: its pairs, then its characters.
        ("智能家居吗", "question(智能 能家 家居 居吗^0.5 智 能 家 居)"),
        ("雷军 造车", "sequence(雷军) sequence(造车)"),
        ("造车 造车", "sequence(造车)"),
        // Runs of different kinds that touch are one sequence (meilisearch splits them, obelisk#9 glues them).
        ("小米5", "sequence(小米 5)"),
        ("MIX2", "sequence(mix 2)"),
        ("小米5s", "sequence(小米 5 s)"),
        ("3D陶瓷", "sequence(3 d 陶瓷)"),
        ("1.55um", "sequence(1.55 um)"),
        ("96.9", "sequence(96.9)"),
        ("phones", "word(phones Zphone)"),
        ("AIoT", "word(aiot Zaiot)"),
        ("C++", "sequence(c++)"),
        ("Ｒｅｄｍｉ", "word(redmi Zredmi)"),
        ("電商", "sequence(电商)"),
        // Marks beside CJK text separate words; between Latin ones they join.
        ("高端，造车", "sequence(高端) sequence(造车)"),
        ("手机+AIoT", "sequence(手机) word(aiot Zaiot)"),
        ("2018-10-26", "sequence(2018 10 26)"),
        ("foo_bar", "sequence(foo bar)"),
        ("\"手机+AIoT\"", "sequence(手机 aiot)"),
        ("“感动人心，价格厚道”", "sequence(感动 动人 人心 价格 格厚 厚道)"),
        // A quoted word is that word and no other form of it.
        ("\"phones\"", "sequence(phones)"),
        ("iPhone怎么截屏录像", "question(Ziphon iphone 怎么^0.25 么截^0.5 截屏 屏录 录像 截 屏 录 像)"),
        // Runs that are short each are a question together: nobody has written all of it side by side.
        ("小米5s手机", "sequence(小米 5 s 手机)"),
        ("小米5s手机壳", "question(5 Zs s 小米 手机 机壳 小 米 手 机 壳)"),
        ("高血压150/110高吗", "question(150 110 高血 血压 高吗^0.5 高 血 压)"),
        ("，。！", "NOTHING"),
        ("\"，\"", "NOTHING"),
        ("人人人", "sequence(人人)"),
        // A name with signs is a term; quoted, it may be a part of another word.
        (".NET", "sequence(.net)"),
        ("\".NET\"", "sequence(net)"),
    ])
    func `a query is planned as clauses of terms`(query: String, expected: String) {
        #expect(plan(query).description == expected)
    }

    @Test(arguments: [
        ("车", true), ("造车", true), ("phones", true), ("96.9", true), ("C++", true), ("智能家居吗", true),
        // The same pair twice says nothing of three characters in a row.
        ("人人人", false), ("高端化", false), ("小米5", false), ("\".NET\"", false), ("\"网\"", true),
    ])
    func `only what one term says whole needs no look at the text`(query: String, isDecided: Bool) {
        #expect(plan(query).clauses.map(\.requirement.isDecidedByTerms) == [isDecided])
    }

    @Test(arguments: [
        ("高端 高端", "sequence(高端)"),
        ("高端，高端、檢索 检索", "sequence(高端) sequence(检索)"),
        ("phones Phones", "word(phones Zphone)"),
        ("phones \"phones\"", "word(phones Zphone) sequence(phones)"),
    ])
    func `what is asked twice is one clause`(query: String, expected: String) {
        #expect(plan(query).description == expected)
    }

    @Test func `a clause remembers what was typed for it`() {
        #expect(plan("高端，ＭＩＸ２ “造 车”").clauses.map(\.typed) == ["高端", "ＭＩＸ２", "造 车"])
    }
}
