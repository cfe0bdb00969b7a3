internal import Analysis
internal import Glibc
internal import IndexSchema
internal import XapianIndex

/// Finds the Chinese that a row of syllables most likely is in this index: the characters whose pairs stand in the most
/// documents.
struct HomophoneDecoder {
    let pinyin: Pinyin
    let reader: IndexReader
    let deadline: ContinuousClock.Instant

    /// The characters tried for a syllable: the most frequent of the index.
    private static let charactersPerSyllable = 24
    /// The beginnings that are kept for each place.
    private static let beamWidth = 40
    /// What another character than the typed one costs, as the logarithm of a probability.
    private static let changeCost = 1.5

    private struct Beginning {
        var text: [UInt8] = []
        var last: [UInt8] = []
        var lastFrequency = 0
        var count = 0
        var score = 0.0
    }

    /// The likeliest texts, at least two characters long; none when the time is up.
    func texts(of lattice: SyllableLattice, count: Int) throws(IndexError) -> [[UInt8]] {
        var characters: [Pinyin.SyllableID: [(bytes: [UInt8], frequency: Int)]] = [:]
        var pairs: [[UInt8]: Int] = [:]
        var beginnings = [[Beginning]](repeating: [], count: lattice.end + 1)
        beginnings[0] = [Beginning()]
        for at in 0..<lattice.end {
            let best = beginnings[at].sorted { $0.score > $1.score }.prefix(Self.beamWidth)
            for edge in lattice.edges[at] where !best.isEmpty {
                guard ContinuousClock.now < deadline else { return [] }
                if characters[edge.syllable] == nil {
                    characters[edge.syllable] = try frequentCharacters(edge.syllable)
                }
                for character in characters[edge.syllable, default: []] {
                    for beginning in best {
                        let pair = beginning.last + character.bytes
                        let frequency: Int
                        if let known = pairs[pair] {
                            frequency = known
                        } else {
                            frequency = try reader.termFrequency(pair)
                            pairs[pair] = frequency
                        }
                        // A pair that no document has cannot be part of what is found.
                        guard frequency > 0 else { continue }
                        var next = beginning
                        next.text += character.bytes
                        next.last = character.bytes
                        next.lastFrequency = character.frequency
                        next.count += 1
                        if beginning.count > 0 {
                            next.score += log(Double(frequency))
                            if beginning.count > 1 { next.score -= log(Double(beginning.lastFrequency)) }
                        }
                        if edge.typed != 0, Self.codePoint(character.bytes) != edge.typed {
                            next.score -= Self.changeCost
                        }
                        beginnings[edge.end].append(next)
                    }
                }
            }
        }
        return beginnings[lattice.end].filter { $0.count > 1 }.sorted { $0.score > $1.score }.prefix(count).map(\.text)
    }

    private func frequentCharacters(
        _ syllable: Pinyin.SyllableID
    ) throws(IndexError) -> [(bytes: [UInt8], frequency: Int)] {
        var found: [(bytes: [UInt8], frequency: Int)] = []
        for codePoint in pinyin.characters(of: syllable) {
            guard let scalar = Unicode.Scalar(codePoint) else { continue }
            let bytes = Array(String(scalar).utf8)
            let frequency = try reader.termFrequency(bytes)
            if frequency > 0 { found.append((bytes, frequency)) }
        }
        return Array(found.sorted { $0.frequency > $1.frequency }.prefix(Self.charactersPerSyllable))
    }

    private static func codePoint(_ bytes: [UInt8]) -> UInt32? {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.first?.value
    }
}
