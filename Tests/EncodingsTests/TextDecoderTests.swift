import Documents
import TestSupport
import Testing

@testable import Encodings

@Suite struct TextDecoderTests {
    let decoder = TextDecoder()

    @Test func `valid UTF-8 is taken as it is, beyond doubt`() {
        let text = Array("中文 text".utf8)
        let decision = EncodingDecision(name: "UTF-8", confidence: 1, basis: .validUTF8)
        #expect(decoder.decode(text) == .text(DecodedText(text: text, encoding: decision)))
        #expect(decoder.decode([]) == .text(DecodedText(text: [], encoding: decision)))
    }

    @Test(arguments: [
        ("GB18030", Samples.gb18030, Samples.simplified),
        ("Big5", Samples.big5, Samples.traditional),
        ("Shift_JIS", Samples.shiftJIS, Samples.japanese),
        ("EUC-JP", Samples.eucJP, Samples.japanese),
        ("EUC-KR", Samples.eucKR, Samples.korean),
        ("windows-1251", Samples.windows1251, Samples.russian),
        ("KOI8-R", Samples.koi8R, Samples.russian),
        ("windows-1252", Samples.windows1252, Samples.french),
        ("windows-1250", Samples.windows1250, Samples.polish),
    ])
    func `one sentence is enough to tell the encoding`(name: String, bytes: [UInt8], text: String) throws {
        let decoded = try #require(decoder.decode(bytes, hints: EncodingHints(mayWait: true)).decoded)
        #expect(decoded.text == Array(text.utf8))
        #expect(decoded.encoding.name == name)
        #expect(decoded.encoding.basis == .detected)
        #expect((TextDecoder.sure...1).contains(decoded.encoding.confidence))
        #expect(decoded.replacementCount == 0)
    }

    static let unicode: [(bytes: [UInt8], decision: String)] = {
        let text = Samples.simplified
        return [
            (bytes("EF BB BF") + Array(text.utf8), "UTF-8 byteOrderMark"),
            (bytes("FF FE") + Samples.utf16(text, bigEndian: false), "UTF-16LE byteOrderMark"),
            (bytes("FE FF") + Samples.utf16(text, bigEndian: true), "UTF-16BE byteOrderMark"),
            (bytes("FF FE 00 00") + Samples.utf32(text, bigEndian: false), "UTF-32LE byteOrderMark"),
            (bytes("00 00 FE FF") + Samples.utf32(text, bigEndian: true), "UTF-32BE byteOrderMark"),
            (bytes("84 31 95 33") + Samples.gb18030, "GB18030 byteOrderMark"),
            (Samples.utf16(text, bigEndian: false), "UTF-16LE zeroPattern"),
            (Samples.utf16(text, bigEndian: true), "UTF-16BE zeroPattern"),
            (Samples.utf32(text, bigEndian: false), "UTF-32LE zeroPattern"),
            (Samples.utf32(text, bigEndian: true), "UTF-32BE zeroPattern"),
        ]
    }()

    @Test(arguments: unicode)
    func `Unicode in wider units is told by its mark or its zero bytes`(bytes: [UInt8], decision: String) {
        #expect(decoder.decode(bytes).line == "\(decision): \(Samples.simplified)")
    }

    @Test(arguments: ["ASCII only\n", Samples.japanese, Samples.korean, Samples.russian])
    func `UTF-16 without a mark is told in other languages too`(text: String) {
        #expect(decoder.decode(Samples.utf16(text, bigEndian: false)).line == "UTF-16LE zeroPattern: \(text)")
        #expect(decoder.decode(Samples.utf16(text, bigEndian: true)).line == "UTF-16BE zeroPattern: \(text)")
    }

    @Test func `characters beyond GB2312 and Big5 decode`() {
        // GBK, GB18030 of four bytes, ETEN and Hong Kong's characters.
        #expect(decoder.decode(bytes("C9 4A 95 32 82 36"), forcedTo: "gb2312")?.text == Array("蒍𠀀".utf8))
        #expect(decoder.decode(bytes("A4 A4 F9 D6 C6 A1"), forcedTo: "big5")?.text == Array("中碁①".utf8))
        #expect(decoder.decode(bytes("87 40 81 60 5C 7E"), forcedTo: "shift_jis")?.text == Array("①～\\~".utf8))
        #expect(decoder.decode(bytes("8C 63 20 B0 A1"), forcedTo: "euc-kr")?.text == Array("똠 가".utf8))
        #expect(decoder.decode(bytes("93 80 94"), forcedTo: "iso-8859-1")?.text == Array("“€”".utf8))
        #expect(decoder.decode([], forcedTo: "no such name") == nil)
    }

