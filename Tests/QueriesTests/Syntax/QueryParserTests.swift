import Queries
import TestSupport
import Testing

@Suite struct QueryParserTests {
    private func expect(_ query: String, _ tree: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(QueryParser().parse(query).tree.description == tree, sourceLocation: location)
    }

    @Test(arguments: [
        ("雷军", "雷军"),
        ("雷军 造车", "(AND 雷军 造车)"),
        ("  雷军　造车\t", "(AND 雷军 造车)"),
        ("", "NOTHING"),
        (" \n", "NOTHING"),
        ("C++ 手机", "(AND C++ 手机)"),
        ("don't 《三体》 «a» 〈b〉", "(AND don't 《三体》 «a» 〈b〉)"),
        ("小米高端化战略怎么走？", "小米高端化战略怎么走？"),
        ("a^2 ~b c?", "(AND a^2 ~b c?)"),
    ])
    func `words are joined by blanks`(query: String, tree: String) { expect(query, tree) }

    @Test(arguments: [
        ("\"手机 电视\"", "(EXACT 手机 电视)"),
        ("“感动人心”小米", "(AND (EXACT 感动人心) 小米)"),
        ("小米“感动人心”", "(AND 小米 (EXACT 感动人心))"),
        ("”感动人心“", "(EXACT 感动人心)"),
        ("„感动人心“", "(EXACT 感动人心)"),
        ("＂手机＂", "(EXACT 手机)"),
        ("＂手机\"", "(EXACT 手机)"),
        ("「手机」『电视』", "(AND (EXACT 手机) (EXACT 电视))"),
        ("｢手机｣", "(EXACT 手机)"),
        ("﹁手机﹂﹃电视﹄", "(AND (EXACT 手机) (EXACT 电视))"),
        ("〝手机〞〝电视〟", "(AND (EXACT 手机) (EXACT 电视))"),
        ("\"\" 手机 “ ”", "手机"),
        ("\"a OR (b) -c\"", "(EXACT a OR (b) -c)"),
        ("‘感动 人心’", "(EXACT 感动 人心)"),
        ("‘don’t stop’ now", "(AND (EXACT don’t stop) now)"),
        ("“他说‘你好’”", "(EXACT 他说‘你好’)"),
        // Apostrophes, and marks that nothing closes.
        ("don’t rock’n’roll", "(AND don’t rock’n’roll)"),
        ("it‘s 90’s", "(AND it‘s 90’s)"),
        ("‘90s", "‘90s"),
        ("\"a\nb\"", "(EXACT a b)"),
    ])
    func `quotation marks of every style make a quotation`(query: String, tree: String) { expect(query, tree) }

    @Test(arguments: [
        ("a OR b", "(OR a b)"),
        ("a|b", "(OR a b)"),
        ("a || b | c", "(OR a b c)"),
        ("a b OR c d", "(OR (AND a b) (AND c d))"),
        ("a AND b OR c AND d", "(OR (AND a b) (AND c d))"),
        ("a (b OR c) d", "(AND a (OR b c) d)"),
        ("a (b c) d", "(AND a b c d)"),
        ("a OR (b OR c)", "(OR a b c)"),
        ("((雷军))", "雷军"),
        ("小米(手机|电视)", "(AND 小米 (OR 手机 电视))"),
        ("小米（手机｜电视）", "(AND 小米 (OR 手机 电视))"),
        ("ａ ＯＲ ｂ", "(OR ａ ｂ)"),
        ("\"a\"OR\"b\"", "(OR (EXACT a) (EXACT b))"),
        ("(a)OR(b)", "(OR a b)"),
        // Only capitals that stand alone are operators.
        ("a or b", "(AND a or b)"),
        ("小米OR华为", "小米OR华为"),
        ("雷军 且 造车 或 手机 非 电视", "(AND 雷军 且 造车 或 手机 非 电视)"),
        ("ORACLE ANDROID", "(AND ORACLE ANDROID)"),
    ])
    func `OR binds looser than a blank or AND, and parentheses group`(query: String, tree: String) {
        expect(query, tree)
    }

