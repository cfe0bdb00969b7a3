import Testing

@testable import Search

struct EditDistanceTests {
    @Test(
        arguments: [
            ("linux", "linux", 0), ("linx", "linux", 1), ("liinux", "linux", 1), ("linus", "linux", 1),
            ("liunx", "linux", 1), ("ilnux", "linux", 1), ("inux", "linux", 1), ("lnix", "linux", 2),
            ("kubernets", "kubernetes", 1), ("kubrnets", "kubernetes", 2), ("kubrnts", "kubernetes", nil),
            ("a", "", 1), ("", "ab", 2), ("", "", 0), ("abc", "xyz", nil),
        ] as [(String, String, Int?)])
    func `letters are inserted, left out, replaced or swapped`(_ typed: String, _ word: String, _ distance: Int?) {
        #expect(EditDistance(typed: Array(typed.utf8)).distance(to: Array(word.utf8), limit: 2) == distance)
        #expect(EditDistance(typed: Array(word.utf8)).distance(to: Array(typed.utf8), limit: 2) == distance)
    }

    @Test func `what is above the limit has no distance`() {
        #expect(EditDistance(typed: Array("lnix".utf8)).distance(to: Array("linux".utf8), limit: 1) == nil)
    }
}