    @Test func `ISO-2022-JP and HZ are told from ASCII`() {
        let jis = bytes("1B 24 42 24 33 24 73 24 4B 24 41 24 4F 1B 28 42 0A")
        #expect(decoder.decode(jis).line == "ISO-2022-JP detected: こんにちは\n")
        let hz = Array("Title: ~{5508JR@o5D>IWJAO~}\n".utf8)
        #expect(decoder.decode(hz).line == "HZ-GB-2312 detected: Title: 档案室里的旧资料\n")
        #expect(decoder.decode(Array("a ~{b} c ~{ d\n".utf8)).line == "UTF-8 validUTF8: a ~{b} c ~{ d\n")
        let colours = Array("\u{1B}[31mred\u{1B}[0m\n".utf8)
        #expect(decoder.decode(colours).decoded?.encoding.basis == .validUTF8)
        let utf7 = Array("Hi +ZeVnLIqe-\n".utf8)
        #expect(decoder.decode(utf7, declared: "utf-7").decoded?.text == utf7)
    }

    @Test func `a declaration is believed when the bytes decode in it`() {
        // A byte pair that is one of many things without the declaration.
        let short = bytes("B5 B5 0A")
        #expect(decoder.decode(short, declared: "gbk").line == "GB18030 declared: 档\n")
        #expect(decoder.decode(short, declared: "EUC-KR").line == "EUC-KR declared: 도\n")
        #expect(decoder.decode(short, declared: "no such name", hints: EncodingHints(mayWait: true)) == .undecided)
    }

