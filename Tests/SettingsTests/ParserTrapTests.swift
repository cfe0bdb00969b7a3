import Testing

@testable import Settings

struct ParserTrapTests {
    @Test(arguments: [
        "", "[a]", "[[a]]", "[[ a ]]", " [ \"a\" ]", "[a]\r\n[b.c]", "\u{FEFF}[a]", "a = [ ]", "a = [\n  'x', # [\n]",
        "a = {}",
        "a = [ {b = 1} ]", "a = '[}'", "# [}", "a = \"[}\"", "a = \"\\\"[}\"", "a = '''\n[=\n'''",
        "a = \"\"\"\n[}\"\"\"\"\"",
    ])
    func `a text that can be parsed has none`(text: String) {
        #expect(ParserTrap.first(in: text) == nil)
    }

    @Test(arguments: [
        ("[", ParserTrap.header, 1, 1), ("[]", .header, 1, 1), ("a=1\n  [ [a]]", .header, 2, 3), ("[[=", .header, 1, 1),
        ("[[[a]]]", .header, 1, 1), ("[[", .header, 1, 1), ("[[]]", .header, 1, 1), ("[文]", .header, 1, 1),
        ("a = [}", .brace, 1, 6), ("a = [1,\n#\n }", .brace, 3, 2), ("a = '\\'\nb=[}", .brace, 2, 4),
        ("a = ''''''\nb=[}", .brace, 2, 4), ("a = '\n[=", .header, 2, 1),
    ])
    func `the place of a trap is where its sign stands`(text: String, trap: ParserTrap, line: Int, column: Int) {
        let first = ParserTrap.first(in: text)
        #expect(first?.trap == trap)
        #expect(first?.position == TextPosition(line: line, column: column))
    }
}
