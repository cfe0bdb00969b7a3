/// Text in UTF-8, and how its bytes were read.
package struct DecodedText: Sendable, Hashable {
    /// Valid UTF-8 without a byte order mark; line ends are as the file has them.
    package var text: [UInt8]
    package var encoding: EncodingDecision
    /// How many places could not be decoded; each is U+FFFD in the text.
    package var replacementCount = 0

    package init(text: [UInt8], encoding: EncodingDecision, replacementCount: Int = 0) {
        self.text = text
        self.encoding = encoding
        self.replacementCount = replacementCount
    }
}

/// The encoding of some bytes, and why it is taken for that.
package struct EncodingDecision: Sendable, Hashable {
    package enum Basis: String, Sendable, Hashable {
        case validUTF8, byteOrderMark, zeroPattern, declared, detected, folder, fallback
    }

    /// The IANA name, such as `GB18030`.
    package var name: String
    /// From 0 to 1. 1 is beyond doubt: valid UTF-8, a byte order mark.
    package var confidence: Double
    package var basis: Basis

    package init(name: String, confidence: Double, basis: Basis) {
        self.name = name
        self.confidence = confidence
        self.basis = basis
    }
}
