/// UTF-16 and UTF-32 without a byte order mark.
///
/// Chinese in UTF-16 has few zero bytes, those of its line ends, spaces and Latin letters; but hardly a file of bytes
/// below 0x20 is text in anything else. So whatever holds them is read both ways, and taken when the text that comes out
/// is one.
enum WideText {
    /// The encoding, and how sure it is.
    static func encoding(of bytes: [UInt8]) -> (encoding: CharacterEncoding, confidence: Double)? {
        let sample = Array(bytes.prefix(sampleBytes))
        guard sample.count >= 4 else { return nil }
        for encoding in [CharacterEncoding.utf32LE, .utf32BE] where bytes.count.isMultiple(of: 4) {
            let zeros = encoding == .utf32LE ? [3] : [0]
            guard stride(from: zeros[0], to: sample.count, by: 4).allSatisfy({ sample[$0] == 0 }) else { continue }
            if reading(of: sample, in: encoding, unitBytes: 4) != nil { return (encoding, 0.99) }
        }
        let little = reading(of: sample, in: .utf16LE, unitBytes: 2)
        let big = reading(of: sample, in: .utf16BE, unitBytes: 2)
        switch (little, big) {
        case (nil, nil): return nil
        case (let little?, let big?): return (little <= big ? .utf16LE : .utf16BE, 0.9)
        case (_?, nil): return (.utf16LE, 0.99)
        case (nil, _?): return (.utf16BE, 0.99)
        }
    }

    /// Whether the bytes behind a byte order mark are text in the encoding that it announces.
    static func isText(_ bytes: ArraySlice<UInt8>, in encoding: CharacterEncoding) -> Bool {
        guard let text = Converter(encoding.converterName)?.decode(Array(bytes.prefix(sampleBytes)), final: false).text
        else { return false }
        let cost = TextCost(of: text, in: .simplifiedChinese)
        return cost.faultCount * 20 <= cost.characterCount
    }

    /// The mean bits of a character; nil when it is no text. A random ideograph costs 18 bits, a control 22.
    private static func reading(of sample: [UInt8], in encoding: CharacterEncoding, unitBytes: Int) -> Double? {
        guard let converter = Converter(encoding.converterName) else { return nil }
        let text = converter.decode(Array(sample.prefix(sample.count / unitBytes * unitBytes)), final: false).text
        let costs = LanguageModel.all.map { TextCost(of: text, in: $0) }
        guard let best = costs.min(by: { $0.bits < $1.bits }), best.characterCount > 0,
            best.faultCount * 100 <= best.characterCount
        else { return nil }
        let mean = best.bits / Double(best.characterCount)
        return mean <= 13 ? mean : nil
    }

    private static let sampleBytes = 16 << 10
}
