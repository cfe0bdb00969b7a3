import FileWatching
import TestSupport
import Testing

struct IgnoreRulesTests {
    private func rules(_ text: String) -> IgnoreRules {
        IgnoreRules(file: Array(text.utf8))
    }

    /// Whether the path itself is ignored; nil when no pattern matches. A slash at the end makes it a folder.
    private func ignores(_ text: String, _ path: String) -> Bool? {
        var bytes = Array(path.utf8)
        let isFolder = bytes.last == UInt8(ascii: "/")
        if isFolder { bytes.removeLast() }
        return rules(text).lastMatch(bytes, isFolder: isFolder).map { !$0.isNegated }
    }

    @Test(arguments: [
        // A name matches at any depth, a path with a slash only from the folder of the patterns.
        ("草稿.md", "草稿.md", true), ("草稿.md", "甲/乙/草稿.md", true), ("草稿.md", "草稿.mdx", nil),
        ("/草稿.md", "草稿.md", true), ("/草稿.md", "甲/草稿.md", nil),
        ("甲/乙", "甲/乙", true), ("甲/乙", "丙/甲/乙", nil),
        // A slash at the end is for folders.
        ("out/", "out/", true), ("out/", "out", nil), ("out/", "a/out/", true), ("a/out/", "b/a/out/", nil),
        ("*.txt", "a.txt", true), ("*.txt", "a/b.txt", true), ("a/*.txt", "a/b.txt", true),
        ("a/*.txt", "a/b/c.txt", nil),
        ("?.txt", "a.txt", true), ("?.txt", "ab.txt", nil), ("a?b", "a/b", nil), ("/a?b", "a/b", nil),
        ("[a-c].txt", "b.txt", true), ("[a-c].txt", "d.txt", nil), ("[!a-c].txt", "d.txt", true),
        ("[^a-c].txt", "a.txt", nil), ("[]a].txt", "].txt", true), ("[a-].txt", "-.txt", true),
        ("[[:digit:]]x", "7x", true), ("[[:digit:]]x", "ax", nil), ("[\\]]", "]", true), ("x/[!a]b", "x//b", nil),
        ("**/a", "a", true), ("**/a", "x/y/a", true), ("**/a", "x/ya", nil), ("a/**", "a/x/y", true),
        ("a/**", "a/", nil),
        ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/xb", nil), ("a/**/**/b", "a/b", true),
        ("x/a**b", "x/a1/b", nil), ("x/*a**b", "x/1a2b", true), ("x/*a**b", "x/1a2/b", nil),
        // Git's own reading: the literal beginning of a pattern is cut off, and a `**` that follows begins anew.
        ("/ab**", "abc/d", true),
        ("\\#a", "#a", true), ("\\!a", "!a", true), ("a\\*b", "a*b", true), ("a\\*b", "axb", nil),
        ("a  ", "a", true), ("a\\ ", "a ", true), ("a\\  ", "a ", true), ("a\r", "a", true), (" a", " a", true),
        ("# a", "a", nil), ("", "a", nil), ("/", "a/", nil), ("!", "a", nil),
        ("*\n!保留.md", "保留.md", false), ("!保留.md\n*", "保留.md", true), ("*.md\n!a.md\na.*", "a.md", true),
        ("A.txt", "a.txt", nil),
    ])
    func `a pattern means what it means to git`(text: String, path: String, ignored: Bool?) {
        #expect(ignores(text, path) == ignored)
    }

    @Test func `patterns are bytes, and a byte order mark before them is none`() {
        let rules = IgnoreRules(file: [0xEF, 0xBB, 0xBF, 0xC4, 0xFF, 0x2A])
        #expect(rules.lastMatch([0xC4, 0xFF, 0x80], isFolder: false)?.line == 1)
        #expect(rules.lastMatch([0xC4, 0xFE], isFolder: false) == nil)
    }

    @Test func `a pattern knows its line`() {
        let rules = rules("# 说明\n\n*.o\r\n!keep.o \n")
        #expect(rules.patterns.map(\.line) == [3, 4])
        #expect(rules.patterns.map { String(decoding: $0.text, as: UTF8.self) } == ["*.o", "!keep.o"])
    }

    @Test(arguments: [
        ("*.md", nil), ("!a", nil), ("[", "its '[' is not closed"), ("a[b\\", "its '[' is not closed"),
        ("[[:han:]]", "it has an unknown class between '[:' and ':]'"), ("a\\", "it ends with a backslash"),
        ("", "it names nothing"), ("  ", "it names nothing"), ("/", "it names nothing"), ("!", "it names nothing"),
        ("# a", "it is a comment; write '\\#' for a '#'"), ("a\0b", "it has a NUL"),
    ])
    func `a pattern that can match nothing says why`(pattern: String, defect: String?) {
        #expect(IgnoreRules.defect(of: pattern) == defect)
    }

    @Test func `a name of many stars takes no time`() {
        let pattern = String(repeating: "*a", count: 100) + "*b"
        let name = [UInt8](repeating: UInt8(ascii: "a"), count: 255)
        let path = Array(repeating: String(repeating: "a", count: 255), count: 8).joined(separator: "/")
        let rules = rules("\(pattern)\n/\(pattern)\n/**/\(pattern)\n/*\(String(repeating: "**/", count: 300))b[c]")
        let duration = ContinuousClock().measure {
            #expect(rules.lastMatch(name, isFolder: false) == nil)
            #expect(rules.lastMatch(Array(path.utf8), isFolder: false) == nil)
        }
        #expect(duration < .seconds(10))
    }

    @Test func `whatever a file of patterns holds, it can be asked`() {
        var random = SeededRandom.announced()
        for _ in 0..<500 {
            let bytes = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...255, using: &random)
                    : "*?[]!^-\\/\n\r #:ab".utf8.randomElement(using: &random) ?? 0
            }
            let rules = IgnoreRules(file: bytes)
            let name = (0..<Int.random(in: 1...20, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random)
            }
            _ = rules.lastMatch(name, isFolder: Bool.random(using: &random))
        }
        let many = IgnoreRules(file: Array(String(repeating: "*.x[a]\n", count: 100_000).utf8))
        #expect(many.patterns.count == 100_000)
        #expect(many.lastMatch(Array("a.txt".utf8), isFolder: false) == nil)
        #expect(IgnoreRules(file: [UInt8](repeating: 0, count: 1000)).patterns.isEmpty)
    }
}
