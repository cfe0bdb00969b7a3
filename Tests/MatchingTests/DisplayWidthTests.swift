import Testing

@testable import Matching

@Suite struct DisplayWidthTests {
    @Test(
        arguments: [
            ("a", 1), ("é", 1), ("e\u{301}", 1), ("汉", 2), ("𠮷", 2), ("，", 2), ("“", 1), ("…", 1), ("　", 2), ("Ａ", 2),
            ("ｱ", 1),
            ("ｶﾞ", 2), ("한", 2), ("👍🏽", 2), ("👩\u{200D}💻", 2), ("🇨🇳", 2), ("☕", 2), ("❤\u{FE0F}", 2), ("❤", 1),
            ("5\u{FE0F}\u{20E3}", 2), ("葛\u{E0100}", 2), ("\n", 1), ("🚗", 2),
        ] as [(Character, Int)])
    func `a character takes the columns a terminal gives it`(character: Character, columns: Int) {
        #expect(DisplayWidth.columns(character) == columns)
    }
}
