internal import Analysis
internal import Glibc
internal import IndexSchema
internal import XapianIndex

/// Finds the Chinese that a row of syllables most likely is in this index: characters whose pairs are frequent, and of
/// such texts those that stand in the most documents.
struct HomophoneDecoder {
    let characters: FrequentCharacters
    let reader: IndexReader
    let deadline: ContinuousClock.Instant

    /// The beginnings that are kept for each place. With `FrequentCharacters.mostPerSyllable` it bounds the lookups of a
    /// place, which are what a guess costs.
    private static let beamWidth = 16
    /// What another character than the typed one costs, as the logarithm of a probability.
    private static let changeCost = 1.5
    /// What it costs that a word ends between letters, for they may as well be one word.
    private static let breakCost = 3.0
    /// A character alone is no word that can be told from its sound.
    private static let shortestWord = 2
    /// The texts whose documents are counted: 只能加剧 has the more frequent pairs, and 智能家居 is what is written.
    private static let mostCounted = 8
    /// What a count looks at; the estimate of the others tells enough.
    private static let mostDocuments = 100
    /// Of so many documents one has about any row of characters by chance.
    private static let documentsPerChance = 10_000

    private struct Beginning {
        var text: [UInt8] = []
        var last: [UInt8] = []
        var lastFrequency = 0
        /// The characters of the last word.
        var count = 0
        var score = 0.0
        /// What the changes and breaks took from the score.
        var cost = 0.0

        /// What it is kept by: a single character has no pair yet, and at best all of its documents have the next one.
        var hope: Double { count == 1 ? score + log(Double(lastFrequency)) : score }

        /// Goes on with a character of the same word.
        func with(
            _ character: FrequentCharacters.Character, pairFrequency: Int, isChanged: Bool
        ) -> Beginning {
            var next = self
            next.text += character.bytes
            next.last = character.bytes
            next.lastFrequency = character.frequency
            next.count += 1
            if count > 0 { next.score += log(Double(pairFrequency)) }
            if count > 1 { next.score -= log(Double(lastFrequency)) }
            if isChanged { next.add(cost: changeCost) }
            return next
        }

        /// Goes on with the first character of another word.
        func withWord(_ character: FrequentCharacters.Character, documentCount: Int) -> Beginning {
            var next = self
            next.text += [UInt8(ascii: " ")] + character.bytes
            next.last = character.bytes
            next.lastFrequency = character.frequency
            next.count = 1
            next.score -= log(Double(documentCount))
            next.add(cost: breakCost)
            return next
        }

        private mutating func add(cost: Double) {
            score -= cost
            self.cost += cost
        }
    }

    /// The likeliest texts, of words of at least two characters with blanks between them; none when the time is up.
    func texts(of lattice: SyllableLattice, count: Int) throws(IndexError) -> [[UInt8]] {
        let least = 1 + (try reader.documentCount) / Self.documentsPerChance
        var counted: [(text: [UInt8], score: Double)] = []
        for likely in try likely(lattice) {
            guard ContinuousClock.now < deadline else { break }
            var documents = Int.max
            for word in likely.text.split(separator: UInt8(ascii: " ")) {
                let set = try reader.search(
                    .and(Self.pairs(word).map { .term($0) }), count: 0, checkAtLeast: Self.mostDocuments,
                    weighting: .none)
                documents = min(documents, set.countEstimate)
            }
            if documents >= least { counted.append((likely.text, log(Double(documents)) - likely.cost)) }
        }
        return counted.sorted { $0.score > $1.score }.prefix(count).map(\.text)
    }

    private static func pairs(_ word: ArraySlice<UInt8>) -> [[UInt8]] {
        let characters = String(decoding: word, as: UTF8.self).unicodeScalars.map { Array(String($0).utf8) }
        return zip(characters, characters.dropFirst()).map { $0 + $1 }
    }

    /// The texts of the most frequent pairs, best first.
    private func likely(_ lattice: SyllableLattice) throws(IndexError) -> ArraySlice<Beginning> {
        let documentCount = try reader.documentCount
        var frequencies: [[UInt8]: Int] = [:]
        var beginnings = [[Beginning]](repeating: [], count: lattice.end + 1)
        beginnings[0] = [Beginning()]
        for at in 0..<lattice.end {
            // Side by side in the index, pairs with the same first character cost a fraction of those far apart.
            let best = beginnings[at].sorted { $0.hope > $1.hope }.prefix(Self.beamWidth)
                .sorted { $0.last.lexicographicallyPrecedes($1.last) }
            for edge in lattice.edges[at] where !best.isEmpty {
                let candidates = try characters.characters(of: edge.syllable, typed: edge.typed, reader)
                for beginning in best {
                    guard ContinuousClock.now < deadline else { return [] }
                    for character in candidates {
                        let pair = beginning.last + character.bytes
                        let frequency: Int
                        if let known = frequencies[pair] {
                            frequency = known
                        } else {
                            frequency = try reader.termFrequency(pair)
                            frequencies[pair] = frequency
                        }
                        // A pair that no document has cannot be part of what is found.
                        if frequency > 0 {
                            let isChanged = edge.typed != 0 && edge.typed != character.codePoint
                            beginnings[edge.end].append(
                                beginning.with(character, pairFrequency: frequency, isChanged: isChanged))
                        }
                        if edge.typed == 0, beginning.count >= Self.shortestWord {
                            beginnings[edge.end].append(beginning.withWord(character, documentCount: documentCount))
                        }
                    }
                }
            }
        }
        return beginnings[lattice.end].filter { $0.count >= Self.shortestWord }.sorted { $0.score > $1.score }
            .prefix(Self.mostCounted)
    }
}
