/// How surprising each character is in a text of one language, in eighths of a bit: the logarithm of how rare it is.
///
/// The sum over a text is the evidence for the encoding that it was decoded in, because every encoding reads the same
/// bytes: the right one gives the common characters of a language, the wrong ones give rare ones. Characters that are
/// not listed cost what their kind costs, so that a language no model knows is still told from noise.
struct LanguageModel: Sendable {
    /// Whether it is written in letters with two cases, or beside Latin ones, so that neighbours matter too.
    let isAlphabetic: Bool
    /// For each character below U+10000.
    let costs: [UInt8]

    /// A character that could not be decoded, or that no text holds.
    static let faultCost = 24 * 8
    /// A character above U+FFFF: a rare ideograph, an emoji.
    static let astralCost = 20 * 8

    static let simplifiedChinese = LanguageModel(
        frequent: FrequentCharacters.simplified, levels: [("gb18030", 0xB0...0xD7, 13), ("gb18030", 0xD8...0xF7, 16)])
    static let traditionalChinese = LanguageModel(
        frequent: FrequentCharacters.traditional,
        levels: [(CharacterEncoding.big5.converterName, 0xA4...0xC6, 13), ("windows-950-2000", 0xC9...0xF9, 16)])
    static let japanese = LanguageModel(
        frequent: FrequentCharacters.japanese,
        levels: [("euc-jp-2007", 0xB0...0xCF, 13), ("euc-jp-2007", 0xD0...0xF4, 16)],
        others: [(0x3041...0x3096, 9), (0x30A1...0x30FE, 9), (0xFF61...0xFF9F, 12)])
    static let korean = LanguageModel(
        frequent: FrequentCharacters.korean, levels: [("windows-949-2000", 0xB0...0xC8, 13)],
        others: [(0x4E00...0x9FFF, 17)])
    static let cyrillic = LanguageModel(
        letters: "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўјљњћђџ", firstCost: 4, symbols: "«»—–„“”№…\u{A0}")
    static let westEuropean = LanguageModel(
        letters: "éäüöèàóíáßçñêãåøæôâúîõûùëïìòœðþýÿ", firstCost: 7, symbols: "«»„“”‘’–—…°§·€£¿¡©®\u{A0}")
    static let centralEuropean = LanguageModel(
        letters: "áéíóąęłśżěščřžýůúőűćźńťďňöüäôľĺŕăşţâîđ", firstCost: 7.5, symbols: "„“”’»«–—…°§€\u{A0}")
    static let turkish = LanguageModel(
        letters: "ıüşğçöİâîû", firstCost: 6.5, symbols: "“”‘’–—…\u{A0}")
    static let baltic = LanguageModel(
        letters: "āšąėžčęįųūīēļķģņõäöü", firstCost: 7, symbols: "„“”’–—…\u{A0}")
    static let greek = LanguageModel(
        letters: "αοιετσνηυρπκμλςάωίόέδγήχύθφώβξζψϊϋΐΰ", firstCost: 4, symbols: "«»“”’·–—…\u{A0}")
    static let hebrew = LanguageModel(
        letters: "יוהלארתבמשנעםדקחפטכגזסןצךףץ", firstCost: 4, symbols: "“”’–—…\u{A0}")
    static let arabic = LanguageModel(
        letters: "ايلمونرتبةعدسفهكحقجشىأطصخضذثغظزؤئءإآپچژگ،؟؛ًٌٍَُِّْ", firstCost: 4, symbols: "“”«»–—…\u{A0}")
    static let thai = LanguageModel(
        letters: "านรก่้อเงมยลวดทสตะั็์ีปบิคหแจพุูชขใไโืึำผซถธณศภฟฐฉญษฆๆฮฬฎฏฑฒฌ", firstCost: 4, symbols: "“”–—…ฯ\u{A0}")

    /// Those that a text in Unicode or GB18030 may be written in.
    static let eastAsian = [simplifiedChinese, traditionalChinese, japanese, korean]
    static let all =
        eastAsian + [
            cyrillic, westEuropean, centralEuropean, turkish, baltic, greek, hebrew, arabic, thai,
        ]

