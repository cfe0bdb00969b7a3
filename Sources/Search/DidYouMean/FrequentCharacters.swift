internal import Analysis
internal import XapianIndex

/// The most frequent characters of an index for each syllable, looked up once for each commit: a syllable such as `yi`
/// has hundreds.
final class FrequentCharacters {
    struct Character {
        var codePoint: UInt32
        var bytes: [UInt8]
        /// The documents that have it.
        var frequency: Int
    }

    private let pinyin: Pinyin
    private var known: [Pinyin.SyllableID: [Character]] = [:]
    /// What `known` was read from: a reader, and how long all its documents were, for it moves on to later commits.
    private weak var reader: IndexReader?
    private var totalLength: UInt64 = 0

    /// `shi` and `yi` have about so many that people use in words.
    private static let mostPerSyllable = 24

    init(pinyin: Pinyin) {
        self.pinyin = pinyin
    }

    /// The characters of a syllable and the one that was typed for it, ascending by code points; none that the index does
    /// not have.
    ///
    /// - Parameter typed: 0 when letters were typed.
    func characters(
        of syllable: Pinyin.SyllableID, typed: UInt32, _ reader: IndexReader
    ) throws(IndexError) -> [Character] {
        let totalLength = try reader.totalLength
        if self.reader !== reader || self.totalLength != totalLength {
            known = [:]
            self.reader = reader
            self.totalLength = totalLength
        }
        var characters: [Character]
        if let found = known[syllable] {
            characters = found
        } else {
            characters = []
            for codePoint in pinyin.characters(of: syllable) {
                if let character = try character(codePoint, reader) { characters.append(character) }
            }
            characters = characters.sorted { $0.frequency > $1.frequency }.prefix(Self.mostPerSyllable)
                .map(\.self)
            known[syllable] = characters
        }
        if typed != 0, !characters.contains(where: { $0.codePoint == typed }),
            let character = try character(typed, reader)
        {
            characters.append(character)
        }
        return characters.sorted { $0.codePoint < $1.codePoint }
    }

    private func character(_ codePoint: UInt32, _ reader: IndexReader) throws(IndexError) -> Character? {
        guard let scalar = Unicode.Scalar(codePoint) else { return nil }
        let bytes = Array(String(scalar).utf8)
        let frequency = try reader.termFrequency(bytes)
        return frequency > 0 ? Character(codePoint: codePoint, bytes: bytes, frequency: frequency) : nil
    }
}
