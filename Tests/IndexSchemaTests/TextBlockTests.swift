import TestSupport
import Testing

@testable import IndexSchema

struct TextBlockTests {
    private static let text = Array(String(repeating: "渡口的薄雾。\n", count: 50).utf8)

    static let blocks = [
        TextBlock(
            offset: 0, firstLine: 1, beginsParagraph: true, endsParagraph: false, places: .lines([]), text: text),
        TextBlock(
            offset: 200_000_000, firstLine: 3_000_000, beginsParagraph: false, endsParagraph: true,
            places: .lines([3_000_000, 7, 3_000_004, 7, 3_000_009, 500_000]), text: text),
        TextBlock(
            offset: 5, firstLine: 9, beginsParagraph: true, endsParagraph: true,
            places: .pages([9, 9, 40], before: 17), text: text),
        TextBlock(offset: 5, firstLine: 9, beginsParagraph: false, endsParagraph: false, places: .none, text: []),
    ]

    @Test(arguments: blocks)
    func `a block is read as it was stored`(_ block: TextBlock) throws {
        let stored = block.encoded()
        let again = try stored.withUnsafeBufferPointer { try TextBlock($0, places: block.places.kind) }
        #expect(again == block)
        if !block.text.isEmpty { #expect(stored.count < block.text.count / 2) }
    }

    @Test func `what is not a block is refused, whatever it is`() throws {
        var random = SeededRandom.announced()
        let stored = Self.blocks[1].encoded()
        for length in 0..<stored.count {
            let error = #expect(throws: TextBlockError.self) {
                try Array(stored[..<length]).withUnsafeBufferPointer { try TextBlock($0, places: .lines([])) }
            }
            #expect(error == .malformed)
        }
        for _ in 0..<3000 {
            var bytes = stored
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            // Any result will do but a crash, or more text than a block may have.
            let block = try? bytes.withUnsafeBufferPointer { try TextBlock($0, places: .lines([])) }
            if let block { #expect(block.text.count <= 16 << 20) }
        }
    }

    @Test func `lines that nothing can be added to are refused`() {
        let far = 1 << 55
        let stored = TextBlock(
            offset: 0, firstLine: 1, beginsParagraph: true, endsParagraph: true,
            places: .lines([far, 1, 2 * far, 1, 3 * far, 1]), text: Array("云".utf8)
        ).encoded()
        #expect(throws: TextBlockError.malformed) {
            try stored.withUnsafeBufferPointer { try TextBlock($0, places: .lines([])) }
        }
    }

    @Test func `the sentences of its errors`() {
        #expect(TextBlockError.missing.description == "cannot read a document's text: a part of it is missing")
        #expect(TextBlockError.malformed.description == "cannot read a document's text: a part of it is damaged")
    }
}
