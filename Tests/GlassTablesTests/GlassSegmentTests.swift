import Foundation
import GlassTables
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// Tables of ours beside the engine's, compared completely.
struct GlassSegmentTests {
    private func difference(
        _ documents: [SampleDocument], metadata: [(name: [UInt8], value: [UInt8])] = [], memoryBytes: Int = 4 << 20,
        inverterCount: Int = 1, givesGrams: Bool = true
    ) throws -> String? {
        try withTemporaryFolder {
            try SampleIndexes(
                in: $0, documents, metadata: metadata, memoryBytes: memoryBytes, inverterCount: inverterCount,
                givesGrams: givesGrams
            ).difference()
        }
    }

    private static func text(_ terms: (String, UInt32)...) -> SampleDocument { SampleDocument(text: terms) }

    static let corpora: [(String, [SampleDocument])] = [
        ("one term", [text(("茶", 1))]),
        ("no terms at all", [SampleDocument(), SampleDocument(values: [(0, [1])]), SampleDocument(data: [1])]),
        ("a document without terms among others", [text(("茶", 1)), SampleDocument(), text(("茶", 2))]),
        ("boolean terms", [text(("Q1", 0), ("茶", 1)), text(("Q2", 0))]),
        ("terms in no order", [text(("茶", 1), ("b", 2), ("绿茶", 3), ("a", 4), ("Q1", 0))]),
        ("terms twice and three times", [text(("a", 1), ("茶", 2), ("茶", 3), ("a", 5), ("茶", 0), ("a", 0))]),
        (
            "kana, hangul, two and four bytes",
            [text(("か", 1), ("かな", 2), ("한글", 3), ("é", 4), ("𠀀", 5), ("𠀀𠀁", 6), ("😀", 7), ("茶𠀀", 8))]
        ),
        (
            "zero bytes",
            [
                SampleDocument([
                    ([0], 1), ([0, 0], 2), ([0x61], 3), ([0x61, 0], 4), ([0x61, 0, 0x62], 5), ([0x61, 1], 6),
                    (Array("茶".utf8) + [0], 7), (Array("茶".utf8) + [0, 0, 0], 8), (Array("茶水".utf8), 9),
                    (Array("茶".utf8), 10),
                ])
            ]
        ),
        (
            "bytes that are not UTF-8",
            [
                SampleDocument([
                    ([0xFF], 1), ([0xFF, 0xFE], 2), ([0xE0, 0x80, 0x80], 3), ([0xED, 0xA0, 0x80], 4),
                    ([0xE6, 0x99], 5),
                    ([0xE6, 0x99, 0xBA, 0xE8], 6), (Array("Q/".utf8) + [0x80, 0xC0], 0),
                    ([0xE6, 0x99, 0xBA, 0xED, 0xB0, 0x80], 7),
                ])
            ]
        ),
        (
            "high frequencies",
            [text(("茶", 65_534), ("a", 65_535)), text(("茶", 65_536), ("a", 200_000)), text(("茶", .max >> 2))]
        ),
        (
            "the longest terms",
            [
                SampleDocument([([UInt8](repeating: 0x61, count: 245), 1), ([UInt8](repeating: 0x61, count: 244), 127)]
                ),
                SampleDocument([([UInt8](repeating: 0, count: 120), 1), ([UInt8](repeating: 0xFF, count: 245), 0)]),
            ]
        ),
        (
            "values",
            [
                SampleDocument(values: [(4, [9]), (0, [2]), (128, [1]), (256, [3]), (70_000, [7]), (1, [])]),
                SampleDocument(values: [
                    (0, [1]), (0, [5]), (129, [0]), (255, [4]), (2, [UInt8](repeating: 3, count: 300)),
                ]),
                SampleDocument(values: [(0, []), (3, [0, 0])]),
            ]
        ),
    ]

    @Test(arguments: corpora, [false, true])
    func `tables hold what the engine's hold`(
        _ corpus: (name: String, documents: [SampleDocument]), givesGrams: Bool
    ) throws {
        #expect(try difference(corpus.documents, givesGrams: givesGrams) == nil, "\(corpus.name)")
    }