    @Test(arguments: [
        ("OR", "OR"),
        ("AND", "AND"),
        ("NOT", "NOT"),
        ("NEAR", "NEAR"),
        ("a OR", "(AND a OR)"),
        ("OR a", "(AND OR a)"),
        ("a AND", "(AND a AND)"),
        ("a NOT", "(AND a NOT)"),
        ("a NEAR/5", "(AND a NEAR/5)"),
        ("a OR OR b", "(OR a (AND OR b))"),
        ("a AND OR b", "(AND a OR b)"),
        ("(a OR) b", "(AND a OR b)"),
        ("a | OR b", "(OR a (AND OR b))"),
        ("a |", "a"),
        ("| a", "a"),
        ("a | | b", "(OR a b)"),
        ("|", "NOTHING"),
        ("a (|) b", "(AND a b)"),
        ("a OR ()", "a"),
        ("a OR \"\" OR b", "(OR a b)"),
        ("AND(A1)", "(AND AND A1)"),
    ])
    func `an operator without an operand is a word, or nothing when it is a mark`(query: String, tree: String) {
        expect(query, tree)
    }

    @Test(arguments: [
        ("造车 -雷军", "(AND 造车 (NOT 雷军))"),
        ("造车 －雷军", "(AND 造车 (NOT 雷军))"),
        ("造车 NOT 雷军", "(AND 造车 (NOT 雷军))"),
        ("-\"雷军 造车\"", "(NOT (EXACT 雷军 造车))"),
        ("-(a b)", "(NOT (AND a b))"),
        ("NOT(a OR b)", "(NOT (OR a b))"),
        ("a OR -b", "(OR a (NOT b))"),
        ("(-a)", "(NOT a)"),
        ("a|-b", "(OR a (NOT b))"),
        ("+a b", "(AND (MUST a) b)"),
        ("＋雷军 小米", "(AND (MUST 雷军) 小米)"),
        ("(+a b) c", "(AND (MUST a) b c)"),
        ("-title:a", "(NOT title:a)"),
        // Twice is not at all; what must not be there is demanded already.
        ("NOT NOT a", "a"),
        ("NOT -a", "a"),
        ("-(-a)", "a"),
        ("NOT +a", "(NOT a)"),
        ("+(-a)", "(NOT a)"),
        ("+(+a)", "(MUST a)"),
        // No signs.
        ("a-b", "a-b"),
        ("- a", "(AND - a)"),
        ("--a", "--a"),
        ("++a", "++a"),
        ("+-a", "+-a"),
        ("a -", "(AND a -)"),
        ("(a -)", "(AND a -)"),
        ("(a)-b", "(AND a -b)"),
        ("\"a\"-b", "(AND (EXACT a) -b)"),
        ("-\"\"", "NOTHING"),
        ("-()", "NOTHING"),
    ])
    func `a sign that touches what follows it, or NOT, binds tightest`(query: String, tree: String) {
        expect(query, tree)
    }

    @Test(arguments: [
        ("print(x)", "print(x)"),
        ("f(a b)", "(AND f(a b))"),
        ("f((a+b)*c)", "f((a+b)*c)"),
        ("(f(x) OR y)", "(OR f(x) y)"),
        ("iPhone（苹果）", "(AND iPhone 苹果)"),
        ("Σ(x)", "Σ(x)"),
        ("2(x)", "2(x)"),
        ("雷军(小米)", "(AND 雷军 小米)"),
        ("f(\"a b\")", "(AND f( (EXACT a b))"),
        // One too many is nothing.
        ("a) b", "(AND a b)"),
        (")(", "NOTHING"),
        ("()", "NOTHING"),
    ])
    func `a parenthesis right behind a Latin letter belongs to the word`(query: String, tree: String) {
        expect(query, tree)
    }

    @Test(arguments: [
        ("小米*", "(PREFIX 小米)"),
        ("xiao＊", "(PREFIX xiao)"),
        ("xiao**", "(PREFIX xiao)"),
        ("(xiao*|mi*)", "(OR (PREFIX xiao) (PREFIX mi))"),
        ("C++*", "(PREFIX C++)"),
        ("-xiao*", "(NOT (PREFIX xiao))"),
        ("*", "*"),
        ("*.md", "*.md"),
        ("a*b", "a*b"),
        ("，*", "，*"),
        ("\"小米\"*", "(AND (EXACT 小米) *)"),
    ])
    func `a star at the end of a word makes it the beginning of others`(query: String, tree: String) {
        expect(query, tree)
    }

