import Testing

@testable import Analysis

struct PinyinTests {
    static let pinyin = Result { try Pinyin() }

    @Test(
        arguments: [
            ("雷", "lei"), ("军", "jun"), ("女", "nv"), ("略", "lve"), ("吕", "lv"), ("绿", "lv"), ("山", "shan"),
            ("儿", "er"), ("嗯", "n"),
            // With several readings, the one that ICU gives the character alone.
            ("重", "zhong"), ("长", "zhang"), ("行", "xing"), ("乐", "le"),
            ("あ", nil), ("a", nil), ("，", nil), ("\u{E000}", nil), ("\u{20000}", nil),
        ] as [(Unicode.Scalar, String?)])
    func `a character is read without its tone`(_ character: Unicode.Scalar, _ syllable: String?) throws {
        #expect(try Self.pinyin.get().syllable(of: character) == syllable)
    }

    @Test func `syllables are few, in ASCII, and ascend`() throws {
        let syllables = try Self.pinyin.get().syllables
        #expect((400..<500).contains(syllables.count))
        #expect(syllables.first == [])
        #expect(syllables.dropFirst().allSatisfy { (1...6).contains($0.count) && $0.allSatisfy(isLowercase) })
        #expect(zip(syllables, syllables.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
    }

    private func isLowercase(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }

    @Test func `rules that are not those of ICU are refused`() {
        for rules in ["", ";;→;", "[雷→léi;", "[a-", "[一-龥]→1;", String(repeating: "[一-二]→yī;", count: 100)] {
            let error = #expect(throws: AnalysisError.self) { try Pinyin(rules: Array(rules.utf16)) }
            #expect(
                error?.description
                    == "cannot read Chinese characters: ICU gives no rules 'Han-Latin'; install the package libicu72 again"
            )
        }
    }

    @Test func `the first rule for a character decides, and a set may hold ranges`() throws {
        let pinyin = try Pinyin(
            rules: Array("::Null();重 } 庆→chóng;吕→lǚ;[㐀-䶿]→a;[吕𠀀一-龥]→yī;".utf16))
        #expect(pinyin.syllable(of: "吕") == "lv")
        #expect(pinyin.syllable(of: "丁") == "yi")
        #expect(pinyin.syllable(of: "㐁") == "a")
        #expect(pinyin.syllableID(spelled: Array("yi".utf8)) == 3)
        #expect(["", "b", "y", "yii", "z"].allSatisfy { pinyin.syllableID(spelled: Array($0.utf8)) == nil })
        #expect(pinyin.characters(of: 2) == [0x5415])
        #expect(pinyin.syllables.map { String(decoding: $0, as: UTF8.self) } == ["", "a", "lv", "yi"])
    }
}
