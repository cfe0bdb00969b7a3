import Analysis
import Queries
import Testing

/// The whole way from a query to its plan: text, tree, plan.
@Suite struct QueryLanguageTests {
    private let planner: QueryPlanner

    init() throws {
        planner = QueryPlanner(analyzer: try SharedAnalyzer.queries())
    }

    private func expect(
        _ query: String, _ tree: String, _ plan: String, _ location: SourceLocation = #_sourceLocation
    ) {
        let parsed = QueryParser().parse(query).tree
        #expect(parsed.description == tree, sourceLocation: location)
        #expect(planner.plan(parsed).description == plan, sourceLocation: location)
    }

    /// In the order of the table in the contract.
    @Test(arguments: [
        ("雷军 造车", "(AND 雷军 造车)", "sequence(雷军) sequence(造车)"),
        ("高端化", "高端化", "sequence(高端 端化)"),
        ("高端化怎么走", "高端化怎么走", "question(高端 端化 化怎^0.5 怎么^0.25 么走^0.5 高 端 化 走)"),
        ("\"手机+AIoT\"", "(EXACT 手机+AIoT)", "sequence(手机 aiot)"),
        ("“感动人心”", "(EXACT 感动人心)", "sequence(感动 动人 人心)"),
        ("「感动 人心」", "(EXACT 感动 人心)", "sequence(感动 人心)"),
        ("\"你好，世界\"", "(EXACT 你好，世界)", "sequence(你好 世界)"),
        ("\"你好世界\"", "(EXACT 你好世界)", "sequence(你好 好世 世界)"),
        ("小米5", "小米5", "sequence(小米 5)"),
        ("MIX2", "MIX2", "sequence(mix 2)"),
        ("AIoT", "AIoT", "word(aiot Zaiot)"),
        ("车", "车", "sequence(车)"),
        ("雷军 OR 造车", "(OR 雷军 造车)", "any(sequence(雷军) sequence(造车))"),
        ("雷军 | 造车", "(OR 雷军 造车)", "any(sequence(雷军) sequence(造车))"),
        ("造车 -雷军", "(AND 造车 (NOT 雷军))", "sequence(造车) +not(sequence(雷军))"),
        ("造车 NOT 雷军", "(AND 造车 (NOT 雷军))", "sequence(造车) +not(sequence(雷军))"),
        ("造车 +雷军", "(AND 造车 (MUST 雷军))", "sequence(造车) +sequence(雷军)"),
        ("造车 (雷军 OR 小米)", "(AND 造车 (OR 雷军 小米))", "sequence(造车) any(sequence(雷军) sequence(小米))"),
        ("雷军 且 造车", "(AND 雷军 且 造车)", "sequence(雷军) sequence(且) sequence(造车)"),
        ("小米*", "(PREFIX 小米)", "sequence(小米)"),
        ("xiao*", "(PREFIX xiao)", "prefix(xiao*)"),
        ("雷军 NEAR/20 造车", "(NEAR/20 雷军 造车)", "near/20(雷军 造车)"),
        ("title:雷军", "title:雷军", "title:sequence(雷军)"),
        ("author:鲁迅", "author:鲁迅", "author:sequence(鲁迅)"),
        ("tag:AI", "tag:AI", "+tag=ai"),
        ("path:报告", "path:报告", "path:sequence(报告)"),
        ("type:pdf", "type:pdf", "+type=pdf"),
        ("ext:md", "ext:md", "+ext=md"),
        ("lang:zh", "lang:zh", "+lang=zh"),
        ("title:\"雷军 造车\"", "title:(EXACT 雷军 造车)", "title:sequence(雷军 造车)"),
        ("title:(雷军 造车)", "title:(AND 雷军 造车)", "title:sequence(雷军) title:sequence(造车)"),
        ("date:2016", "date:2016", "+date=1451606400..1483228799"),
        ("date:2016-10..2017", "date:2016-10..2017", "+date=1475280000..1514764799"),
        ("date:>2018", "date:>2018", "+date=1546300800.."),
        ("size:>1M", "size:>1M", "+size=1048577.."),
        (
            "title：（雷军｜造车）　－小米", "(AND title:(OR 雷军 造车) (NOT 小米))",
            "any(title:sequence(雷军) title:sequence(造车)) +not(sequence(小米))"
        ),
    ])
    func `every row of the contract`(query: String, tree: String, plan: String) { expect(query, tree, plan) }

