import Testing

@testable import ClientCommand

struct LanguageTests {
    @Test(
        arguments: [
            ([:], Language.english),
            (["LANG": "zh_CN.UTF-8"], .chinese),
            (["LANG": "zh"], .chinese),
            (["LANG": "en_US.UTF-8"], .english),
            (["LANG": "C"], .english),
            (["LANG": "zh_TW.UTF-8", "LC_MESSAGES": "C"], .english),
            (["LANG": "C", "LC_MESSAGES": "zh_TW.UTF-8"], .chinese),
            (["LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "de_DE.UTF-8"], .english),
            (["LANG": "zh_CN.UTF-8", "LC_ALL": "", "LC_MESSAGES": ""], .chinese),
        ] as [([String: String], Language)])
    func `the first variable that is set decides`(environment: [String: String], language: Language) {
        #expect(Language { environment[$0] } == language)
    }
}
