internal import CEncodings
internal import Glibc

/// How likely each encoding is for one sample of bytes.
struct EncodingRanking {
    struct Place {
        let encoding: CharacterEncoding
        /// The evidence against it, in bits.
        let bits: Double
        /// Characters that could not be decoded or are none, and all characters.
        let faultCount: Int
        let characterCount: Int
        let text: [UInt8]

        /// Whether it reads the sample nearly without a fault.
        var isClean: Bool { faultCount * 200 <= characterCount + 199 }
    }

    /// The most likely first; never empty.
    let places: [Place]

    private let sample: TextSample

    init(of sample: TextSample) {
        // Of a few characters uchardet proposes anything.
        let proposed = sample.highByteCount >= 16 ? Self.proposal(for: sample.bytes) : nil
        var candidates = EncodingCandidate.all
        if let proposed, !candidates.contains(where: { $0.encoding == proposed }) {
            candidates.append(EncodingCandidate(other: proposed))
        }
        self.sample = sample
        var places = candidates.compactMap { candidate -> Place? in
            Self.place(of: candidate, for: sample, bonus: candidate.encoding == proposed ? 3 : 0)
        }
        // A stable order for equal evidence: the order of the candidates.
        places = places.enumerated().sorted { ($0.element.bits, $0.offset) < ($1.element.bits, $1.offset) }
            .map(\.element)
        self.places = places
    }

    /// The place of an encoding, among the candidates or not; nil when ICU has no converter for it.
    func place(of encoding: CharacterEncoding) -> Place? {
        places.first { $0.encoding == encoding }
            ?? Self.place(of: EncodingCandidate(other: encoding), for: sample, bonus: 0)
    }

    /// From 0 to 1, how sure it is that the text is the one that this encoding gives. Encodings that give the same text
    /// are one.
    func confidence(of place: Place) -> Double {
        // Characters of a text are not drawn one by one: neighbours repeat each other, and what seems k bits of evidence
        // is less. The divisor makes the confidence true on pieces of real texts.
        let weights = places.filter { $0.text != place.text }.map { other in
            Self.power((place.bits - other.bits) / 2)
        }
        return 1 / (1 + weights.reduce(0, +))
    }

    /// Whether more of the file could not change the first place: it has no fault, and what gives another text is far
    /// behind.
    var isClear: Bool {
        let best = places[0]
        return best.faultCount == 0 && !places.contains { $0.bits < best.bits + 100 && $0.text != best.text }
    }

    /// Whether random bytes would be no more surprising than the best reading.
    var isNoise: Bool {
        places[0].bits > 8.2 * Double(sample.bytes.count) + 60
    }

    private static func power(_ exponent: Double) -> Double {
        exponent > 60 ? 1e18 : exponent < -60 ? 0 : exp2(exponent)
    }

    private static func place(of candidate: EncodingCandidate, for sample: TextSample, bonus: Double) -> Place? {
        guard let converter = Converter(candidate.encoding.converterName) else { return nil }
        let text = converter.decode(sample.bytes, final: false).text
        let costs = candidate.languages.map { (TextCost(of: text, in: $0.model), $0.bits) }
        guard let best = costs.min(by: { $0.0.bits + $0.1 < $1.0.bits + $1.1 }) else { return nil }
        return Place(
            encoding: candidate.encoding, bits: best.0.bits + best.1 + candidate.bits - bonus,
            faultCount: best.0.faultCount, characterCount: best.0.characterCount, text: text)
    }

    private static func proposal(for bytes: [UInt8]) -> CharacterEncoding? {
        let name = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { name -> String in
            guard let start = name.baseAddress else { return "" }
            start.pointee = 0
            bytes.withUnsafeBufferPointer { bytes in
                if let bytesStart = bytes.baseAddress { cenc_propose(bytesStart, bytes.count, start, name.count) }
            }
            return String(cString: start)
        }
        return name.isEmpty ? nil : CharacterEncoding(label: name)
    }
}