    @Test func `data and metadata of any size, of any bytes, are what they were`() throws {
        var random = SeededRandom.announced()
        func bytes(_ count: Int, below limit: UInt8 = .max) -> [UInt8] {
            (0..<count).map { _ in UInt8.random(in: 0...limit, using: &random) }
        }
        let sizes = [
            0, 1, 18, 19, 300, 2_030, 2_037, 2_038, 2_039, 2_040, 2_041, 2_042, 2_043, 4_070, 8_192, 20_000, 300_000,
        ]
        let documents = sizes.flatMap { size in
            [SampleDocument(data: bytes(size)), SampleDocument(data: bytes(size, below: 3))]
        }
        let metadata = sizes.enumerated().flatMap { number, size in
            [
                (Array("name.\(number)".utf8), bytes(size)), ([0, UInt8(number), 0, 0xFF], bytes(size, below: 1)),
                (Array("twice".utf8), bytes(3)),
            ]
        }
        #expect(try difference(documents, metadata: metadata) == nil)
    }

    @Test func `data that are not to be deflated are stored as they are, and read like the others`() throws {
        try withTemporaryFolder { folder in
            var sizes: [Int] = []
            for deflatesData in [true, false] {
                let documents = (0..<3).map { number in
                    var document = SampleDocument(data: [UInt8](repeating: UInt8(number), count: 50_000))
                    document.deflatesData = deflatesData || number == 1
                    return document
                }
                let part = folder.appending("\(deflatesData)")
                try FileManager.default.createDirectory(atPath: part.string, withIntermediateDirectories: false)
                let indexes = try SampleIndexes(in: part, documents)
                #expect(try indexes.difference() == nil)
                sizes.append(try Data(contentsOf: URL(filePath: indexes.ours.appending("docdata.glass").string)).count)
            }
            #expect(sizes[0] < 10_000)
            #expect((100_000..<120_000).contains(sizes[1]))
        }
    }

    @Test func `lists of every length hold what the engine's hold`() throws {
        var random = SeededRandom.announced()
        let documents = (1...70_000).map { number in
            var document = SampleDocument([(Array("每".utf8), UInt32.random(in: 1...3, using: &random))])
            if number % 2 == 0 { document.terms.append(([0x61], UInt32.random(in: 0...300, using: &random))) }
            if number % 97 == 0 { document.terms.append((Array("rare".utf8), 70_000)) }
            if number == 40_000 { document.terms.append((Array("一次".utf8), 1)) }
            document.values = [(1, [UInt8(number & 0xFF)])]
            return document
        }
        #expect(try difference(documents) == nil)
        #expect(try difference(documents, memoryBytes: 1 << 16) == nil)
        #expect(try difference(documents, memoryBytes: 1 << 18, inverterCount: 3) == nil)
    }

    @Test func `a text of many distinct terms makes term lists and tables of several levels`() throws {
        var random = SeededRandom.announced()
        let documents = (0..<8).map { _ in
            SampleDocument(
                (0..<60_000).map { _ in
                    let length = Int.random(in: 1...12, using: &random)
                    return (
                        (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) },
                        UInt32.random(in: 0...200, using: &random)
                    )
                })
        }
        #expect(try difference(documents, memoryBytes: 1 << 20) == nil)
        #expect(try difference(documents, memoryBytes: 1 << 20, inverterCount: 2) == nil)
    }

    @Test func `small random corpora, in one run or in many, are what the engine makes of them`() throws {
        var random = SeededRandom.announced()
        for _ in 0..<60 {
            let documents = (0..<Int.random(in: 1...60, using: &random)).map { _ in Self.document(&random) }
            let memory = [1 << 14, 4 << 20].randomElement(using: &random) ?? 1 << 20
            let found = try difference(
                documents, memoryBytes: memory, inverterCount: Int.random(in: 1...3, using: &random),
                givesGrams: Bool.random(using: &random))
            #expect(found == nil)
            if found != nil { break }
        }
    }

    /// Few distinct pieces, so that terms repeat and share beginnings.
    private static func document(_ random: inout SeededRandom) -> SampleDocument {
        let pieces: [[UInt8]] =
            ["智", "能", "𠀀", "a", "b", "é", "S", "Q/", "한"].map { Array($0.utf8) } + [[0], [0xFF], [0xE0], [0x80]]
        var document = SampleDocument()
        for _ in 0..<Int.random(in: 0...400, using: &random) {
            let term = (0..<Int.random(in: 1...4, using: &random)).flatMap { _ in
                pieces.randomElement(using: &random) ?? []
            }
            let high: UInt32 = Int.random(in: 0..<50, using: &random) == 0 ? 70_000 : 200
            document.terms.append((term, UInt32.random(in: 0...high, using: &random)))
        }
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let slot = SampleIndexes.slots.randomElement(using: &random) ?? 0
            document.values.append((slot, pieces.randomElement(using: &random) ?? []))
        }
        document.data = (0..<Int.random(in: 0...3_000, using: &random)).map { UInt8(truncatingIfNeeded: $0 * $0) }
        return document
    }
}
