import Queries
import TestSupport
import Testing

@Suite struct QueryParserTests {
    @Test(arguments: [
        ("雷军", "雷军"),
        ("雷军 造车", "(AND 雷军 造车)"),
        ("  雷军　造车\t", "(AND 雷军 造车)"),
        ("", "NOTHING"),
        (" \n", "NOTHING"),
        ("\"手机 电视\"", "(EXACT 手机 电视)"),
        ("“感动人心”小米", "(AND (EXACT 感动人心) 小米)"),
        ("”感动人心“", "(EXACT 感动人心)"),
        ("＂手机＂", "(EXACT 手机)"),
        ("「手机」『电视』", "(AND (EXACT 手机) (EXACT 电视))"),
        ("｢手机｣", "(EXACT 手机)"),
        ("\"\" 手机", "手机"),
        ("C++ 手机", "(AND C++ 手机)"),
        ("don't 《三体》", "(AND don't 《三体》)"),
    ])
    func `a query becomes a tree of texts and quotations`(query: String, tree: String) {
        #expect(QueryParser().parse(query).tree.description == tree)
    }

    @Test func `an unclosed quote makes a quotation of the rest and says so in a notice`() {
        let (tree, notices) = QueryParser().parse("小米 “感动 人心")
        #expect(tree.description == "(AND 小米 (EXACT 感动 人心))")
        #expect(notices == [.unclosedQuote("“")])
        #expect(
            notices[0].description == "the quotation mark “ is not closed; all that follows it is taken as quoted")
        #expect(notices[0].code == "unclosed-quote")
    }

    @Test func `a query of nothing says so in a notice`() {
        #expect(QueryParser().parse("  ").notices == [.nothingToSearch])
        #expect(
            QueryNotice.nothingToSearch.description == "the query holds no letter, digit or character to search for")
        #expect(QueryNotice.nothingToSearch.code == "nothing-to-search")
    }

    @Test func `no input is an error, and no character but blanks and quotation marks is lost`() {
        var random = SeededRandom.announced()
        let alphabet = Array("小米手机abc12 \t\n　\"“”„＂「」｢｣『』〝〞+-|()（）：:*~e\u{301}👍🏽")
        for _ in 0..<20_000 {
            let query = String(
                (0..<Int.random(in: 0...30, using: &random)).map { _ in
                    alphabet.randomElement(using: &random) ?? " "
                })
            let kept = QueryParser().parse(query).tree.typedCharacters
            #expect(kept.filter { !$0.isSyntax } == query.filter { !$0.isSyntax }, "query: \(query.debugDescription)")
        }
    }
}

extension QueryTree {
    fileprivate var typedCharacters: String {
        switch self {
        case .text(let text), .exact(let text), .prefix(let text): text
        case .and(let parts), .or(let parts): parts.map(\.typedCharacters).joined()
        case .not(let part), .required(let part), .field(_, let part): part.typedCharacters
        case .near(let first, let second, _): first.typedCharacters + second.typedCharacters
        case .range(_, let typed, _): typed
        case .nothing: ""
        }
    }
}

extension Character {
    fileprivate var isSyntax: Bool {
        isWhitespace || "\"“”„＂「」｢｣『』〝〞".contains(self)
    }
}
