@testable import GlassTables
import TestSupport
import Testing

struct GramTests {
    private func number(_ bytes: [UInt8]) -> UInt32? {
        bytes.withUnsafeBufferPointer { Gram.number(of: $0) }
    }

    /// Terms that are grams, ascending.
    static let grams: [(String, UInt32)] = [
        ("\u{800}", 0x0800_0000), ("\u{800}\u{FFFF}", 0x0800_FFFF), ("智", 0x667A_0000), ("智能", 0x667A_80FD),
        ("\u{FFFF}\u{FFFF}", 0xFFFF_FFFF),
    ]

    @Test(arguments: grams)
    func `one or two characters of three bytes are a number, which gives them back`(_ text: String, _ expected: UInt32)
    {
        let term = Array(text.utf8)
        #expect(number(term) == expected)
        let (head, byteCount) = Gram.head(expected)
        #expect(byteCount == term.count)
        #expect(
            withUnsafeBytes(of: head.bigEndian) { Array($0) } == term + [UInt8](repeating: 0, count: 8 - term.count))
    }

    static let others: [[UInt8]] = [
        [], [0x61], Array("abc".utf8), Array("abcdef".utf8), Array("智a".utf8), Array("𠀀".utf8), Array("智能化".utf8),
        // A character of two bytes and a letter; three bytes in too long a form; no continuation; one that is cut.
        Array("éa".utf8), [0xE0, 0x80, 0x80], [0xE6, 0x99, 0x41], [0xE6, 0x99, 0xBA, 0xE8, 0x83],
        [0xE6, 0x99, 0xBA, 0xE0, 0x9F, 0xBF],
        [0xFF, 0xFE, 0xFD], [0xF0, 0x80, 0x80],
    ]

    @Test(arguments: others)
    func `nothing else is a gram`(_ term: [UInt8]) {
        #expect(number(term) == nil)
    }

    @Test func `what is a gram, valid or not, is given back byte for byte, in the order of the bytes`() {
        var random = SeededRandom.announced()
        var last: (bytes: [UInt8], number: UInt32)?
        for _ in 0..<100_000 {
            let term = (0..<(Bool.random(using: &random) ? 3 : 6)).map { index in
                index % 3 == 0
                    ? UInt8.random(in: 0xDF...0xF0, using: &random) : UInt8.random(in: 0x7F...0xC0, using: &random)
            }
            guard let number = number(term) else { continue }
            #expect(number >= Gram.lowest)
            let (head, byteCount) = Gram.head(number)
            #expect(withUnsafeBytes(of: head.bigEndian) { Array($0.prefix(byteCount)) } == term)
            if let last { #expect(last.bytes.lexicographicallyPrecedes(term) == (last.number < number)) }
            last = (term, number)
        }
    }
}
