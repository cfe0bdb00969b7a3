import Testing

@testable import Documents

@Suite struct UTF8ValidationTests {
    /// Every sequence of up to three bytes that stand at the edges of the ranges that UTF-8 tells apart, and of four
    /// behind a lead of four, alone, before and after other text.
    @Test func `the standard library agrees about every edge`() {
        let edges: [UInt8] = [
            0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var sequences: [[UInt8]] = [[]]
        for first in edges {
            sequences.append([first])
            for second in edges {
                sequences.append([first, second])
                for third in edges {
                    sequences.append([first, second, third])
                    if first >= 0xF0 { sequences += edges.map { [first, second, third, $0] } }
                }
            }
        }
        let surroundings: [(before: String, after: String)] = [
            ("", ""), ("", "中"), ("中文", ""), ("abcdefghi", "中a"), ("", "é"), ("中", "😀"),
        ]
        for sequence in sequences {
            for (before, after) in surroundings {
                let bytes = Array(before.utf8) + sequence + Array(after.utf8)
                let expected = String(validating: bytes, as: UTF8.self) != nil
                if UTF8Validation.isValid(bytes) != expected { Issue.record("\(bytes) is valid: \(expected)") }
            }
        }
    }
}
