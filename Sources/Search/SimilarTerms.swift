internal import Analysis
internal import Glibc
internal import Queries
internal import XapianIndex

/// Chooses the terms that say best what a document is about: often in it, in few others.
struct SimilarTerms {
    let reader: IndexReader
    let analyzer: QueryAnalyzer
    let deadline: ContinuousClock.Instant

    /// How many terms the search for similar documents has.
    private static let count = 40
    /// Of a document with more terms than this, only the most frequent are looked up in the index.
    private static let lookedUp = 2000
    /// A term in more than one of so many documents says nothing.
    private static let highestShare = 20
    /// Longer words are addresses and the like, which two documents share because one copied the other's line.
    private static let longestBytes = 64

    /// The tokens of the best terms, best first: pairs of characters, words and numbers.
    ///
    /// Throws: `DeadlinePassed`, `IndexError`.
    func tokens(of id: DocumentID) throws -> [Token] {
        let documentCount = try reader.documentCount
        let highest = max(documentCount / Self.highestShare, 2)
        var weighed: [(term: [UInt8], weight: Double)] = []
        for candidate in try candidates(of: id) {
            try DeadlinePassed.check(deadline)
            let frequency = try documentFrequency(of: candidate.term)
            // A term of this document alone finds nothing.
            guard frequency > 1, frequency <= highest else { continue }
            let rarity = log(Double(documentCount + 1) / Double(frequency))
            weighed.append((candidate.term, Double(candidate.frequency) * rarity))
        }
        weighed.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.term.lexicographicallyPrecedes($1.term) }
        var tokens: [Token] = []
        for (term, _) in weighed where tokens.count < Self.count {
            // A pair with a function character is often rare and never tells: RANKING.md, part 1.
            tokens += analyzer.tokens(of: String(decoding: term, as: UTF8.self)).filter { !$0.hasWeakCharacter }
        }
        return tokens
    }

    /// The terms of the document's text that may be worth something, the most frequent when there are many.
    private func candidates(of id: DocumentID) throws -> [TermCursor.Element] {
        var candidates: [TermCursor.Element] = []
        var cursor = try reader.terms(of: id)
        while let element = try cursor.next() {
            if candidates.count.isMultiple(of: 1024) { try DeadlinePassed.check(deadline) }
            if Self.isWorthLookingUp(element.term) { candidates.append(element) }
        }
        guard candidates.count > Self.lookedUp else { return candidates }
        candidates.sort { $0.frequency > $1.frequency }
        return Array(candidates.prefix(Self.lookedUp))
    }

    /// How many documents have the term, a word in any of its forms.
    private func documentFrequency(of term: [UInt8]) throws(IndexError) -> Int {
        // Letters that have stems have one or two bytes; only one in many terms of a Chinese text has any.
        guard term[0] < 0xE0, let stem = term.withUnsafeBufferPointer({ analyzer.stemmer.stem(of: $0) }) else {
            return try reader.termFrequency(term)
        }
        return max(try reader.termFrequency(stem), try reader.termFrequency(term))
    }

    /// Fields and stems begin with a capital letter; a stem is found by its word. A character alone says little beside the
    /// pairs it is in.
    private static func isWorthLookingUp(_ term: [UInt8]) -> Bool {
        let isCapital = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(term[0])
        let isOneCharacter = term.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        return !isCapital && !isOneCharacter && term.count <= longestBytes
    }
}
