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

    /// The beginnings that are kept for each place.
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

    /// The likeliest texts, of words of at least two characters with blanks between them; none when the time is up.
    func texts(of lattice: SyllableLattice, count: Int) throws(IndexError) -> [[UInt8]] {
        try characters.moveOn(to: reader)
        let least = 1 + (try reader.documentCount) / Self.documentsPerChance
        var counted: [(text: [UInt8], score: Double)] = []
        var lists: [[UInt8]: [DocumentID]] = [:]
        for likely in try likely(lattice) {
            guard ContinuousClock.now < deadline else { break }
            // No more documents have all pairs than have the rarest one.
            let best = log(Double(likely.rarestPair)) - likely.cost
            guard likely.rarestPair >= least, counted.count(where: { $0.score >= best }) < count else { continue }
            var documents = Int.max
            for word in likely.words where documents >= least {
                let pairs = zip(word, word.dropFirst()).map { FrequentCharacters.bytes([$0, $1]) }
                documents = min(documents, try documentCount(of: pairs, least: least, &lists))
            }
            if documents >= least {
                let text = likely.words.map(FrequentCharacters.bytes).joined(separator: [UInt8(ascii: " ")])
                counted.append((Array(text), log(Double(documents)) - likely.cost))
            }
        }
        return counted.sorted { $0.score > $1.score }.prefix(count).map(\.text)
    }

    /// About how many documents have all of the pairs.
    ///
    /// - Parameters:
    ///   - least: how many matter; of fewer the number may be too high, but not as high as this.
    ///   - lists: the documents of rare pairs as far as they have been read: likely texts have most of their pairs in common.
    private func documentCount(
        of pairs: [[UInt8]], least: Int, _ lists: inout [[UInt8]: [DocumentID]]
    ) throws(IndexError) -> Int {
        var rising: [(pair: [UInt8], frequency: Int)] = []
        for pair in pairs { rising.append((pair, try reader.termFrequency(pair))) }
        rising.sort { $0.frequency < $1.frequency }
        guard let rarest = rising.first, rarest.frequency <= Self.mostDocuments else {
            return try reader.search(
                .and(pairs.map { .term($0) }), count: 0, checkAtLeast: Self.mostDocuments, weighting: .none
            ).countEstimate
        }
        func all(_ pair: [UInt8]) throws(IndexError) -> [DocumentID] {
            if let known = lists[pair] { return known }
            var documents: [DocumentID] = []
            var cursor = try reader.documents(containing: pair)
            while let id = try cursor.next() { documents.append(id) }
            lists[pair] = documents
            return documents
        }
        // Most of such texts stand nowhere, which two or three of the lists tell; the engine opens all of them first.
        var documents = try all(rarest.pair)
        for next in rising.dropFirst() where documents.count >= least {
            if next.frequency <= Self.mostDocuments {
                let others = Set(try all(next.pair))
                documents.removeAll { !others.contains($0) }
                continue
            }
            var cursor = try reader.documents(containing: next.pair)
            var both: [DocumentID] = []
            for id in documents where try cursor.contains(id) { both.append(id) }
            documents = both
        }
        return documents.count
    }

    /// A text of frequent pairs.
    private struct Likely {
        var words: [[UInt32]]
        /// How many documents have its rarest pair.
        var rarestPair: Int
        var cost: Double
    }

    /// The texts of the most frequent pairs, best first.
    private func likely(_ lattice: SyllableLattice) throws(IndexError) -> [Likely] {
        let documentCount = try reader.documentCount
        let end = lattice.end
        var beams = (0...end).map { Beam(width: $0 == end ? Self.mostCounted : Self.beamWidth) }
        /// What was gone on with; a beginning knows its own by their places here.
        var history: [Beginning] = []
        for at in 0..<end {
            let best = at == 0 ? [Beginning()] : beams[at].beginnings
            let ranks = Self.ranks(of: best)
            let first = history.count
            history += best
            for (edgeNumber, edge) in lattice.edges[at].enumerated() where !best.isEmpty {
                let candidates = try characters.characters(of: edge.syllable, reader)
                let typed =
                    edge.typed == 0 || candidates.contains { $0.codePoint == edge.typed }
                    ? nil : try characters.character(edge.typed, reader)
                for (number, beginning) in best.enumerated() {
                    guard ContinuousClock.now < deadline else { return [] }
                    // Nothing that goes on is worth more than what it goes on from, and the others are worth less.
                    if at > 0, beams[edge.end].isHopeless(beginning.hope) { break }
                    func keep(_ next: Beginning) {
                        guard edge.end < end || next.count >= Self.shortestWord else { return }
                        var next = next
                        next.before = first + number
                        next.order = Beginning.order(at, edgeNumber, ranks[number], next)
                        beams[edge.end].insert(next)
                    }
                    let followers =
                        at == 0
                        ? candidates.map(FrequentCharacters.Follower.init(first:))
                        : try characters.followers(of: beginning.codePoint, edge.syllable, reader)
                    for follower in followers {
                        let isChanged = edge.typed != 0 && edge.typed != follower.character.codePoint
                        keep(beginning.with(follower, cost: isChanged ? Self.changeCost : 0))
                    }
                    if let typed {
                        let pairFrequency =
                            at == 0
                            ? typed.frequency
                            : try reader.termFrequency(
                                FrequentCharacters.bytes([beginning.codePoint, typed.codePoint]))
                        // A pair that no document has cannot be part of what is found.
                        if pairFrequency > 0 {
                            keep(beginning.with(.init(character: typed, pairFrequency: pairFrequency), cost: 0))
                        }
                    }
                    if edge.typed == 0, beginning.count >= Self.shortestWord {
                        for character in candidates {
                            keep(beginning.withWord(character, documentCount: documentCount, cost: Self.breakCost))
                        }
                    }
                }
            }
        }
        return beams[end].beginnings.map { last in
            var words: [[UInt32]] = [[]]
            var beginning = last
            while beginning.count > 0 {
                words[words.count - 1].append(beginning.codePoint)
                let before = history[beginning.before]
                if beginning.count == 1, before.count > 0 { words.append([]) }
                beginning = before
            }
            return Likely(words: words.reversed().map { $0.reversed() }, rarestPair: last.rarestPair, cost: last.cost)
        }
    }

    /// The place of each by its last character: in that order equally good ones are kept.
    private static func ranks(of beginnings: [Beginning]) -> [Int] {
        var ranks = [Int](repeating: 0, count: beginnings.count)
        let sorted = beginnings.indices.sorted {
            (beginnings[$0].codePoint, $0) < (beginnings[$1].codePoint, $1)
        }
        for (rank, number) in sorted.enumerated() { ranks[number] = rank }
        return ranks
    }
}

