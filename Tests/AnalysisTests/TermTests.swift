import Testing

@testable import Analysis

struct TermTests {
    @Test func `a piece of 240 bytes stays as it is`() {
        let piece = [UInt8](repeating: 0x61, count: 240)
        #expect(Term.fitting(piece) == piece)
        #expect(Term.fitting([UInt8]()) == [])
    }

    @Test(arguments: ["a", "é", "车", "𠮷"])
    func `a longer piece is cut at a character and ends in a hash of all of it`(_ character: String) throws {
        let piece = String(repeating: character, count: 300)
        let term = Term.fitting(Array(piece.utf8))
        let text = try #require(String(validating: term, as: UTF8.self))
        #expect((237...240).contains(term.count))
        #expect(text.wholeMatch(of: /(.)\1+~[0-9a-f]{16}/) != nil)
        #expect(Term.fitting(Array((piece + character).utf8)) != term)
        #expect(Term.fitting(Array(piece.utf8)) == term)
    }

    @Test func `the hash is the published one`() {
        // The test vectors of the hash's authors.
        var hash = FNV1a()
        #expect(hash.hexadecimal == "cbf29ce484222325")
        for byte in "foobar".utf8 { hash.combine(byte) }
        #expect(hash.hexadecimal == "85944171f73967e8")
    }
}
