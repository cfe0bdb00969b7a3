import TestSupport
import Testing

@testable import IndexSchema

struct CharacterCodeTests {
    private func encoded(_ text: String) -> [UInt8] {
        Array(text.utf8).withUnsafeBufferPointer(CharacterCode.encode)
    }

    private func decoded(_ code: [UInt8], byteCount: Int) -> [UInt8]? {
        code.withUnsafeBufferPointer { CharacterCode.decode($0, byteCount: byteCount) }
    }

    static let codes: [(text: String, code: [UInt8])] = [
        ("", []),
        // The first 64 take a byte, the first of them 80.
        ("，", [0x80]), ("的", [0x81]), ("及", [0xBF]),
        // The next two, from F5 00 on.
        ("国", [0xF5, 0x00]), ("本", [0xF5, 0x01]),
        // The others stay, and so does what is not Chinese.
        ("龘", [0xE9, 0xBE, 0x98]), ("ÿ", [0xC3, 0xBF]), ("한", [0xED, 0x95, 0x9C]), ("𠀀", [0xF0, 0xA0, 0x80, 0x80]),
        ("a\0\n\u{7F}", [0x61, 0x00, 0x0A, 0x7F]),
        ("的a龘国", [0x81, 0x61, 0xE9, 0xBE, 0x98, 0xF5, 0x00]),
    ]

    @Test(arguments: codes)
    func `a character has a code of one byte or two, or stays as it is`(_ text: String, _ code: [UInt8]) {
        #expect(encoded(text) == code)
        #expect(decoded(code, byteCount: text.utf8.count) == Array(text.utf8))
    }

    @Test func `all codes are taken, each by one character, and none has changed`() {
        let characters = Array(CodedCharacters.all.unicodeScalars)
        #expect(characters.count == 64 + 11 * 256)
        #expect(Set(characters).count == characters.count)
        #expect(characters.allSatisfy { (0x80...0xFFFF).contains($0.value) })
        // Indexes would show other texts.
        var sum = Checksum()
        sum.add(CodedCharacters.all.utf8)
        #expect(sum.text == "fcfc8f09")
        for (index, character) in characters.enumerated() {
            let code = encoded(String(character))
            #expect(code.count == (index < 64 ? 1 : 2))
            #expect(decoded(code, byteCount: String(character).utf8.count) == Array(String(character).utf8))
        }
    }

    @Test func `every character is read as it was coded`() {
        for first in stride(from: UInt32(0), to: 0x11_0000, by: 0x1000) {
            var text = ""
            for scalar in (first..<first + 0x1000).compactMap(Unicode.Scalar.init) {
                text.unicodeScalars.append(scalar)
            }
            #expect(decoded(encoded(text), byteCount: text.utf8.count) == Array(text.utf8), "\(first)")
        }
    }

    @Test func `random texts are read as they were coded, and the code is never longer`() {
        var random = SeededRandom.announced()
        let frequent = Array(CodedCharacters.all.unicodeScalars)
        for _ in 0..<2000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                // Of one to four bytes alike, and the frequent ones among them.
                let number =
                    UInt32.random(in: 0...0x1F_FFFF, using: &random) >> UInt32.random(in: 0...14, using: &random)
                let isFrequent = Bool.random(using: &random)
                guard let scalar = isFrequent ? frequent.randomElement(using: &random) : Unicode.Scalar(number)
                else { continue }
                text.unicodeScalars.append(scalar)
            }
            let code = encoded(text)
            #expect(code.count <= text.utf8.count)
            #expect(decoded(code, byteCount: text.utf8.count) == Array(text.utf8), "\(text)")
            for wrong in [text.utf8.count + 1, text.utf8.count - 1] where wrong >= 0 {
                #expect(decoded(code, byteCount: wrong) == nil, "\(text)")
            }
        }
    }

    @Test(
        arguments: [
            [0x80, 0xC0], [0xE9, 0xBE], [0xE9, 0xBE, 0x41], [0xC1, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
            [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x41, 0xF5], [0xC3],
        ] as [[UInt8]])
    func `what is no character is no code`(_ code: [UInt8]) {
        for byteCount in 0...8 { #expect(decoded(code, byteCount: byteCount) == nil) }
    }

    @Test func `any bytes are a code of something or of nothing, and what they give is UTF-8`() {
        var random = SeededRandom.announced()
        for _ in 0..<5000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let count = Int.random(in: 0...2 * bytes.count, using: &random)
            if let text = decoded(bytes, byteCount: count) {
                #expect(text.count == count && String(validating: text, as: UTF8.self) != nil)
            }
            #expect(bytes.withUnsafeBufferPointer(CharacterCode.encode).count <= bytes.count)
        }
    }
}
