import Analysis
import Queries
import Testing

@Suite struct SynonymsTests {
    private func synonyms(_ text: String) throws -> Synonyms {
        try Synonyms(Array(text.utf8), of: "/etc/sou/synonyms.txt", SharedAnalyzer.queries())
    }

    private func plan(_ query: String, _ text: String) throws -> String {
        let planner = QueryPlanner(analyzer: try SharedAnalyzer.queries(), synonyms: try synonyms(text))
        return planner.plan(QueryParser().parse(query).tree).description
    }

    private static let text = """
        \u{FEFF}# 硬件
        电脑, 计算机，PC
          手机 => 电话、移动电话   # 不反过来\r
        C#, csharp,

        智能家居系统, 家庭自动化
        小米5, 米五
        phones, 手机
        """

    @Test(arguments: [
        ("电脑", "any(sequence(电脑) sequence(计算 算机) word(pc Zpc))"),
        // Folded, both what is typed and what is in the file.
        ("電腦", "any(sequence(电脑) sequence(计算 算机) word(pc Zpc))"),
        ("ｐｃ", "any(word(pc Zpc) sequence(电脑) sequence(计算 算机))"),
        ("手机", "any(sequence(手机) sequence(电话) sequence(移动 动电 电话) word(phones Zphone))"),
        ("电话", "sequence(电话)"),
        ("C#", "any(sequence(c#) word(csharp Zcsharp))"),
        ("小米 5", "sequence(小米) sequence(5)"),
        ("小米5", "any(sequence(小米 5) sequence(米五))"),
        ("米五", "any(sequence(米五) sequence(小米 5))"),
        // Another form of the word is another word.
        ("phone", "word(phone Zphone)"),
        // A question keeps its ranking; what stands for it is looked for as it is.
        ("家庭自动化", "any(question(家庭 庭自 自动 动化 家 庭 自 动 化) sequence(智能 能家 家居 居系 系统))"),
        ("电脑，米五", "any(sequence(电脑) sequence(计算 算机) word(pc Zpc)) any(sequence(米五) sequence(小米 5))"),
        ("电脑 OR 米五", "any(any(sequence(电脑) sequence(计算 算机) word(pc Zpc)) any(sequence(米五) sequence(小米 5)))"),
        ("+米五", "+any(sequence(米五) sequence(小米 5))"),
        // Meant as typed.
        ("“电脑”", "sequence(电脑)"),
        ("-电脑", "+not(sequence(电脑))"),
        ("title:电脑", "title:sequence(电脑)"),
        ("tag:电脑", "+tag=电脑"),
        ("电脑*", "sequence(电脑)"),
        ("电脑 NEAR 雷军", "near/10(电脑 雷军)"),
    ])
    func `a word is looked for with those that stand for it`(query: String, expected: String) throws {
        #expect(try plan(query, Self.text) == expected)
    }

    @Test(arguments: [
        ("", "sequence(电脑)"),
        ("# 电脑, 计算机", "sequence(电脑)"),
        // The same word in two scripts.
        ("电脑, 電腦", "sequence(电脑)"),
        ("电脑 => 电脑", "sequence(电脑)"),
        // Two lines about one word are one.
        ("电脑, 计算机\n电脑 => PC, 計算機", "any(sequence(电脑) sequence(计算 算机) word(pc Zpc))"),
        // What a word stands for is not looked up again.
        ("电脑 => 机器\n机器 => 机械", "any(sequence(电脑) sequence(机器))"),
        ("电脑, PC => 机器", "any(sequence(电脑) sequence(机器))"),
    ])
    func `lines add up`(text: String, expected: String) throws {
        #expect(try plan("电脑", text) == expected)
    }

    @Test(arguments: [
        ("电脑, 计算机\n\n手机", "line 3: name at least two words with a comma between them, or one on each side of '=>'"),
        ("手机 =>", "line 1: name at least two words with a comma between them, or one on each side of '=>'"),
        ("=> 手机", "line 1: name at least two words with a comma between them, or one on each side of '=>'"),
        ("\r\na => b => c", "line 2: a line has one '=>' at most"),
        ("手机, ？！", "line 1: '？！' holds no letter, digit or character"),
        ("a\0, b", "it is not UTF-8 text"),
        (
            "a => " + (0..<65).map { "b\($0)" }.joined(separator: ","),
            "line 1: 'a' has more than 64 synonyms; name fewer"
        ),
        (
            String(repeating: "# 很长\n", count: 1 << 17), "it is longer than 1048576 bytes; name fewer words"
        ),
    ])
    func `what is wrong is said with its line`(text: String, cause: String) {
        let error = #expect(throws: SynonymsError.self) { try synonyms(text) }
        #expect(error?.description == "cannot read synonyms '/etc/sou/synonyms.txt': \(cause)")
    }

    @Test func `bytes that are no text are said`() {
        let error = #expect(throws: SynonymsError.self) {
            try Synonyms([0x61, 0xFF], of: "s", SharedAnalyzer.queries())
        }
        #expect(error?.description == "cannot read synonyms 's': it is not UTF-8 text")
    }

    @Test func `a query of many words is given no more synonyms than a query can do with`() throws {
        let text = "a => " + (0..<64).map { "b\($0)" }.joined(separator: ",")
        let planner = QueryPlanner(analyzer: try SharedAnalyzer.queries(), synonyms: try synonyms(text))
        let query = String(repeating: "a 车 ", count: 800)
        #expect(planner.plan(QueryParser().parse(query).tree).clauses.count == 66)
        let others = (0..<30).map { "a\($0) => " + (0..<64).map { "b\($0)" }.joined(separator: ",") }
        let many = QueryPlanner(
            analyzer: try SharedAnalyzer.queries(), synonyms: try synonyms(others.joined(separator: "\n")))
        let plan = many.plan(QueryParser().parse((0..<30).map { "a\($0)" }.joined(separator: " ")).tree)
        #expect(plan.soughtClauses.count == 30 + 64)
        #expect(plan.parts.filter { if case .any = $0 { true } else { false } }.count == 4)
    }
}
