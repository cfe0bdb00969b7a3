package import Documents

/// Decides in which encoding the bytes of a text are, and decodes them to UTF-8.
///
/// In this order: a byte order mark; valid UTF-8; what the file or its container declares, when the bytes decode in it
/// and are not far better in another; the encoding whose text is the least surprising, when it is sure; the folder's
/// majority; the configuration's fallbacks; the least surprising.
///
/// Keeps nothing from one file to the next: the same bytes and hints always give the same. A file of n bytes takes
/// memory of about 2 n beside the bytes themselves at most, when their text is twice as long.
package struct TextDecoder: Sendable {
    /// What came of some bytes.
    package enum Outcome: Sendable, Hashable {
        case text(DecodedText)
        /// Text, but in which encoding is open, and the hints allow to wait for the folder's majority.
        case undecided
        /// No text in any encoding.
        case notText
    }

    /// The confidence from which a detected encoding needs no hint.
    static let sure = 0.9
    /// Enough for nearly every file, and the whole of most.
    private static let firstSampleBytes = 4 << 10
    private static let sampleBytes = 48 << 10

    package init() {}

    /// - Parameters:
    ///   - bytes: a whole file, or a part of one that is text by itself.
    ///   - declared: an encoding that is named outside the bytes, by a mail's header for example. It is believed when
    ///     the bytes decode in it.
    package func decode(_ bytes: [UInt8], declared: String? = nil, hints: EncodingHints = EncodingHints()) -> Outcome {
        if let marked = decodeMarked(bytes) { return .text(marked) }
        let outer = declared.flatMap(CharacterEncoding.init(label:))
        let statistics = ByteStatistics(of: bytes)
        if statistics.hasNUL || statistics.hasManyControls {
            if let wide = decodeWide(bytes, declared: outer) { return .text(wide) }
            if statistics.hasManyControls || statistics.hasManyNULs { return .notText }
        }
        if statistics.isASCII, let shifted = decodeShifted(bytes, declared: outer) { return .text(shifted) }
        if UTF8Validation.isValid(bytes) {
            let decision = EncodingDecision(name: CharacterEncoding.utf8.name, confidence: 1, basis: .validUTF8)
            guard statistics.hasNUL else { return .text(DecodedText(text: bytes, encoding: decision)) }
            return text(of: bytes[...], in: .utf8, decision)
        }
        return detect(bytes, declared: outer, hints: hints)
    }

    /// The text as one encoding gives it, whatever it looks like; nil when the name is of no encoding.
    package func decode(_ bytes: [UInt8], forcedTo name: String) -> DecodedText? {
        guard let encoding = CharacterEncoding(label: name), let converter = Converter(encoding.converterName) else {
            return nil
        }
        let decoded = converter.decode(bytes, final: true)
        return DecodedText(
            text: decoded.text,
            encoding: EncodingDecision(name: encoding.name, confidence: 1, basis: .declared),
            replacementCount: decoded.replacementCount)
    }

    private func decodeMarked(_ bytes: [UInt8]) -> DecodedText? {
        for mark in ByteOrderMark.encodings(of: bytes) {
            let rest = bytes[mark.length...]
            let decision = EncodingDecision(name: mark.encoding.name, confidence: 1, basis: .byteOrderMark)
            if mark.encoding == .utf8, !rest.contains(0), rest.withUnsafeBytes(UTF8Validation.isValid) {
                return DecodedText(text: Array(rest), encoding: decision)
            }
            if WideText.isText(rest, in: mark.encoding),
                case .text(let text) = text(of: rest, in: mark.encoding, decision)
            {
                return text
            }
        }
        return nil
    }

    private func decodeWide(_ bytes: [UInt8], declared: CharacterEncoding?) -> DecodedText? {
        if let declared, [.utf16LE, .utf16BE, .utf32LE, .utf32BE].contains(declared),
            WideText.isText(bytes[...], in: declared),
            case .text(let text) = text(
                of: bytes[...], in: declared,
                EncodingDecision(name: declared.name, confidence: 0.99, basis: .declared))
        {
            return text
        }
        guard let found = WideText.encoding(of: bytes) else { return nil }
        let decision = EncodingDecision(name: found.encoding.name, confidence: found.confidence, basis: .zeroPattern)
        guard case .text(let text) = text(of: bytes[...], in: found.encoding, decision) else { return nil }
        return text
    }

    private func decodeShifted(_ bytes: [UInt8], declared: CharacterEncoding?) -> DecodedText? {
        let declared = declared.map { [$0] } ?? EncodingDeclaration.encodings(in: bytes)
        for encoding in declared where encoding == .hz || encoding == .iso2022JP {
            guard let result = ShiftedText.decode(bytes, in: encoding) else { continue }
            return DecodedText(
                text: result.text,
                encoding: EncodingDecision(name: encoding.name, confidence: 0.99, basis: .declared),
                replacementCount: result.replacementCount)
        }
        guard let result = ShiftedText.decode(bytes) else { return nil }
        return DecodedText(
            text: result.text,
            encoding: EncodingDecision(name: result.encoding.name, confidence: 0.98, basis: .detected),
            replacementCount: result.replacementCount)
    }

    /// For bytes that are not UTF-8 as they stand.
    private func detect(_ bytes: [UInt8], declared: CharacterEncoding?, hints: EncodingHints) -> Outcome {
        var sample = TextSample(of: bytes, limitBytes: Self.firstSampleBytes)
        var ranking = EncodingRanking(of: sample)
        if !ranking.isClear {
            sample = TextSample(of: bytes, limitBytes: Self.sampleBytes)
            ranking = EncodingRanking(of: sample)
        }
        let best = ranking.places[0]
        for encoding in (declared.map { [$0] } ?? []) + EncodingDeclaration.encodings(in: bytes) {
            guard let place = ranking.place(of: encoding), place.isClean,
                place.bits <= best.bits + 40 + Double(sample.highByteCount)
            else { continue }
            let confidence = max(0.9, ranking.confidence(of: place))
            return text(
                of: bytes[...], in: encoding,
                EncodingDecision(name: encoding.name, confidence: confidence, basis: .declared))
        }
        if ranking.isNoise { return .notText }
        let confidence = ranking.confidence(of: best)
        if confidence < Self.sure {
            if let place = hints.folderMajority.flatMap({ hinted($0, in: ranking) }) {
                return text(of: bytes[...], in: place, ranking, basis: .folder)
            }
            if hints.mayWait { return .undecided }
            for place in hints.fallbacks.compactMap({ hinted($0, in: ranking) }) {
                return text(of: bytes[...], in: place, ranking, basis: .fallback)
            }
        }
        return text(of: bytes[...], in: best, ranking, basis: .detected)
    }

    /// The place of an encoding that a hint names, when it reads the sample without a fault and is not absurd.
    private func hinted(_ name: String, in ranking: EncodingRanking) -> EncodingRanking.Place? {
        guard let place = CharacterEncoding(label: name).flatMap(ranking.place(of:)), place.faultCount == 0,
            place.bits <= ranking.places[0].bits + 40
        else { return nil }
        return place
    }

    private func text(
        of bytes: ArraySlice<UInt8>, in place: EncodingRanking.Place, _ ranking: EncodingRanking,
        basis: EncodingDecision.Basis
    ) -> Outcome {
        // The hint is evidence of its own, which the ranking does not know.
        let confidence = basis == .detected ? ranking.confidence(of: place) : max(0.5, ranking.confidence(of: place))
        return text(
            of: bytes, in: place.encoding,
            EncodingDecision(name: place.encoding.name, confidence: confidence, basis: basis))
    }

    /// Not text when about one character in ten is a fault, beyond those that a cut at both ends gives.
    private func text(
        of bytes: ArraySlice<UInt8>, in encoding: CharacterEncoding, _ decision: EncodingDecision
    ) -> Outcome {
        guard let converter = Converter(encoding.converterName) else { return .notText }
        let decoded = bytes.withUnsafeBufferPointer { converter.decode($0, final: true) }
        if decoded.replacementCount > 5, decoded.replacementCount * 30 > decoded.text.count { return .notText }
        return .text(
            DecodedText(text: decoded.text, encoding: decision, replacementCount: decoded.replacementCount))
    }
}
