/// What the index stores for text: the bytes of a term, made the same way for documents and queries.
///
/// | made from          | term             |
/// |--------------------|------------------|
/// | a CJK character    | `车`             |
/// | two neighbours     | `造车`           |
/// | a word, a number   | `redmi`, `96.9`  |
/// | a name with signs  | `c++`            |
/// | a word's stem      | `Zconnect`       |
package enum Term {
    /// The longest term that analysis gives, in bytes. Xapian takes 245; the rest is room for a field's prefix.
    package static let longestBytes = 240

    /// What stems begin with. No other term of text begins with a capital letter, for folding leaves none.
    static let stemPrefix = UInt8(ascii: "Z")

    /// Words up to this length have stems; longer ones are no words of a language.
    static let longestStemmedBytes = 64

    /// A term of this word that the index takes: longer ones are cut at a character and end in a hash of the whole,
    /// so that two long words that begin alike stay different.
    static func fitting(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
        guard bytes.count > longestBytes else { return [UInt8](bytes) }
        var hash = FNV1a()
        for byte in bytes { hash.combine(byte) }
        let suffix = "~" + hash.hexadecimal
        var end = longestBytes - suffix.utf8.count
        while UTF8Bytes.isContinuation(bytes[end]) { end -= 1 }
        return bytes[..<end] + Array(suffix.utf8)
    }

    /// The same for a piece that is a term as a whole, such as a tag.
    package static func fitting(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { fitting($0) }
    }
}