    @Test(arguments: [
        ("雷军 NEAR/20 造车", "(NEAR/20 雷军 造车)"),
        ("雷军 NEAR 造车", "(NEAR/10 雷军 造车)"),
        ("雷军 ＮＥＡＲ／５ 造车", "(NEAR/5 雷军 造车)"),
        ("\"a b\" NEAR/3 c", "(NEAR/3 (EXACT a b) c)"),
        ("a NEAR/5 b NEAR/6 c", "(AND (NEAR/5 a b) (NEAR/6 b c))"),
        ("a NEAR/5 b c OR d", "(OR (AND (NEAR/5 a b) c) d)"),
        ("a NEAR/0 b", "(NEAR/1 a b)"),
        ("a NEAR/99999999999999999999 b", "(NEAR/10000 a b)"),
        ("a NEAR/x b", "(AND a NEAR/x b)"),
        ("a NEAR/ b", "(AND a NEAR/ b)"),
        ("title:(a NEAR b)", "title:(NEAR/10 a b)"),
        // With a notice.
        ("a NEAR (b c)", "(AND a b c)"),
        ("a NEAR b* NEAR c", "(AND a (PREFIX b) c)"),
        ("a NEAR b NEAR (c|d)", "(AND (NEAR/10 a b) (OR c d))"),
        ("a NEAR -b", "(AND a (NOT b))"),
    ])
    func `NEAR binds words and quotations tighter than AND`(query: String, tree: String) { expect(query, tree) }

    @Test(arguments: [
        ("title:雷军", "title:雷军"),
        ("title：雷军", "title:雷军"),
        ("ＴＩＴＬＥ：雷军", "title:雷军"),
        ("Title: 雷军 造车", "(AND title:雷军 造车)"),
        ("title:\"雷军 造车\"", "title:(EXACT 雷军 造车)"),
        ("title:“雷军”", "title:(EXACT 雷军)"),
        ("title:(雷军 造车)", "title:(AND 雷军 造车)"),
        ("title：（雷军｜造车）", "title:(OR 雷军 造车)"),
        ("title:(雷军 -造车)", "title:(AND 雷军 (NOT 造车))"),
        ("title:小*", "title:(PREFIX 小)"),
        (
            "author:鲁迅 tag:散文 path:/home/a type:text/* ext:.md lang:zh",
            "(AND author:鲁迅 tag:散文 path:/home/a type:(PREFIX text/) ext:.md lang:zh)"
        ),
        ("title:-a", "title:-a"),
        ("title:OR b", "(AND title:OR b)"),
        ("title:author:x", "title:author:x"),
        ("title:http://x", "title:http://x"),
        ("a OR title:b", "(OR a title:b)"),
        // A name without a value is a word; a value that is nothing is nothing.
        ("title:", "title"),
        ("title: OR b", "(OR title b)"),
        ("title: -b", "(AND title (NOT b))"),
        ("title: tag:b", "(AND title tag:b)"),
        ("(title:)", "title"),
        ("title:\"\"", "NOTHING"),
        ("title:()", "NOTHING"),
        ("date:\"\"", "NOTHING"),
        // No fields.
        ("小米title:a", "小米title:a"),
        ("\"title:a\"", "(EXACT title:a)"),
        ("http://a.b/c", "http://a.b/c"),
        ("12:30 std::vector C:\\x localhost:8080", "(AND 12:30 std::vector C:\\x localhost:8080)"),
        ("note:abc", "note:abc"),
        ("note: abc", "(AND note: abc)"),
        ("note:\"a b\"", "(AND note: (EXACT a b))"),
        ("标题：雷军", "标题：雷军"),
        // A field within a field is text.
        ("title:(a tag:b)", "title:(AND a tag:b)"),
        ("title:(tag:\"b\")", "title:(AND tag (EXACT b))"),
        ("title:(a date:2016)", "title:(AND a date:2016)"),
    ])
    func `a field's name and a colon say where to look`(query: String, tree: String) { expect(query, tree) }

    @Test(arguments: [
        ("date:2016", "date:2016"),
        ("date: 2016", "date:2016"),
        ("DATE：２０１６", "date:２０１６"),
        ("date:\"2016\"", "date:2016"),
        ("雷军 size:>1M", "(AND 雷军 size:>1M)"),
        ("date:2016|date:2018", "(OR date:2016 date:2018)"),
        ("-date:2016", "(NOT date:2016)"),
        // Bad values are text.
        ("date:soon", "date:soon"),
        ("date: soon", "(AND date soon)"),
        ("date:soon*", "(PREFIX date:soon)"),
        ("date:(2016 2017)", "(AND date 2016 2017)"),
        ("-size:\"big\"", "(NOT (AND size (EXACT big)))"),
    ])
    func `a range's name and a colon bound a number`(query: String, tree: String) { expect(query, tree) }
}
