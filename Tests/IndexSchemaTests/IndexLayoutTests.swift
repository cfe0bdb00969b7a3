import Testing

@testable import IndexSchema

struct IndexLayoutTests {
    @Test(arguments: [(1, "gen-000001"), (7, "gen-000007"), (999_999, "gen-999999"), (1_000_000, "gen-1000000")])
    func `a generation's folder has its number in six digits or more`(_ number: Int, _ name: String) {
        #expect(IndexLayout.generationName(number) == name)
        #expect(IndexLayout.generationNumber(name) == number)
    }

    @Test(arguments: [
        "", "gen-", "gen-7", "gen-0000007", "gen-00000x", "gen-٠٠٠٠٠١", "gen--00001", "XAPIANDB", "gen-000001 ",
    ])
    func `another name is no generation`(_ name: String) {
        #expect(IndexLayout.generationNumber(name) == nil)
    }

    @Test func `a stub names the generation that is live`() {
        #expect(IndexLayout.stubText(generation: 7) == "auto gen-000007\n")
        #expect(IndexLayout.generation(inStub: IndexLayout.stubText(generation: 12)) == 12)
        #expect(IndexLayout.generation(inStub: "auto gen-000003\nremote host:4000\n") == 3)
    }

    @Test(arguments: ["", "\n", "auto other\n", "remote host:4000\n", "auto gen-000003 \n", "glass gen-000003\n"])
    func `a stub that is not ours names none`(_ text: String) {
        #expect(IndexLayout.generation(inStub: text) == nil)
    }

    @Test(arguments: [
        "", "\0\0", "au", "auto gen-", "auto gen-0000", "auto gen-000012", "auto gen-0000\0\0",
    ])
    func `a beginning of a stub is a torn one`(_ text: String) {
        #expect(IndexLayout.isTornStub(Array(text.utf8)))
    }

    @Test(arguments: [
        "auto gen-000012\n", "auto x", "gen-000012", "\n", "auto gen-\0012", "auto gen-000001\nauto", "x",
    ])
    func `other texts are no torn stub`(_ text: String) {
        #expect(!IndexLayout.isTornStub(Array(text.utf8)))
    }
}
