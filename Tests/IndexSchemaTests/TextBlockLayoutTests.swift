import TestSupport
import Testing

@testable import IndexSchema

struct TextBlockLayoutTests {
    private let layout = TextBlockLayout(wholeBytes: 0, blockBytes: 24, bytesAfter: 12, bytesBefore: 6)

    private func blocks(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        let cuts = bytes.withUnsafeBufferPointer { layout.cut($0) }
        #expect(cuts.map(\.range.count).reduce(0, +) == bytes.count)
        return cuts.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }

    static let texts: [(String, [String])] = [
        ("", []),
        ("short", ["short"]),
        // Behind a paragraph, though a line ends later.
        ("one two three\n\nfour\nfive six seven", ["one two three\n\n", "four\nfive six seven"]),
        ("一二三四五\n　六七八九十", ["一二三四五\n", "　六七八九十"]),
        // Behind a line, though a blank comes later.
        ("one two three\nfour five six seven", ["one two three\n", "four five six seven"]),
        ("one two three four five six", ["one two three four five ", "six"]),
        ("一二三四，五六七八九十", ["一二三四，", "五六七八九十"]),
        // Not within a number or a name.
        ("一二三四五1,234六七八", ["一二三四五1,234六", "七八"]),
        ("一二三四五六七八九十", ["一二三四五六七八", "九十"]),
        ("abcdefghijklmnopqrstuvwxyz", ["abcdefghijklmnopqrstuvwx", "yz"]),
        ("👍👍👍👍👍👍👍", ["👍👍👍👍👍👍", "👍"]),
        ("a👍👍👍👍👍👍👍", ["a👍👍👍👍👍", "👍👍"]),
    ]

    @Test(arguments: texts)
    func `a text is cut where least is torn apart`(_ text: String, _ expected: [String]) {
        #expect(blocks(text) == expected)
    }

    @Test func `each block knows its first line, and whether a paragraph ends with it`() {
        let bytes = Array("one\ntwo\nthree\n\nfour\nfive\nsix\nseven eight nine ten".utf8)
        let cuts = bytes.withUnsafeBufferPointer { layout.cut($0) }
        #expect(cuts.map(\.firstLine) == [1, 5, 8])
        #expect(cuts.map(\.endsParagraph) == [true, false, true])
        #expect(cuts.indices.map { layout.window($0, of: cuts, in: bytes) } == [0..<15, 15..<41, 23..<49])
    }

    @Test func `blocks of any text join to it, end between characters, and are neither short nor long`() {
        var random = SeededRandom.announced()
        let pieces = ["a", "字", "👍", " ", "\n", "\n\n", "，", ",", "é", "\n　"]
        for _ in 0..<300 {
            let length = Int.random(in: 0...120, using: &random)
            let text = (0..<length).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            let blocks = blocks(text)
            #expect(blocks.joined() == text)
            #expect(blocks.allSatisfy { $0.utf8.count <= 24 && !$0.contains("\u{FFFD}") })
            #expect(blocks.dropLast().allSatisfy { $0.utf8.count > 12 })
        }
    }
}
