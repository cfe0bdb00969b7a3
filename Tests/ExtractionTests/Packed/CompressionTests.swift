import Documents
import Testing

@testable import Extraction

@Suite struct CompressionTests {
    /// `山里的电站` and a line end, packed by each program.
    private static let packed: [(String, [UInt8])] = [
        (
            "gz",
            [
                0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x7B, 0xBA, 0x71, 0xE3, 0xCB, 0xF6, 0x9E,
                0xE7, 0xB3, 0x5A, 0x9E, 0x4F, 0xD9, 0xFA, 0x7C, 0xF5, 0x4C, 0x2E, 0x00, 0x69, 0xEF, 0x77, 0x26, 0x10,
                0x00, 0x00, 0x00,
            ]
        ),
        (
            "bz2",
            [
                0x42, 0x5A, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0x9C, 0x39, 0x12, 0x2B, 0x00, 0x00, 0x05,
                0xC0, 0x79, 0x00, 0x10, 0x04, 0x84, 0x04, 0x30, 0x00, 0x08, 0x22, 0x00, 0x02, 0xA0, 0x20, 0x00, 0x22,
                0x08, 0xDA, 0x8C, 0x64, 0x20, 0x1A, 0x00, 0x1E, 0x41, 0x5C, 0x32, 0x26, 0xF0, 0xA1, 0xA2, 0xEE, 0x48,
                0xA7, 0x0A, 0x12, 0x13, 0x87, 0x22, 0x45, 0x60,
            ]
        ),
        (
            "xz",
            [
                0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00, 0x04, 0xE6, 0xD6, 0xB4, 0x46, 0x02, 0x00, 0x21, 0x01, 0x16,
                0x00, 0x00, 0x00, 0x74, 0x2F, 0xE5, 0xA3, 0x01, 0x00, 0x0F, 0xE5, 0xB1, 0xB1, 0xE9, 0x87, 0x8C, 0xE7,
                0x9A, 0x84, 0xE7, 0x94, 0xB5, 0xE7, 0xAB, 0x99, 0x0A, 0x00, 0x2B, 0x9E, 0x18, 0xBA, 0x84, 0x51, 0x5E,
                0xD1, 0x00, 0x01, 0x28, 0x10, 0xE5, 0x0B, 0x6C, 0x60, 0x1F, 0xB6, 0xF3, 0x7D, 0x01, 0x00, 0x00, 0x00,
                0x00, 0x04, 0x59, 0x5A,
            ]
        ),
        (
            "zst",
            [
                0x28, 0xB5, 0x2F, 0xFD, 0x04, 0x58, 0x81, 0x00, 0x00, 0xE5, 0xB1, 0xB1, 0xE9, 0x87, 0x8C, 0xE7, 0x9A,
                0x84, 0xE7, 0x94, 0xB5, 0xE7, 0xAB, 0x99, 0x0A, 0xE9, 0x70, 0xBD, 0x50,
            ]
        ),
    ]

    @Test(arguments: packed)
    func `a compressed file is what it holds`(fileExtension: String, bytes: [UInt8]) throws {
        let document = try extracted(bytes, name: "文/书.md.\(fileExtension)")
        #expect(document.string == "山里的电站")
        #expect(document.mediaType == "text/markdown")
        #expect(document.encoding == "UTF-8")
    }

    @Test func `a file whose first block is damaged is not taken for an empty one`() {
        let bytes = Array("BZh91AY&SY".utf8) + [UInt8](repeating: 0x55, count: 100)
        #expect(
            Extractor().extract(bytes, name: Array("a.txt.bz2".utf8))
                == .skipped(reason: "the file is damaged: it cannot be unpacked"))
    }

    @Test func `files in files are read up to the limit`() {
        func nested(_ levels: Int) -> Extraction {
            var bytes = Array("文".utf8)
            for _ in 0..<levels { bytes = stored(bytes) }
            return Extractor().extract(bytes, name: Array("a.txt.gz".utf8))
        }
        guard case .document(let document) = nested(4) else {
            Issue.record("not read")
            return
        }
        #expect(document.string == "文")
        #expect(nested(5) == .skipped(reason: "the file lies in more than 4 others"))
    }

    @Test func `a packed archive of many files is skipped as what it is`() {
        var tar = [UInt8](repeating: 0, count: 1024)
        tar.replaceSubrange(257..<262, with: Array("ustar".utf8))
        #expect(
            Extractor().extract(stored(tar), name: Array("a.tgz".utf8))
                == .skipped(reason: "the file is a tar archive, not text"))
    }

    @Test func `what unpacks to more than the limit is kept up to it, with a notice`() {
        let bytes = stored(Array(String(repeating: "a", count: 60_000).utf8))
        let extractor = Extractor(limits: ExtractionLimits(unpackedBytes: 1000))
        guard case .document(let document) = extractor.extract(bytes, name: Array("a.txt.gz".utf8)) else {
            Issue.record("not read")
            return
        }
        #expect(document.text.count == 1000)
        #expect(document.notices == ["the file unpacks to more than 1000 bytes; what is over is left out"])
    }

    @Test func `a text that begins as a compressed file could is a text`() throws {
        #expect(try extracted("BZh 是标记", name: "a.txt").string == "BZh 是标记")
    }

    /// A gzip of up to 65,535 bytes that are not compressed.
    private func stored(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt16(bytes.count)
        let block = [1, UInt8(count & 0xFF), UInt8(count >> 8), UInt8(~count & 0xFF), UInt8(~count >> 8)] + bytes
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + block + little(crc32(bytes)) + little(UInt32(bytes.count))
    }
}
