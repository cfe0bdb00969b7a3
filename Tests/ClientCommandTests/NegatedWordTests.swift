import ArgumentParser
import Testing
import Wire

@testable import ClientCommand

struct NegatedWordTests {
    @Test(arguments: [
        (["小米", "-手机"], "小米 -手机"),
        (["-手机", "-n", "3", "小米"], "-手机 小米"),
        (["小米", #"-"双引擎""#, "-(手机"], #"小米 -"双引擎" -(手机"#),
        (["小米", "-「手机」", "-é"], "小米 -「手机」 -é"),
        (["a", "-", "--", "-小米", "-b"], "a - -小米 -b"),
    ])
    func `a word with a dash that is no option is a part of the query`(arguments: [String], query: String) throws {
        let command = try SearchCommand.parse(arguments.map(NegatedWord.shielded))
        #expect(command.parameters.query == query)
    }

    @Test(arguments: ["-x", "-linux", "--手机", "-1"])
    func `what may be an option is one`(argument: String) {
        #expect(NegatedWord.shielded(argument) == argument)
    }
}
