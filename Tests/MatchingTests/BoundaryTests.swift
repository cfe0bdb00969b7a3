import Testing

@testable import Matching

@Suite struct BoundaryTests {
    /// The text with ¦ where a word may end, / for a clause and ‖ for a sentence.
    private func cut(_ text: String) -> String {
        var finder = BoundaryFinder()
        var result = ""
        func mark(_ boundary: Boundary) {
            if !result.isEmpty { result += [.word: "¦", .clause: "/", .sentence: "‖"][boundary] ?? "" }
        }
        for character in text {
            mark(finder.boundary(before: character.unicodeScalars.first.map(BoundaryFinder.kind) ?? .other))
            result.append(character)
        }
        mark(finder.boundary(before: .blank))
        return result
    }

    @Test(arguments: [
        ("他说：“好。”她", "他¦说：/“好。”‖她¦"),
        ("it's 3.5 元", "it's¦ ¦3.5¦ ¦元¦"),
        ("小米,5,000元", "小¦米,/5,000¦元¦"),
        ("well-known a.b_c", "well-known¦ ¦a.b_c¦"),
        ("Yes. No? ok", "Yes.‖ ¦No?‖ ¦ok¦"),
        ("好!好?Yes", "好!‖好?¦Yes¦"),
        ("等……等——等", "等……‖等¦——¦等¦"),
        ("（见“书”）后", "（见¦“书”）¦后¦"),
        ("好。\"她", "好。\"‖她¦"),
        ("灯、门，", "灯、¦门，/"),
        ("升30%，", "升¦30%，/"),
        ("ＭＩＸ２好", "ＭＩＸ２¦好¦"),
        ("한국 말", "한국¦ ¦말¦"),
        ("12:30 用.net", "12:30¦ ¦用.net¦"),
    ])
    func `a text may be cut where words, clauses and sentences end`(text: String, expected: String) {
        #expect(cut(text) == expected)
    }
}
