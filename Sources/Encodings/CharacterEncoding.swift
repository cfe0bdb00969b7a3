internal import CEncodings

/// An encoding of characters: the name that is shown and the converter that decodes it.
///
/// Where one encoding holds another, the larger decodes both: files that say GB2312 hold characters of GBK, files that
/// say ISO-8859-1 hold the quotation marks of Windows.
struct CharacterEncoding: Sendable, Hashable {
    /// The IANA name.
    let name: String
    /// ICU's name.
    let converterName: String

    static let utf8 = CharacterEncoding(name: "UTF-8", converterName: "UTF-8")
    static let gb18030 = CharacterEncoding(name: "GB18030", converterName: "gb18030")
    /// Big5 with the characters of ETEN and of Hong Kong, which is the only one of ICU's with both.
    static let big5 = CharacterEncoding(name: "Big5", converterName: "ibm-1375_P100-2008")
    static let eucTW = CharacterEncoding(name: "EUC-TW", converterName: "euc-tw-2014")
    /// With Windows' characters (CP932).
    static let shiftJIS = CharacterEncoding(name: "Shift_JIS", converterName: "ibm-943_P15A-2003")
    static let eucJP = CharacterEncoding(name: "EUC-JP", converterName: "euc-jp-2007")
    static let iso2022JP = CharacterEncoding(
        name: "ISO-2022-JP", converterName: "ISO_2022,locale=ja,version=2")
    /// With all the syllables of Windows (CP949).
    static let eucKR = CharacterEncoding(name: "EUC-KR", converterName: "windows-949-2000")
    static let hz = CharacterEncoding(name: "HZ-GB-2312", converterName: "HZ")
    static let koi8R = CharacterEncoding(name: "KOI8-R", converterName: "ibm-878_P100-1996")
    static let ibm866 = CharacterEncoding(name: "IBM866", converterName: "ibm-866_P100-1995")
    static let thai = CharacterEncoding(name: "windows-874", converterName: "windows-874-2000")
    static let utf16LE = CharacterEncoding(name: "UTF-16LE", converterName: "UTF-16LE")
    static let utf16BE = CharacterEncoding(name: "UTF-16BE", converterName: "UTF-16BE")
    static let utf32LE = CharacterEncoding(name: "UTF-32LE", converterName: "UTF-32LE")
    static let utf32BE = CharacterEncoding(name: "UTF-32BE", converterName: "UTF-32BE")

    static func windows(_ number: Int) -> CharacterEncoding {
        switch number {
        case 1250: CharacterEncoding(name: "windows-1250", converterName: "ibm-5346_P100-1998")
        case 1251: CharacterEncoding(name: "windows-1251", converterName: "ibm-5347_P100-1998")
        case 1252: CharacterEncoding(name: "windows-1252", converterName: "ibm-5348_P100-1997")
        case 1253: CharacterEncoding(name: "windows-1253", converterName: "ibm-5349_P100-1998")
        case 1254: CharacterEncoding(name: "windows-1254", converterName: "ibm-5350_P100-1998")
        case 1255: CharacterEncoding(name: "windows-1255", converterName: "ibm-9447_P100-2002")
        case 1256: CharacterEncoding(name: "windows-1256", converterName: "ibm-9448_X100-2005")
        case 1257: CharacterEncoding(name: "windows-1257", converterName: "ibm-9449_P100-2002")
        default: preconditionFailure("no such code page of Windows among the candidates")
        }
    }

    private init(name: String, converterName: String) {
        self.name = name
        self.converterName = converterName
    }

