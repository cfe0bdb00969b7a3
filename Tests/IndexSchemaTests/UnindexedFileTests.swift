import IndexSchema
import Testing

struct UnindexedFileTests {
    private func file(_ path: [UInt8], reason: String?) -> UnindexedFile {
        UnindexedFile(
            path: path,
            facts: FileFacts(
                sizeBytes: 1, modifiedNanoseconds: 2, changedNanoseconds: 3, inode: 4, device: 5,
                encoding: .follows("Big5")), reason: reason)
    }

    @Test func `what is remembered comes back, whatever the path's bytes are`() {
        for reason in ["the file is binary, not text", nil] {
            for path in [Array("/图/一.png".utf8), Array(1...255), Array(repeating: 0x61, count: 4000)] {
                let file = file(path, reason: reason)
                #expect(UnindexedFile(file.encoded) == file)
            }
        }
    }

    @Test func `bytes that are no such file are none`() {
        let bytes = file(Array("/a".utf8), reason: "why").encoded
        #expect(UnindexedFile([]) == nil)
        for length in 0..<(bytes.count - 3) { #expect(UnindexedFile(Array(bytes.prefix(length))) == nil, "\(length)") }
        #expect(UnindexedFile(bytes + [0xFF]) == nil)
    }

    @Test(arguments: [0, 1, 170, 179, 180, 181, 300])
    func `keys fit into the engine, and those below a folder begin alike`(_ length: Int) {
        let slash = UInt8(ascii: "/")
        let folder = [slash] + Array(repeating: UInt8(ascii: "d"), count: length)
        let below = (length == 0 ? [] : folder) + Array("/深/图.png".utf8)
        #expect(UnindexedFile.key(of: below).count <= 245)
        #expect(UnindexedFile.key(of: below).starts(with: UnindexedFile.keyPrefix(below: folder)))
        #expect(UnindexedFile.key(of: below) != UnindexedFile.key(of: below + [slash]))
    }
}
