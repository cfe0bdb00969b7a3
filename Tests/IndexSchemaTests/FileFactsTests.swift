import IndexSchema
import TestSupport
import Testing

struct FileFactsTests {
    private static let facts = FileFacts(
        sizeBytes: 5688, modifiedNanoseconds: 1_483_171_200_123_456_789, changedNanoseconds: -5, inode: .max,
        device: 2049, textByteCount: 4711)

    @Test(arguments: [.alone, .counts("GB18030"), .follows("Big5-HKSCS"), .follows(nil)] as [FileFacts.Encoding])
    func `facts come back as they were`(_ encoding: FileFacts.Encoding) {
        var facts = Self.facts
        facts.encoding = encoding
        for mayHaveChanged in [false, true] {
            facts.mayHaveChanged = mayHaveChanged
            #expect(FileFacts(facts.encoded) == facts)
        }
    }

    @Test func `facts are 49 bytes and the name of an encoding`() {
        var facts = Self.facts
        #expect(facts.encoded.count == 49)
        #expect(facts.encoded.prefix(8) == [0, 0, 0, 0, 0, 0, 0x16, 0x38])
        facts.encoding = .counts("Big5")
        #expect(facts.encoded.suffix(5) == [2] + Array("Big5".utf8))
    }

    @Test func `bytes that are no facts are none`() {
        let bytes = Self.facts.encoded
        #expect(FileFacts([]) == nil)
        #expect(FileFacts(bytes.dropLast()) == nil)
        #expect(FileFacts(bytes + [0xFF]) == nil)
        #expect(FileFacts([0x80] + bytes.dropFirst()) == nil)
        #expect(FileFacts(bytes.dropLast() + [6]) == nil)
        var random = SeededRandom.announced()
        for _ in 0..<1000 {
            let length = Int.random(in: 0..<70, using: &random)
            let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
            _ = FileFacts(bytes)
            _ = UnindexedFile(bytes)
        }
    }
}
