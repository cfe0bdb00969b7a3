import Testing

@testable import ClientCommand

struct StyleTests {
    @Test func `parts stand out in colours and are bare without`() {
        #expect(Style.colored.title("搜") == "\u{1B}[1m搜\u{1B}[0m")
        #expect(Style.colored.match("搜") == "\u{1B}[1;31m搜\u{1B}[0m")
        #expect(Style.colored.dim("搜") == "\u{1B}[2m搜\u{1B}[0m")
        #expect([Style.plain.title("搜"), Style.plain.match("搜"), Style.plain.dim("搜")] == ["搜", "搜", "搜"])
    }

    @Test func `nothing is not styled`() {
        #expect(Style.colored.dim("").isEmpty)
    }
}
