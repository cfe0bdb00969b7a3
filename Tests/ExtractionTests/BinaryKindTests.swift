import Documents
import Testing

@testable import Extraction

@Suite struct BinaryKindTests {
    @Test(
        arguments: [
            (Array("%PDF-1.7\n".utf8), "the file is damaged: it has no pages that can be found"),
            (Array("PK\u{3}\u{4}\u{0}".utf8), "the file is a ZIP archive, not text"),
            ([0x1F, 0x8B, 0x08, 0x00], "the file is damaged: it cannot be unpacked"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00], "the file is an image, not text"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "the file is an image, not text"),
            ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "the file is an old Office document, not text"),
            ([0x7F, 0x45, 0x4C, 0x46, 0x02], "the file is a program, not text"),
            (Array("SQLite format 3\u{0}".utf8), "the file is an SQLite database, not text"),
            (Array((0...255).reversed()) + [0, 0, 0, 0], "the file is binary, not text"),
            // Known to libmagic only.
            (
                [0xD4, 0xC3, 0xB2, 0xA1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0],
                "the file is application/vnd.tcpdump.pcap, not text"
            ),
        ] as [([UInt8], String)])
    func `what is not text is skipped with a sentence`(bytes: [UInt8], sentence: String) {
        guard case .skipped(let reason) = Extractor().extract(bytes, name: Array("a.md".utf8)) else {
            Issue.record("not skipped")
            return
        }
        #expect(reason == sentence)
    }

    @Test(arguments: ["GIF89a 是一种格式", "ID3 标签", "PK 赛", "BZh", "\u{1B}[1m粗\u{1B}[0m 色彩", "甲\u{C}乙\t丙"])
    func `a text that begins as a binary file could is a text`(text: String) throws {
        #expect(try extracted(text, name: "a.txt").string == text)
    }

    @Test(arguments: BinaryKind.allCases)
    func `each kind of binary file has a name of its own`(kind: BinaryKind) {
        #expect(BinaryKind.allCases.filter { $0.rawValue == kind.rawValue } == [kind])
    }
}
