import Testing

@testable import IndexSchema

struct UniqueTermTests {
    @Test func `a path is its own term behind the prefix`() {
        #expect(UniqueTerm.path("/文/a.txt".utf8) == Array("Q/文/a.txt".utf8))
        #expect(UniqueTerm.folder("/".utf8) == Array("P/".utf8))
        #expect(UniqueTerm.path([0x2F, 0xFF, 0xB2]) == [0x51, 0x2F, 0xFF, 0xB2])
    }

    @Test func `a long path ends in a hash of all of it and fills the longest term`() {
        let path = Array(("/" + String(repeating: "长", count: 200)).utf8)
        let term = UniqueTerm.path(path)
        #expect(term.count == 245)
        #expect(term.dropFirst().prefix(211).elementsEqual(path.prefix(211)))
        #expect(UniqueTerm.path(path + [0x61]) != term)
        #expect(UniqueTerm.path(path) == term)
    }

    @Test func `no path can be named to look like another's hash`() {
        let longest = [UInt8](repeating: 0x61, count: 243)
        #expect(UniqueTerm.path(longest) == [0x51] + longest)
        let hashed = UniqueTerm.path(longest + [0x61])
        #expect(hashed != [0x51] + longest + [0x61])
        #expect(UniqueTerm.path(Array(hashed.dropFirst())) != hashed)
    }

    @Test func `the hash is the published one`() {
        // FNV-1a of 128 bits, computed apart from this code: of 244 times `a`.
        let term = UniqueTerm.path([UInt8](repeating: 0x61, count: 244))
        #expect(String(decoding: term.suffix(33), as: UTF8.self) == "~7de4dcdbfd067436b405b059b42534a1")
    }
}