    /// The encoding that a file, a mail or a configuration calls by this name. Nil for a name that ICU does not know,
    /// and for encodings that no text is in: UTF-7 is a way to hide text, EBCDIC is not seen on this system.
    init?(label: String) {
        var key = label.lowercased().filter { !$0.isWhitespace }
        for suffix in ["-unix", "-dos", "-mac"] where key.hasSuffix(suffix) {
            key.removeLast(suffix.count)
        }
        if let known = Self.labels[key] {
            self = known
            return
        }
        guard key.utf8.count <= 40, key.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ",") }),
            let converterName = cenc_converter_name(key).map({ String(cString: $0) })
        else { return nil }
        if let known = Self.supersets.first(where: { converterName.hasPrefix($0.prefix) }) {
            self = known.encoding
            return
        }
        guard let converter = Converter(converterName),
            converter.decode(Self.printableASCII, final: true).text == Self.printableASCII,
            !Self.refused.contains(where: { converterName.hasPrefix($0) })
        else { return nil }
        name = cenc_preferred_name(converterName).map { String(cString: $0) } ?? converterName
        self.converterName = converterName
    }

    private static let printableASCII = Array(UInt8(0x20)...0x7E)

    /// ASCII says nothing of the bytes that matter here; the others are not for files.
    private static let refused = ["US-ASCII", "UTF-7", "IMAP", "SCSU", "BOCU", "CESU", "ISO_2022", "LMBCS"]

    /// What Emacs, Vim and Python call them and ICU does not, or ICU otherwise.
    private static let labels: [String: CharacterEncoding] = [
        "utf-8": .utf8, "utf8": .utf8, "mule-utf-8": .utf8, "utf-8-emacs": .utf8, "utf-8-sig": .utf8,
        "utf-8-with-signature": .utf8,
        "euc-cn": .gb18030, "euc-china": .gb18030, "chinese-gbk": .gb18030, "chinese-iso-8bit": .gb18030,
        "chinese-gb18030": .gb18030, "cn-gb": .gb18030, "cn-gb-2312": .gb18030, "chinese": .gb18030,
        "prc": .gb18030, "x-gbk": .gb18030, "gb-18030": .gb18030, "gb_2312-80": .gb18030, "x-euc-cn": .gb18030,
        "cn-big5": .big5, "chinese-big5": .big5, "taiwan": .big5, "x-x-big5": .big5, "big5-eten": .big5,
        "chinese-big5-hkscs": .big5, "cp951": .big5, "big5hkscs": .big5,
        "japanese-shift-jis": .shiftJIS, "japanese-cp932": .shiftJIS, "shift-jis": .shiftJIS,
        "euc-japan": .eucJP, "japan": .eucJP, "japanese-iso-8bit": .eucJP, "eucjp": .eucJP, "euc_jp": .eucJP,
        "euc-korea": .eucKR, "korea": .eucKR, "korean-iso-8bit": .eucKR, "uhc": .eucKR, "euckr": .eucKR,
        "cp949": .eucKR, "euc_kr": .eucKR, "korean-cp949": .eucKR,
        "euctw": .eucTW, "hz": .hz, "hz-gb-2312": .hz, "chinese-hz": .hz, "iso-2022-jp": .iso2022JP,
        "iso-2022-jp-1": .iso2022JP, "iso-2022-jp-2": .iso2022JP, "csiso2022jp": .iso2022JP, "junet": .iso2022JP,
        "cyrillic-koi8": .koi8R, "latin-1": .windows(1252), "iso-latin-1": .windows(1252),
        // Without a byte order mark these are little-endian, as Windows writes them.
        "utf-16": .utf16LE, "utf-16le": .utf16LE, "utf-16be": .utf16BE, "ucs-2": .utf16LE, "unicode": .utf16LE,
        "utf-32": .utf32LE, "utf-32le": .utf32LE, "utf-32be": .utf32BE,
    ]

    /// By the beginning of ICU's name, the encoding that holds what is written in that one.
    private static let supersets: [(prefix: String, encoding: CharacterEncoding)] = [
        ("gb18030", .gb18030), ("ibm-1383_", .gb18030), ("ibm-1386_", .gb18030), ("windows-936-", .gb18030),
        ("ibm-5478_", .gb18030),
        ("windows-950-", .big5), ("ibm-950_", .big5), ("ibm-1373_", .big5), ("ibm-1375_", .big5), ("ibm-5471_", .big5),
        ("ibm-943_", .shiftJIS), ("ibm-942_", .shiftJIS),
        ("euc-jp-", .eucJP), ("ibm-33722_", .eucJP), ("ibm-954_", .eucJP),
        ("ibm-970_", .eucKR), ("ibm-949_", .eucKR), ("ibm-1363_", .eucKR), ("windows-949-", .eucKR),
        ("euc-tw-", .eucTW), ("ibm-964_", .eucTW),
        ("ISO-8859-1", .windows(1252)), ("ibm-5348_", .windows(1252)), ("ibm-1252_", .windows(1252)),
        ("ibm-920_", .windows(1254)), ("ibm-5350_", .windows(1254)), ("ibm-1254_", .windows(1254)),
        ("ibm-5346_", .windows(1250)), ("ibm-1250_", .windows(1250)),
        ("ibm-5347_", .windows(1251)), ("ibm-1251_", .windows(1251)),
        ("windows-874-", .thai), ("ibm-874_", .thai), ("ibm-878_", .koi8R), ("ibm-866_", .ibm866),
    ]
}
