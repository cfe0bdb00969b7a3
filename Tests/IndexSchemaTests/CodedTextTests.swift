import TestSupport
import Testing

@testable import IndexSchema

struct CodedTextTests {
    private func decoded(_ stored: [UInt8], limitBytes: Int = 1 << 20) throws(TextBlockError) -> [UInt8] {
        try stored.withUnsafeBufferPointer { stored throws(TextBlockError) in
            try CodedText.decode(stored, limitBytes: limitBytes)
        }
    }

    @Test(arguments: [false, true], ["", "渡", "渡口的薄雾散了。\n\n", "plain text, 100 %"])
    func `a text is read as it was stored, up to a limit`(_ isFramed: Bool, _ piece: String) throws {
        for count in [1, 300] {
            let text = Array(String(repeating: piece, count: count).utf8)
            let stored = text.withUnsafeBufferPointer { CodedText.encode($0, isFramed: isFramed) }
            #expect(stored.withUnsafeBufferPointer(CodedText.isFramed) == isFramed)
            #expect(try stored.withUnsafeBufferPointer { try CodedText.byteCount($0) } == text.count)
            #expect(try decoded(stored, limitBytes: text.count) == text)
            guard !text.isEmpty else { continue }
            #expect(throws: TextBlockError.malformed) { try decoded(stored, limitBytes: text.count - 1) }
        }
    }

    @Test func `a changed or missing byte of a frame is noticed`() throws {
        var random = SeededRandom.announced()
        let text = Array(String(repeating: "渡口的薄雾散了，船从对岸回来。\n", count: 80).utf8)
        let stored = text.withUnsafeBufferPointer { CodedText.encode($0, isFramed: true) }
        for length in 0..<stored.count {
            #expect(throws: TextBlockError.malformed) { try decoded(Array(stored[..<length])) }
        }
        for _ in 0..<3000 {
            var bytes = stored
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            // Some bits of a frame's head mean nothing to who reads all of it at once.
            if let found = try? decoded(bytes) { #expect(found == text) }
        }
    }

    @Test func `what is stored of nothing is no text`() {
        #expect(throws: TextBlockError.malformed) { try decoded([]) }
    }
}