    @Test(arguments: [
        // xapian/xapian#331: an error of the parser.
        ("iPhone 手机 case", "(AND iPhone 手机 case)", "word(iphone Ziphon) sequence(手机) word(case Zcase)"),
        // djcb/mu#1428: longer than two characters; cyrusimap/cyrus-imapd#5921: a phrase as a loose bag.
        ("农业发展", "农业发展", "sequence(农业 业发 发展)"),
        // meilisearch/meilisearch#2499, #4874, #4935: a dictionary that cuts otherwise in documents.
        ("简单", "简单", "sequence(简单)"),
        // manticoresoftware/manticoresearch#3925: katakana as a bag of characters.
        ("リング", "リング", "sequence(リン ング)"),
        // manticoresoftware/manticoresearch#811: lost over punctuation.
        ("“你好，世界”", "(EXACT 你好，世界)", "sequence(你好 世界)"),
        // huangjimmy/pg_cjk_parser#19: one character.
        ("龘", "龘", "sequence(龘)"),
        // siyuan-note/siyuan#13304: Traditional characters, also those with several Simplified readings.
        ("檢索 系統 以後", "(AND 檢索 系統 以後)", "sequence(检索) sequence(系统) sequence(以后)"),
        // tommy0103/obelisk#9: glued to the Han before it.
        ("重跑gen-itgc", "重跑gen-itgc", "sequence(重跑 gen itgc)"),
        // infinilabs/analysis-ik#483.
        ("m123", "m123", "sequence(m 123)"),
        // eXist-db/exist#787: a character beyond the basic plane.
        ("𠮷野家", "𠮷野家", "sequence(𠮷野 野家)"),
        // quickwit-oss/tantivy#2472: a question as a phrase.
        ("怎么做饭？", "怎么做饭？", "sequence(怎么 么做 做饭)"),
        ("怎么做好饭？", "怎么做好饭？", "question(怎么^0.25 么做^0.5 做好 好饭 做 好 饭)"),
    ])
    func `what others' users complain about`(query: String, tree: String, plan: String) { expect(query, tree, plan) }

