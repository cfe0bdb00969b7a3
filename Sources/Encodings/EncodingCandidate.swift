/// An encoding that a file may be in, the languages that are written in it, and how rare it is.
struct EncodingCandidate: Sendable {
    let encoding: CharacterEncoding
    /// Each with the bits that it costs to be written in this encoding.
    let languages: [(model: LanguageModel, bits: Double)]
    /// The bits that the encoding costs before a byte is seen.
    let bits: Double

    init(_ encoding: CharacterEncoding, _ bits: Double, _ languages: [(model: LanguageModel, bits: Double)]) {
        self.encoding = encoding
        self.bits = bits
        self.languages = languages
    }

    /// An encoding that is not among `all`: any language may be written in it.
    init(other encoding: CharacterEncoding) {
        self.init(encoding, 10, LanguageModel.all.map { ($0, 0) })
    }

    /// What is tried on every file, for readers of Chinese; of two that give the same text the first has it.
    static let all = [
        EncodingCandidate(.utf8, 0, LanguageModel.all.map { ($0, 0) }),
        EncodingCandidate(.gb18030, 0, [(.simplifiedChinese, 0), (.traditionalChinese, 5), (.japanese, 12)]),
        EncodingCandidate(.big5, 1, [(.traditionalChinese, 0), (.japanese, 12)]),
        EncodingCandidate(.shiftJIS, 2, [(.japanese, 0)]),
        EncodingCandidate(.eucJP, 3, [(.japanese, 0)]),
        EncodingCandidate(.eucKR, 3, [(.korean, 0)]),
        EncodingCandidate(.windows(1252), 3, [(.westEuropean, 0)]),
        EncodingCandidate(.windows(1251), 4, [(.cyrillic, 0)]),
        EncodingCandidate(.koi8R, 5, [(.cyrillic, 0)]),
        EncodingCandidate(.windows(1250), 6, [(.centralEuropean, 0)]),
        EncodingCandidate(.windows(1254), 8, [(.turkish, 0)]),
        EncodingCandidate(.windows(1257), 8, [(.baltic, 0)]),
        EncodingCandidate(.windows(1253), 8, [(.greek, 0)]),
        EncodingCandidate(.windows(1255), 8, [(.hebrew, 0)]),
        EncodingCandidate(.windows(1256), 8, [(.arabic, 0)]),
        EncodingCandidate(.thai, 8, [(.thai, 0)]),
        EncodingCandidate(.ibm866, 8, [(.cyrillic, 0)]),
        EncodingCandidate(.eucTW, 12, [(.traditionalChinese, 0)]),
    ]
}
