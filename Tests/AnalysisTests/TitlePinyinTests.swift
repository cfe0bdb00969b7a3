import TestSupport
import Testing

@testable import Analysis

struct TitlePinyinTests {
    static let analyzer = Result { try Analyzer() }

    private func entries(_ title: String) throws -> [TitlePinyin.Entry] {
        let analyzer = try Self.analyzer.get()
        return try analyzer.makeFolder().withFoldedBytes(of: title.utf8) { analyzer.titlePinyin.entries(of: $0) }
    }

    private func line(_ title: String) throws -> String {
        try entries(title).map {
            String(decoding: $0.syllables, as: UTF8.self) + "/" + String(decoding: $0.initials, as: UTF8.self)
        }.joined(separator: " ")
    }

    @Test(
        arguments: [
            ("雷军", "leijun/lj jun/j"),
            ("小米MIX2发布", "xiaomimix2fabu/xmmix2fb mimix2fabu/mmix2fb fabu/fb bu/b"),
            // Traditional characters are read as what they fold to, and marks are passed over.
            ("《檢索》：入門", "jiansuorumen/jsrm suorumen/srm rumen/rm men/m"),
            ("山山山", "shanshanshan/sss shanshan/ss shan/s"),
            ("Swift 5", ""), ("", ""), ("さくら", ""), ("🙂", ""), ("Öl", ""),
        ])
    func `a title can be typed from each of its Chinese characters on`(_ title: String, _ expected: String) throws {
        #expect(try line(title) == expected)
    }

    @Test func `a long title is typed from its beginning, a few syllables at a time`() throws {
        let entries = try entries("春夏秋冬" + String(repeating: "东南西北风云雨雪", count: 100))
        #expect(entries.first.map { String(decoding: $0.syllables, as: UTF8.self) } == "chunxiaqiudongdongnan")
        #expect(entries.first.map { String(decoding: $0.initials, as: UTF8.self) } == "cxqddnxb")
        #expect(entries.count == 5)
    }

    @Test func `any text gives entries that are terms`() throws {
        var texts = RandomText(random: .announced())
        for _ in 0..<200 {
            for entry in try entries(texts.next(pieces: 30)) {
                for bytes in [entry.syllables, entry.initials] {
                    #expect((1...Term.longestBytes).contains(bytes.count))
                    #expect(bytes.allSatisfy { (0x21...0x7E).contains($0) })
                }
            }
        }
    }
}