    @Test(arguments: [
        (
            "雷军 造车 -小米 OR 手机", "(OR (AND 雷军 造车 (NOT 小米)) 手机)",
            "any(all(sequence(雷军) sequence(造车) not(sequence(小米))) sequence(手机))"
        ),
        (
            "雷军 (造车 OR 造船 -模型)", "(AND 雷军 (OR 造车 (AND 造船 (NOT 模型))))",
            "sequence(雷军) any(sequence(造车) all(sequence(造船) not(sequence(模型))))"
        ),
        ("-(雷军 造车)", "(NOT (AND 雷军 造车))", "+not(all(sequence(雷军) sequence(造车)))"),
        ("-(雷军 OR 造车)", "(NOT (OR 雷军 造车))", "+not(any(sequence(雷军) sequence(造车)))"),
        ("雷军 OR -造车", "(OR 雷军 (NOT 造车))", "any(sequence(雷军) not(sequence(造车)))"),
        // What must be there must be there also when any word is enough, but within an OR it is one of several.
        ("(+雷军 造车) 小米", "(AND (MUST 雷军) 造车 小米)", "sequence(造车) sequence(小米) +sequence(雷军)"),
        (
            "(+雷军 造车) OR 小米", "(OR (AND (MUST 雷军) 造车) 小米)",
            "any(all(sequence(雷军) sequence(造车)) sequence(小米))"
        ),
        (
            "title:(+雷军 造车 -小米)", "title:(AND (MUST 雷军) 造车 (NOT 小米))",
            "title:sequence(造车) +title:sequence(雷军) +not(title:sequence(小米))"
        ),
        ("title:(-雷军)", "title:(NOT 雷军)", "+not(title:sequence(雷军))"),
        // What is not there is meant as it was typed.
        ("-高端化怎么走", "(NOT 高端化怎么走)", "+not(sequence(高端 端化 化怎 怎么 么走))"),
        ("title:高端化怎么走", "title:高端化怎么走", "title:question(高端 端化 化怎^0.5 怎么^0.25 么走^0.5 高 端 化 走)"),
        ("author:阿卜杜拉赫曼", "author:阿卜杜拉赫曼", "author:sequence(阿卜 卜杜 杜拉 拉赫 赫曼)"),
        ("高端，造车 OR 雷军", "(OR 高端，造车 雷军)", "any(all(sequence(高端) sequence(造车)) sequence(雷军))"),
        ("雷军 OR ，", "(OR 雷军 ，)", "sequence(雷军)"),
        ("(，) OR 。", "(OR ， 。)", "NOTHING"),
        ("-\"，\"", "(NOT (EXACT ，))", "NOTHING"),
        ("title:，", "title:，", "NOTHING"),
    ])
    func `operators and groups`(query: String, tree: String, plan: String) { expect(query, tree, plan) }

    @Test(arguments: [
        ("小米xiao*", "(PREFIX 小米xiao)", "prefix(小米 xiao*)"),
        ("高端，xiao*", "(PREFIX 高端，xiao)", "sequence(高端) prefix(xiao*)"),
        ("MIX2*", "(PREFIX MIX2)", "prefix(mix 2*)"),
        ("foo_b*", "(PREFIX foo_b)", "prefix(foo b*)"),
        (".NET*", "(PREFIX .NET)", "prefix(net*)"),
        ("title:phon*", "title:(PREFIX phon)", "title:prefix(phon*)"),
        ("phones NEAR \"big screen\"", "(NEAR/10 phones (EXACT big screen))", "near/10(phones big screen)"),
        ("title:(雷军 NEAR 造车)", "title:(NEAR/10 雷军 造车)", "title:near/10(雷军 造车)"),
        ("雷军 NEAR ，", "(NEAR/10 雷军 ，)", "sequence(雷军)"),
        ("xiao* NEAR 雷军", "(AND (PREFIX xiao) 雷军)", "prefix(xiao*) sequence(雷军)"),
        (
            "雷军 NEAR/5 造车 NEAR/6 小米", "(AND (NEAR/5 雷军 造车) (NEAR/6 造车 小米))",
            "near/5(雷军 造车) near/6(造车 小米)"
        ),
    ])
    func `beginnings of words, and words beside each other`(query: String, tree: String, plan: String) {
        expect(query, tree, plan)
    }

