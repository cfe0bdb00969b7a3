internal import Analysis

/// Finds the pieces of a question, however many they are, in one pass over a text for its characters and one for its
/// words: pairs of characters, characters that stand alone, words in any of their forms, numbers.
struct PieceFinder {
    private let analyzer: QueryAnalyzer
    /// The numbers of pairs and single characters, by their UTF-8: two words of 32 bits, of which the first is 0 for a
    /// single one.
    private var grams: [UInt64: Int] = [:]
    /// The last characters of grams, by their last 16 bits: they tell most characters of a text from those.
    private var lasts = [Bool](repeating: false, count: 1 << 16)
    /// Words without stems, and numbers, by a hash of their text without signs.
    private var wholes: [UInt64: [(number: Int, needle: Needle)]] = [:]
    private var stems: [[UInt8]: Int] = [:]
    private var count = 0

    /// - Parameter tokens: pieces of theirs that are the same count once.
    init(_ tokens: [Token], analyzer: QueryAnalyzer) {
        self.analyzer = analyzer
        var seen: Set<[UInt8]> = []
        for token in tokens {
            switch token.terms {
            case .grams(let characters, let pairs):
                for piece in pairs.isEmpty ? characters : pairs where seen.insert(piece).inserted { addGram(piece) }
            case .word(_, _, let stem?):
                guard stems[stem] == nil else { continue }
                stems[stem] = count
                count += 1
            case .word where token.kind == .pictograph:
                if seen.insert(token.text).inserted { addGram(token.text) }
            case .word:
                guard seen.insert(token.text).inserted else { continue }
                let bare = token.text.dropFirst(token.leadingSigns).dropLast(token.trailingSigns)
                wholes[Self.hash(bare), default: []].append((count, Needle([token])))
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
        findGrams(in: bytes, range, &tally)
        if !tally.isFull { findWords(in: bytes, range, &tally) }
        return tally.matches
    }

    private mutating func addGram(_ text: [UInt8]) {
        var key: UInt64 = 0
        text.withUnsafeBufferPointer { text in
            var at = 0
            while at < text.count { key = key << 32 | UInt64(Self.character(at: &at, in: text)) }
        }
        grams[key] = count
        lasts[Int(UInt16(truncatingIfNeeded: key))] = true
        count += 1
    }

    private func findGrams(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tally: inout Tally) {
        guard !grams.isEmpty else { return }
        var (before, last): (UInt64, UInt64) = (0, 0)
        var (start, at) = (range.lowerBound, range.lowerBound)
        lasts.withUnsafeBufferPointer { lasts in
            while start < range.upperBound, at < bytes.count, !tally.isFull {
                let lastStart = at
                (before, last) = (last, UInt64(Self.character(at: &at, in: bytes)))
                if lasts[Int(UInt16(truncatingIfNeeded: last))] {
                    if before != 0, let number = grams[before << 32 | last] { tally.add(start..<at, of: number) }
                    if lastStart < range.upperBound, let number = grams[last] { tally.add(lastStart..<at, of: number) }
                }
                start = lastStart
            }
        }
    }

    private func findWords(in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, _ tally: inout Tally) {
        guard !wholes.isEmpty || !stems.isEmpty else { return }
        Segmenter().forEachSegment(in: bytes) { segment in
            guard segment.kind == .word || segment.kind == .number, !tally.isFull else { return }
            for (number, needle) in wholes.isEmpty ? [] : wholes[Self.hash(bytes[segment.range])] ?? [] {
                if let match = needle.match(at: segment.range.lowerBound, in: bytes),
                    range.contains(match.lowerBound)
                {
                    tally.add(match, of: number)
                }
            }
            guard segment.kind == .word, range.contains(segment.range.lowerBound) else { return }
            let word = UnsafeBufferPointer(rebasing: bytes[segment.range])
            if stems.keys.contains(where: { analyzer.mayHaveStem(word, $0) }), let stem = analyzer.stem(of: word),
                let number = stems[stem]
            {
                tally.add(segment.range, of: number)
            }
        }
    }

    /// The bytes of a character as a number, moving behind it.
    @inline(__always)
    private static func character(at offset: inout Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        var character = UInt32(bytes[offset])
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 {
            character = character << 8 | UInt32(bytes[offset])
            offset += 1
        }
        return character
    }

    private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
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
