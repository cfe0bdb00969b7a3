internal import Analysis
internal import Glibc
internal import XapianIndex

/// The most frequent characters of an index for each syllable, and which of them stand behind which others, looked up once
/// for each commit: a syllable such as `yi` has hundreds, and most pairs are a block of the index to be read.
final class FrequentCharacters {
    struct Character {
        let codePoint: UInt32
        /// The documents that have it, at least one.
        let frequency: Int
        let logFrequency: Double

        init(codePoint: UInt32, frequency: Int) {
            (self.codePoint, self.frequency, logFrequency) = (codePoint, frequency, log(Double(frequency)))
        }
    }

    /// A character that stands behind another somewhere.
    struct Follower {
        let character: Character
        /// The documents that have the two side by side, at least one.
        let pairFrequency: Int
        let logPairFrequency: Double

        init(character: Character, pairFrequency: Int) {
            (self.character, self.pairFrequency) = (character, pairFrequency)
            logPairFrequency = log(Double(pairFrequency))
        }

        /// Behind nothing.
        init(first character: Character) {
            self.character = character
            (pairFrequency, logPairFrequency) = (character.frequency, character.logFrequency)
        }
    }

    private struct Step: Hashable {
        var codePoint: UInt32
        var syllable: Pinyin.SyllableID
    }

    private let pinyin: Pinyin
    private var known: [Pinyin.SyllableID: [Character]] = [:]
    private var followers: [Step: [Follower]] = [:]
    /// What was looked up: a reader, and how long all its documents were, for it moves on to later commits.
    private weak var reader: IndexReader?
    private var totalLength: UInt64 = 0

    /// `shi` and `yi` have about so many that people use in words.
    private static let mostPerSyllable = 24
    /// Beyond it all are forgotten: at most 7 MB, and mostly a third of that.
    private static let mostSteps = 20_000

    init(pinyin: Pinyin) {
        self.pinyin = pinyin
    }

    /// Forgets what belongs to another commit. To be called before anything is asked for a request.
    func moveOn(to reader: IndexReader) throws(IndexError) {
        let totalLength = try reader.totalLength
        guard self.reader !== reader || self.totalLength != totalLength else { return }
        (known, followers) = ([:], [:])
        (self.reader, self.totalLength) = (reader, totalLength)
    }

    /// The characters of a syllable, ascending by code points; none that the index does not have.
    func characters(of syllable: Pinyin.SyllableID, _ reader: IndexReader) throws(IndexError) -> [Character] {
        if let found = known[syllable] { return found }
        var characters: [Character] = []
        for codePoint in pinyin.characters(of: syllable) {
            if let character = try character(codePoint, reader) { characters.append(character) }
        }
        characters = characters.sorted { $0.frequency > $1.frequency }.prefix(Self.mostPerSyllable)
            .sorted { $0.codePoint < $1.codePoint }
        known[syllable] = characters
        return characters
    }

    /// The same of those that stand behind another character.
    func followers(
        of codePoint: UInt32, _ syllable: Pinyin.SyllableID, _ reader: IndexReader
    ) throws(IndexError) -> [Follower] {
        let step = Step(codePoint: codePoint, syllable: syllable)
        if let found = followers[step] { return found }
        var found: [Follower] = []
        for character in try characters(of: syllable, reader) {
            let pairFrequency = try reader.termFrequency(Self.bytes([codePoint, character.codePoint]))
            if pairFrequency > 0 { found.append(Follower(character: character, pairFrequency: pairFrequency)) }
        }
        if followers.count == Self.mostSteps { followers.removeAll(keepingCapacity: true) }
        followers[step] = found
        return found
    }

    /// Any character; nil when the index does not have it.
    func character(_ codePoint: UInt32, _ reader: IndexReader) throws(IndexError) -> Character? {
        let frequency = try reader.termFrequency(Self.bytes([codePoint]))
        return frequency > 0 ? Character(codePoint: codePoint, frequency: frequency) : nil
    }

    /// Characters as the index has them.
    static func bytes(_ codePoints: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(3 * codePoints.count)
        for codePoint in codePoints {
            guard let scalar = Unicode.Scalar(codePoint) else { continue }
            bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
        }
        return bytes
    }
}