    @Test(arguments: ["utf-8", "Big5", "EUC-KR", "iso-8859-1", "us-ascii", "x-user-defined", "utf-16", "ISO-2022-JP"])
    func `a declaration that is wrong is ignored`(label: String) {
        #expect(
            decoder.decode(Samples.gb18030, declared: label).line == "GB18030 detected: \(Samples.simplified)")
        let inside = Array("<meta charset=\"\(label)\"><p>".utf8) + Samples.gb18030
        #expect(decoder.decode(inside).decoded?.encoding.name == "GB18030")
    }

    @Test func `a short file takes the folder's majority, waits for it, or takes a fallback`() {
        let short = bytes("B5 B5 B0 B8 0A")
        let waits = EncodingHints(fallbacks: ["Big5"], mayWait: true)
        #expect(decoder.decode(short, hints: waits) == .undecided)
        #expect(
            decoder.decode(short, hints: EncodingHints(folderMajority: "GB18030", mayWait: true)).line
                == "GB18030 folder: 档案\n")
        #expect(
            decoder.decode(short, hints: EncodingHints(folderMajority: "EUC-KR")).line == "EUC-KR folder: 도갭\n")
        #expect(
            decoder.decode(short, hints: EncodingHints(fallbacks: ["UTF-8", "GB18030", "Big5"])).line
                == "GB18030 fallback: 档案\n")
        let guess = decoder.decode(short).decoded
        #expect(guess?.encoding.basis == .detected)
        #expect((guess?.encoding.confidence ?? 1) < TextDecoder.sure)
    }

    @Test func `hints do not overrule what is sure, nor what does not decode`() {
        let hints = EncodingHints(folderMajority: "Big5", fallbacks: ["Big5"], mayWait: true)
        #expect(decoder.decode(Samples.gb18030, hints: hints).line == "GB18030 detected: \(Samples.simplified)")
        #expect(decoder.decode(Array("中".utf8), hints: hints).line == "UTF-8 validUTF8: 中")
        // A lone lead byte is no Big5.
        let wrong = EncodingHints(folderMajority: "Big5")
        #expect(decoder.decode(bytes("61 62 E9 0A"), hints: wrong).decoded?.encoding.name == "windows-1252")
    }

    @Test func `a truncated last character and a damaged byte do not refuse a text`() {
        for (name, whole) in [("GB18030", Samples.gb18030), ("UTF-8", Array(Samples.simplified.utf8))] {
            let long = Array((0..<30).map { _ in whole }.joined())
            let truncated = decoder.decode(long.dropLast(2)).decoded
            #expect(truncated?.encoding.name == name)
            #expect(truncated?.replacementCount == 1)
            var damaged = long
            damaged[long.count / 2] = 0xFF
            let result = decoder.decode(damaged).decoded
            #expect(result?.encoding.name == name)
            #expect((1...3).contains(result?.replacementCount ?? 0))
        }
    }

    @Test func `a NUL in a text is replaced, and a file of them is no text`() {
        let line = Array(Samples.simplified.utf8)
        let long = Array((0..<30).map { _ in line }.joined()) + [0] + line
        let decoded = decoder.decode(long).decoded
        #expect(decoded?.replacementCount == 1)
        #expect(decoded?.text.contains(0) == false)
        #expect(decoder.decode([UInt8](repeating: 0, count: 10_000)) == .notText)
    }

    @Test func `binary files are refused`() {
        var random = SeededRandom(seed: 7)
        let noise = (0..<8_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(decoder.decode(noise) == .notText)
        #expect(decoder.decode([0xFF, 0xFE] + noise) == .notText)
        #expect(decoder.decode(noise, declared: "gbk") == .notText)
        #expect(decoder.decode(noise, hints: EncodingHints(folderMajority: "GB18030", mayWait: true)) == .notText)
        // Random bytes without controls, as compressed files have stretches of.
        #expect(decoder.decode(noise.map { $0 < 0x20 || $0 == 0x7F ? $0 | 0x80 : $0 }) == .notText)
        let png = bytes("89 50 4E 47 0D 0A 1A 0A 00 00 00 0D 49 48 44 52 00 00 01 00 00 00 01 00 08 06 00 00 00 5C 72")
        #expect(decoder.decode(png) == .notText)
        // Small numbers of 16 and 32 bits.
        #expect(decoder.decode((0..<2000).flatMap { [UInt8($0 % 100), 0] }) == .notText)
        #expect(decoder.decode((0..<2000).flatMap { [UInt8($0 % 20), 0, 0, 0] }) == .notText)
    }

    @Test func `the same bytes and hints always give the same valid UTF-8`() {
        var random = SeededRandom.announced()
        let samples = [
            Samples.gb18030, Samples.big5, Samples.shiftJIS, Samples.eucJP, Samples.eucKR, Samples.koi8R,
            Array(Samples.simplified.utf8), Samples.utf16(Samples.simplified, bigEndian: true),
            bytes("1B 24 42 24 33 24 73 24 4B 24 41 24 4F 1B 28 42 0A"), Array("~{5508JR@o5D~}\n".utf8),
        ]
        let labels = [nil, "gbk", "hz", "iso-2022-jp", "utf-16", "x"]
        for _ in 0..<40 {
            var text = samples[Int.random(in: 0..<samples.count, using: &random)]
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text[place] = UInt8.random(in: 0...255, using: &random)
                case 1: text.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default: text = Array(text[..<max(1, place)])
                }
            }
            let label = labels[Int.random(in: 0..<labels.count, using: &random)]
            let hints = EncodingHints(
                folderMajority: "Big5", fallbacks: ["GB18030"], mayWait: Bool.random(using: &random))
            let outcome = decoder.decode(text, declared: label, hints: hints)
            #expect(decoder.decode(text, declared: label, hints: hints) == outcome)
            guard let decoded = outcome.decoded else { continue }
            #expect(String(validating: decoded.text, as: UTF8.self) != nil)
            #expect(!decoded.text.contains(0))
            #expect((0...1).contains(decoded.encoding.confidence))
        }
    }

    @Test(arguments: [[0], [1, 2, 0x41], Array("山居\0山居".utf8)] as [[UInt8]])
    func `a short file with a zero byte, or mostly of controls, is no text`(bytes: [UInt8]) {
        #expect(TextDecoder().decode(bytes) == .notText)
    }
}
