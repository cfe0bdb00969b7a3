import Queries
import Testing

@Suite struct QueryNoticeTests {
    @Test(
        arguments: [
            ("小米 “感动 人心", [.unclosedQuote("“")]),
            ("(a (b", [.unclosedParenthesis]),
            ("f(a", []),
            ("a) b", []),
            ("note:abc", [.unknownField("note")]),
            ("note:\"a b\" x", [.unknownField("note")]),
            // Each kind is said once.
            ("note:abc memo:d", [.unknownField("note")]),
            ("title:(a tag:b)", [.nestedField("tag")]),
            ("date:soon", [.badRange(.date, typed: "soon")]),
            ("size:big", [.badRange(.size, typed: "big")]),
            ("date:soon*", [.badRange(.date, typed: "soon*")]),
            ("date:(2016)", [.badRange(.date, typed: "( )")]),
            ("a NEAR (b c)", [.nearOperands]),
            ("a NEAR b*", [.nearOperands]),
            ("a NEAR b", []),
            ("tag:AI*", [.wholeValues(.tag)]),
            ("ext:(m* txt)", [.wholeValues(.fileExtension)]),
            ("title:a* type:text/* path:/a/*", []),
            ("  ", [.nothingToSearch]),
            ("()", [.nothingToSearch]),
            ("http://x 12:30 std::vector C:\\x localhost:80 note: 标题：雷军 GPU：显存 a:) b:|c", []),
        ] as [(String, [QueryNotice])])
    func `what may have been meant otherwise is said`(query: String, notices: [QueryNotice]) {
        #expect(QueryParser().parse(query).notices == notices)
    }

    @Test(
        arguments: [
            (
                .unclosedQuote("“"), "unclosed-quote",
                "the quotation mark “ is not closed; all that follows it is taken as quoted"
            ),
            (
                .unclosedParenthesis, "unclosed-parenthesis",
                "a parenthesis is not closed; its group ends with the query"
            ),
            (.tooDeep, "too-deep", "the parentheses are nested too deep; the innermost are passed over"),
            (
                .unknownField("note"), "unknown-field",
                "there is no field 'note'; it is searched as text; "
                    + "the fields are title, author, tag, path, type, ext, lang, date, size"
            ),
            (.nestedField("tag"), "nested-field", "'tag:' stands within another field; it is searched as text"),
            (
                .badRange(.date, typed: "soon"), "bad-range",
                "'soon' is no date and is searched as text; "
                    + "dates are such as 2016, 2016-10, 2016-10-05, 2016-10..2017 or >2018"
            ),
            (
                .badRange(.size, typed: "big"), "bad-range",
                "'big' is no size and is searched as text; sizes are such as 5688, 1M, 10K..2M or >1.5G"
            ),
            (
                .nearOperands, "near-operands",
                "NEAR takes a word or a quotation on either side; with others it is taken as AND"
            ),
            (
                .wholeValues(.tag), "whole-values",
                "'tag:' compares whole values; the star behind one is passed over"
            ),
            (
                .nothingToSearch, "nothing-to-search",
                "the query holds no letter, digit or character to search for"
            ),
        ] as [(QueryNotice, String, String)])
    func `a notice has a code for programs and a sentence for people`(
        notice: QueryNotice, code: String, sentence: String
    ) {
        #expect(notice.code == code)
        #expect(notice.description == sentence)
    }

    @Test func `a sentence repeats no more of a query than it has room for, on one line`() {
        let long = String(repeating: "长\n", count: 100)
        let expected = "'" + String(repeating: "长 ", count: 20) + "…' is no date"
        #expect(QueryNotice.badRange(.date, typed: long).description.hasPrefix(expected))
    }
}
