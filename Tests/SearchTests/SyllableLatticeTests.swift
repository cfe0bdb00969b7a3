import Analysis
import Testing

@testable import Search

struct SyllableLatticeTests {
    private static let analyzer = Result { try Analyzer() }

    /// The ways through a lattice, each as its syllables.
    private func ways(_ word: String) throws -> [String]? {
        let pinyin = try Self.analyzer.get().pinyin
        var lattice = SyllableLattice()
        guard lattice.add(word: Array(word.utf8), pinyin) else { return nil }
        func ways(from place: Int) -> [String] {
            if place == lattice.end { return [""] }
            return lattice.edges[place].flatMap { edge in
                ways(from: edge.end).map {
                    String(decoding: pinyin.syllables[Int(edge.syllable)], as: UTF8.self) + " " + $0
                }
            }
        }
        return ways(from: 0).map { String($0.dropLast()) }.sorted()
    }

    @Test(
        arguments: [
            ("leijun", ["lei jun"]), ("xian", ["xi an", "xian"]), ("nvren", ["nv ren"]),
            ("zaoche", ["za o che", "zao che"]),
            ("linux", nil), ("m", nil), ("ng", nil), ("", nil), ("x1", nil), ("šu", nil),
        ] as [(String, [String]?)])
    func `letters are read as syllables from one end to the other`(_ word: String, _ expected: [String]?) throws {
        #expect(try ways(word) == expected)
    }

    @Test func `characters and letters are one row`() throws {
        let pinyin = try Self.analyzer.get().pinyin
        var lattice = SyllableLattice()
        let areCharactersRead = lattice.add(characters: [Array("小".utf8), Array("米".utf8)], pinyin)
        let areLettersRead = lattice.add(word: Array("shou".utf8), pinyin)
        #expect(areCharactersRead && areLettersRead)
        #expect(String(decoding: lattice.letters, as: UTF8.self) == "xiaomishou")
        #expect(lattice.end == 6)
        #expect(lattice.edges[0].map(\.typed) == [0x5C0F])
        #expect(lattice.edges[2].last?.end == 6)
        let isKanaRead = lattice.add(characters: [Array("あ".utf8)], pinyin)
        #expect(!isKanaRead)
    }
}
