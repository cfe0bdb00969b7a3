import Documents

@testable import Encodings

/// The bytes that hexadecimal numbers with spaces between them stand for.
func bytes(_ hex: String) -> [UInt8] {
    hex.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0, radix: 16) }
}

/// The same sentences in several encodings, by the C library.
enum Samples {
    static let simplified = "档案室里的旧资料终于整理完了，每一份都写上了年份和作者的名字。\n"
    static let gb18030 = bytes(
        """
        B5 B5 B0 B8 CA D2 C0 EF B5 C4 BE C9 D7 CA C1 CF D6 D5 D3 DA D5 FB C0 ED CD EA C1 CB A3 AC C3 BF D2 BB B7 DD
        B6 BC D0 B4 C9 CF C1 CB C4 EA B7 DD BA CD D7 F7 D5 DF B5 C4 C3 FB D7 D6 A1 A3 0A
        """)
    static let traditional = "檔案室裡的舊資料終於整理完了，每一份都寫上了年份和作者的名字。\n"
    static let big5 = bytes(
        """
        C0 C9 AE D7 AB C7 B8 CC AA BA C2 C2 B8 EA AE C6 B2 D7 A9 F3 BE E3 B2 7A A7 B9 A4 46 A1 41 A8 43 A4 40 A5 F7
        B3 A3 BC 67 A4 57 A4 46 A6 7E A5 F7 A9 4D A7 40 AA CC AA BA A6 57 A6 72 A1 43 0A
        """)
    static let japanese = "古い書類の整理がようやく終わり、すべての箱に年と名前を書いた。\n"
    static let shiftJIS = bytes(
        """
        8C C3 82 A2 8F 91 97 DE 82 CC 90 AE 97 9D 82 AA 82 E6 82 A4 82 E2 82 AD 8F 49 82 ED 82 E8 81 41 82 B7 82 D7
        82 C4 82 CC 94 A0 82 C9 94 4E 82 C6 96 BC 91 4F 82 F0 8F 91 82 A2 82 BD 81 42 0A
        """)
    static let eucJP = bytes(
        """
        B8 C5 A4 A4 BD F1 CE E0 A4 CE C0 B0 CD FD A4 AC A4 E8 A4 A6 A4 E4 A4 AF BD AA A4 EF A4 EA A1 A2 A4 B9 A4 D9
        A4 C6 A4 CE C8 A2 A4 CB C7 AF A4 C8 CC BE C1 B0 A4 F2 BD F1 A4 A4 A4 BF A1 A3 0A
        """)
    static let korean = "오래된 서류 정리가 드디어 끝났고 상자마다 연도와 이름을 적었다.\n"
    static let eucKR = bytes(
        """
        BF C0 B7 A1 B5 C8 20 BC AD B7 F9 20 C1 A4 B8 AE B0 A1 20 B5 E5 B5 F0 BE EE 20 B3 A1 B3 B5 B0 ED 20 BB F3 C0
        DA B8 B6 B4 D9 20 BF AC B5 B5 BF CD 20 C0 CC B8 A7 C0 BB 20 C0 FB BE FA B4 D9 2E 0A
        """)
    static let russian = "Старые бумаги наконец разобраны, на каждой коробке написан год.\n"
    static let windows1251 = bytes(
        """
        D1 F2 E0 F0 FB E5 20 E1 F3 EC E0 E3 E8 20 ED E0 EA EE ED E5 F6 20 F0 E0 E7 EE E1 F0 E0 ED FB 2C 20 ED E0 20
        EA E0 E6 E4 EE E9 20 EA EE F0 EE E1 EA E5 20 ED E0 EF E8 F1 E0 ED 20 E3 EE E4 2E 0A
        """)
    static let koi8R = bytes(
        """
        F3 D4 C1 D2 D9 C5 20 C2 D5 CD C1 C7 C9 20 CE C1 CB CF CE C5 C3 20 D2 C1 DA CF C2 D2 C1 CE D9 2C 20 CE C1 20
        CB C1 D6 C4 CF CA 20 CB CF D2 CF C2 CB C5 20 CE C1 D0 C9 D3 C1 CE 20 C7 CF C4 2E 0A
        """)
    static let french = "Les vieux papiers sont enfin rangés, et l’année est écrite là où il fallait.\n"
    static let windows1252 = bytes(
        """
        4C 65 73 20 76 69 65 75 78 20 70 61 70 69 65 72 73 20 73 6F 6E 74 20 65 6E 66 69 6E 20 72 61 6E 67 E9 73 2C
        20 65 74 20 6C 92 61 6E 6E E9 65 20 65 73 74 20 E9 63 72 69 74 65 20 6C E0 20 6F F9 20 69 6C 20 66 61 6C 6C
        61 69 74 2E 0A
        """)
    static let polish = "Stare papiery są wreszcie uporządkowane, a na każdym pudełku widać rok i imię.\n"
    static let windows1250 = bytes(
        """
        53 74 61 72 65 20 70 61 70 69 65 72 79 20 73 B9 20 77 72 65 73 7A 63 69 65 20 75 70 6F 72 7A B9 64 6B 6F 77
        61 6E 65 2C 20 61 20 6E 61 20 6B 61 BF 64 79 6D 20 70 75 64 65 B3 6B 75 20 77 69 64 61 E6 20 72 6F 6B 20 69
        20 69 6D 69 EA 2E 0A
        """)

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
            return bigEndian ? pair.reversed() : pair
        }
    }

    static func utf32(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.unicodeScalars.flatMap { scalar in
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: scalar.value >> UInt32(8 * $0)) }
            return bigEndian ? bytes.reversed() : bytes
        }
    }
}

extension TextDecoder.Outcome {
    /// `GB18030 detected: 中文`, with the count of replacements when there are any; or the name of the case.
    var line: String {
        switch self {
        case .undecided: "undecided"
        case .notText: "not text"
        case .text(let decoded):
            "\(decoded.encoding.name) \(decoded.encoding.basis)"
                + (decoded.replacementCount > 0 ? " (\(decoded.replacementCount))" : "") + ": "
                + (String(validating: decoded.text, as: UTF8.self) ?? "INVALID")
        }
    }

    var decoded: DecodedText? {
        if case .text(let decoded) = self { decoded } else { nil }
    }
}
