import TestSupport
import Testing

@testable import Analysis

struct TextFolderTests {
    /// The table of the type's comment, and what stands between lines.
    static let rows: [(String, String)] = [
        ("Ｒｅｄｍｉ", "redmi"),
        ("檢索ｶﾞｲﾄﾞ", "检索ガイド"),
        ("个人计算机\n还是", "个人计算机还是"),
        ("", ""),
        ("一\n\n二", "一\u{1E}\n二"),
        ("一\n \t\u{C}\n二", "一\u{1E} \t\u{C}\n二"),
        ("一\n\u{3000}二", "一\u{1E} 二"),
        ("一\r\n二", "一二"),
        ("한\n글", "한\n글"),
        ("字\nab", "字\nab"),
        ("一、\n二", "一、\n二"),
        // A carriage return alone is a blank; extraction makes line breaks of old ones.
        ("一\r二", "一\r二"),
    ]

    @Test(arguments: rows)
    func `text is folded`(_ text: String, _ folded: String) throws {
        let folder = try Analyzer().makeFolder()
        #expect(String(decoding: folder.fold(text.utf8).bytes, as: UTF8.self) == folded)
    }

    @Test func `what was folded once stays as it is, for every scalar`() throws {
        let folder = try Analyzer().makeFolder()
        var changed: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), folder.changes(scalar) else { continue }
            let once = folder.fold(String(scalar).utf8).bytes
            if folder.fold(once).bytes != once { changed.append("U+" + String(value, radix: 16)) }
        }
        #expect(changed == [])
    }

    @Test func `folding with the way back and without give the same`() throws {
        var text = RandomText(random: SeededRandom.announced())
        let folder = try Analyzer().makeFolder()
        for _ in 0..<1_000 {
            let original = text.next(pieces: 30)
            let bytes = folder.withFoldedBytes(of: original.utf8) { Array($0) }
            #expect(folder.fold(original.utf8).bytes == bytes, "\(original.debugDescription)")
        }
    }

    @Test func `a folder keeps nothing of the text before`() throws {
        let folder = try Analyzer().makeFolder()
        _ = folder.fold(String(repeating: "全文\n檢索，", count: 1_000).utf8)
        let folded = folder.fold("ab".utf8)
        #expect(folded.bytes == Array("ab".utf8))
        #expect(folded.sourceRange(of: 1..<2) == 1..<2)
    }
}

extension TextFolder {
    /// Whether folding makes something else of a scalar; letters of plain Latin apart, most it does not touch.
    fileprivate func changes(_ scalar: Unicode.Scalar) -> Bool {
        withFoldedBytes(of: String(scalar).utf8) { !$0.elementsEqual(String(scalar).utf8) }
    }
}
