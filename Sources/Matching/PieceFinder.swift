internal import Analysis

/// Finds the pieces of a question, however many they are, in one pass over a text for its characters and one for its
/// words: pairs of characters, characters that stand alone, words in any of their forms, numbers.
struct PieceFinder: Sendable {
    private var grams = GramTable()
    /// Words without stems, and numbers, by their text without signs, each with its place among the needles.
    private var wholes = WordTable()
    private var needles: [(number: Int, needle: Needle)] = []
    private var stems: StemTable
    private var count = 0

    /// - Parameter tokens: pieces of theirs that are the same count once.
    init(_ tokens: [Token], analyzer: QueryAnalyzer) {
        stems = StemTable(analyzer.stemmer)
        var seen: Set<[UInt8]> = []
        for token in tokens {
            switch token.terms {
            case .grams(let characters, let pairs):
                for piece in pairs.isEmpty ? characters : pairs where seen.insert(piece).inserted { addGram(piece) }
            case .word(_, _, let stem?):
                if stems.insert(stem, number: count) { count += 1 }
            case .word where token.kind == .pictograph:
                if seen.insert(token.text).inserted { addGram(token.text) }
            case .word:
                guard seen.insert(token.text).inserted else { continue }
                let bare = token.text.dropFirst(token.leadingSigns).dropLast(token.trailingSigns)
                wholes.insert(bare, number: needles.count)
                needles.append((count, Needle([token])))
                count += 1
            }
        }
    }

    /// What begins in a range of the bytes: no piece much more often than its share of the limit, matches of one piece
    /// not overlapping; in no order.
    func matches(
        in bytes: UnsafeBufferPointer<UInt8>, beginningIn range: Range<Int>, limit: Int
    ) -> [FoldedMatch] {
        var tally = Tally(count: count, limit: limit)
        grams.forEachGram(in: bytes, beginningIn: range) { number, match in
            tally.add(match, of: number)
            return !tally.isFull
        }
        if !tally.isFull { findWords(in: bytes, range, &tally) }
        return tally.matches
    }

    private mutating func addGram(_ text: [UInt8]) {
        grams.insert(text, number: count)
        count += 1
    }

    private func findWords(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tally: inout Tally) {
        guard !wholes.isEmpty || !stems.isEmpty else { return }
        Segmenter().forEachSegment(in: bytes) { segment in
            guard segment.kind == .word || segment.kind == .number, !tally.isFull else { return }
            let word = UnsafeBufferPointer(rebasing: bytes[segment.range])
            wholes.forEachNumber(of: word) { index in
                let (number, needle) = needles[index]
                if let match = needle.match(at: segment.range.lowerBound, in: bytes),
                    range.contains(match.lowerBound)
                {
                    tally.add(match, of: number)
                }
            }
            guard segment.kind == .word, range.contains(segment.range.lowerBound) else { return }
            if let number = stems.number(of: word) { tally.add(segment.range, of: number) }
        }
    }
}

/// What was found so far, and how much of it is enough.
private struct Tally {
    private(set) var matches: [FoldedMatch] = []
    private var counts: [Int]
    /// Where the last match of each piece ends: `人人` is once in `人人人`.
    private var ends: [Int]
    private let limit: Int
    private let limitPerPiece: Int

    init(count: Int, limit: Int) {
        self.limit = limit
        counts = [Int](repeating: 0, count: count)
        ends = counts
        limitPerPiece = limit / max(1, count) + 1
    }

    /// One is enough for whoever asks for no more.
    var isFull: Bool { limit == 1 && !matches.isEmpty }

    mutating func add(_ match: Range<Int>, of piece: Int) {
        guard counts[piece] < limitPerPiece, match.lowerBound >= ends[piece] else { return }
        counts[piece] += 1
        ends[piece] = match.upperBound
        matches.append(FoldedMatch(range: match, isWhole: false, piece: piece))
    }
}
