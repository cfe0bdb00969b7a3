package import Analysis

/// Finds the stretch of a text that has most of a query: the largest sum of worths of different terms within 60
/// characters and words. RANKING.md, part 5.
///
/// It says how close together a text has what was asked for, which the engine cannot know, for the index has no positions.
package struct BestWindow {
    package struct Found: Hashable, Sendable {
        package var worth: Double
        /// Bytes of the folded text, from the first term to the last.
        package var range: Range<Int>
    }

    /// A CJK character counts one, and so does a word or number.
    private static let lengthTokens = 60

    /// The terms by which a text is told from others: words and pairs, each with its worth.
    package let telling: [(term: [UInt8], worth: Double)]
    private let sought: SoughtTerms
    private let segmenter = Segmenter()

    /// - Parameters:
    ///   - words: stems, which begin with `Z`, among them.
    ///   - worth: what it is worth to have a term, above 0. Each term is given once.
    package init<Terms: Sequence<(term: [UInt8], worth: Double)>>(
        words: Terms, pairs: Terms, characters: Terms, analyzer: QueryAnalyzer
    ) {
        telling = Array(words) + Array(pairs)
        sought = SoughtTerms(words: words, pairs: pairs, characters: characters, analyzer: analyzer)
    }

    /// The most that any text is worth.
    package var highestWorth: Double { sought.totalWorth }

    /// The best window; nil when the text has none of the terms. The first of equals.
    ///
    /// - Parameter range: where in the folded text terms must begin; anywhere without one.
    package func best(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> Found? {
        var window = SlidingWindow(sought, lengthTokens: Self.lengthTokens)
        text.bytes.withUnsafeBufferPointer { bytes in
            let range = range ?? 0..<bytes.count
            segmenter.forEachSegment(in: bytes) { segment in
                guard !window.isComplete, segment.range.overlaps(range) else { return }
                if segment.kind == .cjk {
                    window.add(cjk: segment.range, in: bytes, beginningIn: range)
                } else if range.contains(segment.range.lowerBound) {
                    window.add(word: segment, in: bytes)
                }
            }
        }
        return window.best
    }
}

/// A query's terms as a text is compared with them.
private struct SoughtTerms {
    private(set) var worths: [Double] = []
    private(set) var totalWorth = 0.0
    /// By the bytes of a character, or of a pair's two, packed in a number.
    private var grams: [UInt64: Int] = [:]
    private var words: [[UInt8]: Int] = [:]
    private var stems: [[UInt8]: Int] = [:]
    /// A bit for each character of a gram, by a hash of it: most characters of a text are in none.
    private var characterBits = [UInt64](repeating: 0, count: 64)
    private let analyzer: QueryAnalyzer

    init<Terms: Sequence<(term: [UInt8], worth: Double)>>(
        words: Terms, pairs: Terms, characters: Terms, analyzer: QueryAnalyzer
    ) {
        self.analyzer = analyzer
        for (term, worth) in words {
            if term.first == UInt8(ascii: "Z") { stems[term] = add(worth) } else { self.words[term] = add(worth) }
        }
        for (term, worth) in [Array(pairs), Array(characters)].joined() {
            let index = add(worth)
            term.withUnsafeBufferPointer { bytes in
                var previous = UInt64(0)
                var at = 0
                while at < bytes.count {
                    let (character, length) = Self.packed(bytes, at: at)
                    let bit = Self.bit(of: character)
                    characterBits[bit >> 6] |= 1 << UInt64(bit & 63)
                    previous = previous << 32 | UInt64(character)
                    at += length
                }
                grams[previous] = index
            }
        }
    }

    /// Worths are whole multiples of a small power of two, so that equal windows have equal sums whatever the order.
    private mutating func add(_ worth: Double) -> Int {
        let rounded = (worth * 65536).rounded() / 65536
        worths.append(rounded)
        totalWorth += rounded
        return worths.count - 1
    }

    @inline(__always)
    func mayHave(_ character: UInt32) -> Bool {
        let bit = Self.bit(of: character)
        return characterBits[bit >> 6] & 1 << UInt64(bit & 63) != 0
    }

    func character(_ character: UInt32) -> Int? { grams[UInt64(character)] }
    func pair(_ first: UInt32, _ second: UInt32) -> Int? { grams[UInt64(first) << 32 | UInt64(second)] }

    /// Calls `body` with the terms that a word of a text is: itself and its stem.
    func forEachTerm(
        of segment: Segment, in bytes: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void
    ) {
        if !words.isEmpty, let index = words[Array(bytes[segment.signedRange])] { body(index) }
        guard segment.kind == .word, !stems.isEmpty else { return }
        let word = UnsafeBufferPointer(rebasing: bytes[segment.range])
        guard stems.keys.contains(where: { analyzer.mayHaveStem(word, $0) }), let stem = analyzer.stem(of: word),
            let index = stems[stem]
        else { return }
        body(index)
    }

    @inline(__always)
    static func packed(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (character: UInt32, length: Int) {
        let lead = bytes[offset]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var character = UInt32(lead)
        for at in offset + 1..<offset + length { character = character << 8 | UInt32(bytes[at]) }
        return (character, length)
    }

    @inline(__always)
    private static func bit(of character: UInt32) -> Int {
        Int((character &* 0x9E37_79B1) >> 20)
    }
}

/// The terms of a text that lie at most so many tokens behind the last one, and the best that there was.
private struct SlidingWindow {
    private struct Occurrence {
        var term: Int
        var token: Int
        var range: Range<Int>
    }

    private let sought: SoughtTerms
    private let lengthTokens: Int
    private var token = 0
    /// From `first` on those in the window.
    private var occurrences: [Occurrence] = []
    private var first = 0
    /// How often each term is in the window.
    private var counts: [Int]
    private var worth = 0.0
    private(set) var best: BestWindow.Found?

    init(_ sought: SoughtTerms, lengthTokens: Int) {
        self.sought = sought
        self.lengthTokens = lengthTokens
        counts = [Int](repeating: 0, count: sought.worths.count)
    }

    /// Nothing better can come.
    var isComplete: Bool { best.map { $0.worth >= sought.totalWorth } ?? false }

    mutating func add(cjk run: Range<Int>, in bytes: UnsafeBufferPointer<UInt8>, beginningIn range: Range<Int>) {
        var at = run.lowerBound
        var previous: (character: UInt32, start: Int)?
        while at < run.upperBound {
            let (character, length) = SoughtTerms.packed(bytes, at: at)
            if sought.mayHave(character) {
                if let previous, range.contains(previous.start),
                    let pair = sought.pair(previous.character, character)
                {
                    add(pair, previous.start..<at + length)
                }
                if range.contains(at), let term = sought.character(character) { add(term, at..<at + length) }
                previous = (character, at)
            } else {
                previous = nil
            }
            token += 1
            at += length
        }
    }

    mutating func add(word segment: Segment, in bytes: UnsafeBufferPointer<UInt8>) {
        let sought = sought
        sought.forEachTerm(of: segment, in: bytes) { add($0, segment.range) }
        token += 1
    }

    private mutating func add(_ term: Int, _ range: Range<Int>) {
        while first < occurrences.count, occurrences[first].token <= token - lengthTokens {
            let gone = occurrences[first].term
            counts[gone] -= 1
            if counts[gone] == 0 { worth -= sought.worths[gone] }
            first += 1
        }
        if first > 1024 {
            occurrences.removeFirst(first)
            first = 0
        }
        occurrences.append(Occurrence(term: term, token: token, range: range))
        counts[term] += 1
        guard counts[term] == 1 else { return }
        worth += sought.worths[term]
        if best.map({ worth > $0.worth }) ?? true {
            best = BestWindow.Found(worth: worth, range: occurrences[first].range.lowerBound..<range.upperBound)
        }
    }
}
