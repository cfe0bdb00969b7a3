import Analysis
import Queries
import Testing

struct TokenWeaknessTests {
    @Test(arguments: [
        ("运行", false), ("的运", true), ("其它", true), ("没有", true), ("們來", true), ("茶は", true), ("redmi", false),
        ("2019", false),
    ])
    func `a token is weak when a function character is in it`(text: String, isWeak: Bool) throws {
        let tokens = try Analyzer().makeQueryAnalyzer().tokens(of: text)
        #expect(tokens.map(\.hasWeakCharacter) == [isWeak])
    }
}