    @Test(arguments: [
        (
            "雷军 date:2016 ext:md", "(AND 雷军 date:2016 ext:md)",
            "sequence(雷军) +date=1451606400..1483228799 +ext=md"
        ),
        // Filters hold also when any word is enough.
        ("雷军 (ext:md OR ext:txt)", "(AND 雷军 (OR ext:md ext:txt))", "sequence(雷军) +any(ext=md ext=txt)"),
        ("雷军 OR ext:md", "(OR 雷军 ext:md)", "any(sequence(雷军) ext=md)"),
        ("-ext:md", "(NOT ext:md)", "+not(ext=md)"),
        ("-date:2016", "(NOT date:2016)", "+not(date=1451606400..1483228799)"),
        ("tag:AI*", "tag:(PREFIX AI)", "+tag=ai"),
        ("tag:\"机器 學習\"", "tag:(EXACT 机器 學習)", "+tag=机器 学习"),
        ("tag:(AI 机器)", "tag:(AND AI 机器)", "+tag=ai +tag=机器"),
        ("tag:(AI NEAR 机器)", "tag:(NEAR/10 AI 机器)", "+tag=ai +tag=机器"),
        ("tag:()", "NOTHING", "NOTHING"),
        // A file has one type, one extension, one language.
        ("ext:(.MD *.txt)", "ext:(AND .MD *.txt)", "+any(ext=md ext=txt)"),
        ("type:(text/* pdf)", "type:(AND (PREFIX text/) pdf)", "+any(type=text/* type=pdf)"),
        ("type:(text -html)", "type:(AND text (NOT html))", "+type=text +not(type=html)"),
        ("-ext:(md txt)", "(NOT ext:(AND md txt))", "+not(any(ext=md ext=txt))"),
        ("ext:.", "ext:.", "NOTHING"),
        ("type:text/markdown", "type:text/markdown", "+type=text/markdown"),
        ("lang:zh_TW", "lang:zh_TW", "+lang=zh-tw"),
        ("path:/home/lan/文檔/", "path:/home/lan/文檔/", "+folder=/home/lan/文檔"),
        ("path:\"/home/lan/a b\"", "path:(EXACT /home/lan/a b)", "+folder=/home/lan/a b"),
        ("path:/", "path:/", "+folder=/"),
        ("path:/srv/*", "path:(PREFIX /srv/)", "+folder=/srv"),
        ("path:/srv/do*", "path:(PREFIX /srv/do)", "path:prefix(srv do*)"),
        ("path:(/srv 报告)", "path:(AND /srv 报告)", "path:sequence(报告) +folder=/srv"),
        ("path:~/报告", "path:~/报告", "path:sequence(报告)"),
        (
            "path:文档/高端化怎么走.pdf", "path:文档/高端化怎么走.pdf",
            "path:sequence(文档 高端 端化 化怎 怎么 么走 pdf)"
        ),
        ("path:\"a\nb\"", "path:(EXACT a b)", "path:sequence(a b)"),
        ("tag:\"a\u{2028}b\"", "tag:(EXACT a b)", "+tag=a b"),
    ])
    func `filters`(query: String, tree: String, plan: String) { expect(query, tree, plan) }

    @Test(arguments: [
        ("造车 (造车 OR 雷军)", "sequence(造车) any(sequence(造车) sequence(雷军))", 2),
        ("造车 OR 造车", "sequence(造车)", 1),
        ("-造车 -造车", "+not(sequence(造车))", 1),
        ("ext:md ext:MD", "+ext=md", 0),
        ("title:造车 造车", "title:sequence(造车) sequence(造车)", 2),
        ("電商 NEAR 造车 电商 NEAR 造车", "near/10(电商 造车)", 1),
    ])
    func `what is asked twice is looked for once`(query: String, plan: String, clauseCount: Int) {
        let made = planner.plan(QueryParser().parse(query).tree)
        #expect(made.description == plan)
        #expect(made.clauses.count == clauseCount)
    }

    @Test(
        arguments: [
            ("雷军 “造车” ext:md -小米", ["雷军", "造车"]),
            ("(雷军 +造车) title:小米", ["雷军", "造车"]),
            ("雷军 (造车 OR 小米)", ["雷军"]),
            ("雷军 OR 造车", []),
            ("xiao* 雷军 NEAR 造车", []),
            ("-雷军", []),
        ] as [(String, [String])])
    func `the query as a whole is what is plainly there`(query: String, tokens: [String]) {
        let plan = planner.plan(QueryParser().parse(query).tree)
        #expect(plan.wholeQuery.map { String(decoding: $0.text, as: UTF8.self) } == tokens)
    }

    @Test func `what may be found is each clause once, without those that must not be there`() {
        let plan = planner.plan(QueryParser().parse("造车 (造车 OR 雷军) -小米 +手机").tree)
        #expect(plan.soughtClauses.map { plan.clauses[$0].typed } == ["造车", "雷军", "手机"])
    }
}
