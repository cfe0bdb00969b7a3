import Testing

@testable import Encodings

@Suite struct CharacterEncodingTests {
    @Test(arguments: [
        ("gb2312", "GB18030"), ("GBK", "GB18030"), ("x-gbk", "GB18030"), ("cp936", "GB18030"), ("EUC-CN", "GB18030"),
        ("gb18030", "GB18030"), ("windows-936", "GB18030"), ("GB_2312-80", "GB18030"), ("csGB2312", "GB18030"),
        ("big5", "Big5"), ("cp950", "Big5"), ("Big5-HKSCS", "Big5"), ("windows-950", "Big5"), ("x-x-big5", "Big5"),
        ("shift_jis", "Shift_JIS"), ("Shift-JIS", "Shift_JIS"), ("windows-31j", "Shift_JIS"), ("cp932", "Shift_JIS"),
        ("sjis", "Shift_JIS"), ("euc-jp", "EUC-JP"), ("ujis", "EUC-JP"),
        ("euc-kr", "EUC-KR"), ("ks_c_5601-1987", "EUC-KR"), ("cp949", "EUC-KR"), ("windows-949", "EUC-KR"),
        ("iso-8859-1", "windows-1252"), ("latin1", "windows-1252"), ("cp1252", "windows-1252"),
        ("iso-8859-2", "ISO-8859-2"), ("koi8-r", "KOI8-R"), ("koi8-u", "KOI8-U"), ("tis-620", "windows-874"),
        ("UTF-8", "UTF-8"), ("utf8", "UTF-8"), (" utf-8-dos ", "UTF-8"), ("utf-16le", "UTF-16LE"),
    ])
    func `the names of an encoding lead to the one that holds it`(label: String, name: String) {
        #expect(CharacterEncoding(label: label)?.name == name)
    }

    @Test(arguments: [
        "utf-7", "us-ascii", "ascii", "ibm037", "scsu", "cesu-8", "iso-2022-cn,version=1", "", "x", "中文",
        String(repeating: "a", count: 10_000),
    ])
    func `a name that is of no encoding of texts is refused`(label: String) {
        #expect(CharacterEncoding(label: label) == nil)
    }

    @Test func `each candidate has a converter`() {
        for candidate in EncodingCandidate.all {
            #expect(Converter(candidate.encoding.converterName) != nil, "\(candidate.encoding.name)")
            #expect(CharacterEncoding(label: candidate.encoding.name) == candidate.encoding)
        }
    }
}