    /// - Parameters:
    ///   - levels: rows of a national standard, by its converter and lead bytes, and what their characters cost in bits
    ///     when they are not frequent. Each standard has the common characters in rows of their own.
    ///   - others: what ranges of other characters cost in bits.
    private init(
        frequent: String, levels: [(converter: String, leads: ClosedRange<UInt8>, bits: Int)],
        others: [(range: ClosedRange<Int>, bits: Int)] = []
    ) {
        var costs = Self.kindCosts
        for (range, bits) in others {
            for value in range { costs[value] = UInt8(bits * 8) }
        }
        for level in levels.reversed() {
            for scalar in Self.characters(of: level.converter, leads: level.leads) where scalar.value < 0x10000 {
                costs[Int(scalar.value)] = UInt8(level.bits * 8)
            }
        }
        // Zipf's law, fitted to the counts: 5 bits for the first, 8.3 for the 30th, 11.3 for the 600th.
        var rank = 1
        var bound = 1
        var cost = 5 * 8
        for scalar in frequent.unicodeScalars {
            while rank > bound {
                bound += max(1, bound / 5)
                cost += bound < 6 ? 3 : 1
            }
            costs[Int(scalar.value)] = UInt8(min(cost, 12 * 8))
            rank += 1
        }
        isAlphabetic = false
        self.costs = costs
    }

    /// A language written in letters.
    private init(letters: String, firstCost: Double, symbols: String) {
        var costs = Self.kindCosts
        var cost = firstCost * 8
        for letter in letters.unicodeScalars {
            costs[Int(letter.value)] = UInt8(cost)
            let capital = letter.properties.uppercaseMapping.unicodeScalars
            if capital.count == 1, let capital = capital.first, capital != letter, capital.value >= 0x80 {
                costs[Int(capital.value)] = UInt8(cost + 3 * 8)
            }
            cost += cost < 7 * 8 ? 1.5 : 1
        }
        for symbol in symbols.unicodeScalars { costs[Int(symbol.value)] = 9 * 8 }
        isAlphabetic = true
        self.costs = costs
    }

    private static func characters(of converter: String, leads: ClosedRange<UInt8>) -> [Unicode.Scalar] {
        let trails: ClosedRange<UInt8> =
            leads.lowerBound == 0xA4 || leads.lowerBound == 0xC9 ? 0x40...0xFE : 0xA1...0xFE
        let bytes = leads.flatMap { lead in
            // Between the two halves of Big5's rows there is nothing.
            trails.filter { $0 < 0x7F || $0 > 0xA0 }.flatMap { [lead, $0] }
        }
        guard let text = Converter(converter)?.decode(bytes, final: true).text else { return [] }
        return String(decoding: text, as: UTF8.self).unicodeScalars.filter {
            $0.properties.isIdeographic || $0.value >= 0xAC00 && $0.value < 0xD7A4
        }
    }

    /// What a character costs that no list names.
    private static let kindCosts: [UInt8] = (0..<0x10000).map { value in
        guard let scalar = Unicode.Scalar(UInt32(value)) else { return UInt8(faultCost) }
        let bits: Int
        switch value {
        case 0x09, 0x0A, 0x0D, 0x20, 0x61...0x7A: bits = 5
        case 0x08, 0x0B, 0x0C, 0x1B: bits = 12
        case 0x21...0x7E: bits = 6
        case 0x00...0x1F, 0x7F...0x9F: bits = 22
        case 0xA0...0xBF, 0xD7, 0xF7: bits = 12
        case 0xC0...0xFF: bits = 12
        case 0x3000...0x3002, 0x300A...0x300F, 0xFF01, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F: bits = 9
        case 0x2010...0x203A, 0x3003...0x3020, 0xFF00...0xFF5E: bits = 11
        case 0x2500...0x257F: bits = 12
        case 0x3041...0x30FE: bits = 14
        case 0x4E00...0x9FFF: bits = 18
        case 0xFFFD: bits = faultCost / 8
        default:
            switch scalar.properties.generalCategory {
            case .unassigned, .privateUse, .surrogate, .control: bits = 22
            default: bits = value < 0x3400 ? 15 : 18
            }
        }
        return UInt8(bits * 8)
    }
}