/// A row of characters that a text may begin with.
private struct Beginning {
    /// The last character; 0 when there is none yet.
    var codePoint: UInt32 = 0
    /// The logarithm of the number of documents that have it.
    var logFrequency = 0.0
    /// The characters of the last word.
    var count = 0
    /// How many documents have the rarest pair of characters within a word.
    var rarestPair = Int.max
    var score = 0.0
    /// What the changes and breaks took from the score.
    var cost = 0.0
    /// What it goes on from.
    var before = 0
    /// Of equally good ones the lower one comes first.
    var order = 0

    /// What it is kept by: a single character has no pair yet, and at best all of its documents have the next one.
    var hope: Double { count == 1 ? score + logFrequency : score }

    /// Goes on with a character of the same word.
    func with(_ follower: FrequentCharacters.Follower, cost: Double) -> Beginning {
        var next = self
        next.codePoint = follower.character.codePoint
        next.logFrequency = follower.character.logFrequency
        next.count += 1
        if count > 0 {
            next.score += follower.logPairFrequency
            next.rarestPair = min(rarestPair, follower.pairFrequency)
        }
        if count > 1 { next.score -= logFrequency }
        next.add(cost: cost)
        return next
    }

    /// Goes on with the first character of another word.
    func withWord(_ character: FrequentCharacters.Character, documentCount: Int, cost: Double) -> Beginning {
        var next = self
        next.codePoint = character.codePoint
        next.logFrequency = character.logFrequency
        next.count = 1
        next.score -= log(Double(documentCount))
        next.add(cost: cost)
        return next
    }

    private mutating func add(cost: Double) {
        score -= cost
        self.cost += cost
    }

    /// By the place, the edge from it, what was gone on from, the character, and a word's end behind none.
    static func order(_ place: Int, _ edge: Int, _ rank: Int, _ next: Beginning) -> Int {
        (((place << 3 | edge) << 5 | rank) << 21 | Int(next.codePoint)) << 1 | (next.count == 1 ? 1 : 0)
    }
}

/// The best beginnings that end at a place.
private struct Beam {
    let width: Int
    /// Best first.
    private(set) var beginnings: [Beginning] = []

    /// Sums of logarithms that should be the same differ by less.
    private static let leastDifference = 1e-9

    init(width: Int) {
        self.width = width
    }

    /// There are enough that are better.
    func isHopeless(_ hope: Double) -> Bool {
        guard beginnings.count == width, let last = beginnings.last else { return false }
        return hope < last.hope - Self.leastDifference
    }

    mutating func insert(_ beginning: Beginning) {
        let hope = beginning.hope
        if isHopeless(hope) { return }
        let better = beginnings.lastIndex { ($0.hope, beginning.order) > (hope, $0.order) }
        let place = better.map { $0 + 1 } ?? 0
        guard place < width else { return }
        beginnings.insert(beginning, at: place)
        if beginnings.count > width { beginnings.removeLast() }
    }
}
