package import Documents

/// Decides in which encoding the bytes of a text are, and decodes them to UTF-8.
///
/// Keeps nothing from one file to the next: the same bytes and hints always give the same.
package struct TextDecoder: Sendable {
    /// What came of some bytes.
    package enum Outcome: Sendable, Hashable {
        case text(DecodedText)
        /// Text, but in which encoding is open, and the hints allow to wait for the folder's majority.
        case undecided
        /// No text in any encoding.
        case notText
    }

    package init() {}

    /// - Parameters:
    ///   - bytes: a whole file, or a part of one that is text by itself.
    ///   - declared: an encoding that is named outside the bytes, by a mail's header for example. It is believed when
    ///     the bytes decode in it.
    package func decode(_ bytes: [UInt8], declared: String? = nil, hints: EncodingHints = EncodingHints()) -> Outcome {
        guard !hasControls(bytes), UTF8Validation.isValid(bytes) else { return .notText }
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        return .text(
            DecodedText(text: text, encoding: EncodingDecision(name: "UTF-8", confidence: 1, basis: .validUTF8)))
    }

    /// A NUL anywhere, or more than one control character in twenty at the start, where a header would be.
    private func hasControls(_ bytes: [UInt8]) -> Bool {
        if bytes.contains(0) { return true }
        let start = bytes.prefix(4096)
        let controls = start.count { $0 < 0x20 && !($0 >= 0x08 && $0 <= 0x0D) && $0 != 0x1B || $0 == 0x7F }
        return controls * 20 > start.count
    }
}
