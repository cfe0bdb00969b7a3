package import Analysis

/// Finds the stretch of a text that has most of a query: the largest sum of worths of different terms within the length
/// of a hundred Han characters. RANKING.md, part 5.
///
/// It says how close together a text has what was asked for, which the engine cannot know, for the index has no positions.
package struct BestWindow: Sendable {
    package struct Found: Hashable, Sendable {
        package var worth: Double
        /// Bytes of the folded text, from the first term to the last.
        package var range: Range<Int>
    }

    /// Bytes of folded text: a hundred Han characters and the marks between them. The mean MRR@10 of the four retrieval
    /// sets is .7659 with 180 bytes, .7661 with 240, .7662 with 320, .7661 with 440; sixty characters and words give no
    /// more than 180 bytes, and cost telling words apart.
    private static let lengthBytes = 320

    /// The terms by which a text is told from others: words and pairs, each with its worth.
    package let telling: [(term: [UInt8], worth: Double)]
    /// By the numbers of terms.
    private var worths: [Double] = []
    /// The most that any text is worth.
    package private(set) var highestWorth = 0.0
    private var grams = GramTable()
    private var words = WordTable()
    private var stems: StemTable

    /// - Parameters:
    ///   - words: stems, which begin with `Z`, among them.
    ///   - worth: what it is worth to have a term, above 0. Each term is given once.
    package init<Terms: Sequence<(term: [UInt8], worth: Double)>>(
        words: Terms, pairs: Terms, characters: Terms, analyzer: QueryAnalyzer
    ) {
        telling = Array(words) + Array(pairs)
        stems = StemTable(analyzer.stemmer)
        for (term, worth) in words {
            let number = add(worth)
            if term.first == UInt8(ascii: "Z") {
                stems.insert(term, number: number)
            } else {
                self.words.insert(term, number: number)
            }
        }
        for (term, worth) in [Array(pairs), Array(characters)].joined() { grams.insert(term, number: add(worth)) }
    }

    /// Worths are whole multiples of a small power of two, so that equal windows have equal sums whatever the order.
    private mutating func add(_ worth: Double) -> Int {
        let rounded = (worth * 65536).rounded() / 65536
        worths.append(rounded)
        highestWorth += rounded
        return worths.count - 1
    }

    /// The best window; nil when the text has none of the terms. The first of equals.
    ///
    /// - Parameter range: where in the folded text terms must begin; anywhere without one.
    package func best(in text: FoldedText, beginningIn range: Range<Int>? = nil) -> Found? {
        text.bytes.withUnsafeBufferPointer { bytes in
            let range = range ?? 0..<bytes.count
            var occurrences: [Occurrence] = []
            grams.forEachGram(in: bytes, beginningIn: range) { term, place in
                occurrences.append(Occurrence(term: term, range: place))
                return true
            }
            if !words.isEmpty || !stems.isEmpty {
                addWords(in: bytes, range, to: &occurrences)
                occurrences.sort { $0.range.upperBound < $1.range.upperBound }
            }
            return best(of: occurrences)
        }
    }

    private struct Occurrence {
        var term: Int
        var range: Range<Int>
    }

    /// - Parameter occurrences: ordered by where they end.
    private func best(of occurrences: [Occurrence]) -> Found? {
        var best: Found?
        // How often each term is in the window that ends with the occurrence in hand.
        var counts = [Int](repeating: 0, count: worths.count)
        var worth = 0.0
        var first = 0
        for (index, occurrence) in occurrences.enumerated() {
            while first < index,
                occurrences[first].range.lowerBound < occurrence.range.upperBound - Self.lengthBytes
            {
                let gone = occurrences[first].term
                counts[gone] -= 1
                if counts[gone] == 0 { worth -= worths[gone] }
                first += 1
            }
            counts[occurrence.term] += 1
            guard counts[occurrence.term] == 1 else { continue }
            worth += worths[occurrence.term]
            if best.map({ worth > $0.worth }) ?? true {
                let start = occurrences[first].range.lowerBound
                best = Found(worth: worth, range: start..<occurrence.range.upperBound)
                if worth >= highestWorth { break }
            }
        }
        return best
    }

    private func addWords(
        in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to occurrences: inout [Occurrence]
    ) {
        Segmenter().forEachSegment(in: bytes) { segment in
            guard segment.kind != .cjk, range.contains(segment.range.lowerBound) else { return }
            words.forEachNumber(of: UnsafeBufferPointer(rebasing: bytes[segment.signedRange])) { term in
                occurrences.append(Occurrence(term: term, range: segment.range))
            }
            guard segment.kind == .word else { return }
            if let term = stems.number(of: UnsafeBufferPointer(rebasing: bytes[segment.range])) {
                occurrences.append(Occurrence(term: term, range: segment.range))
            }
        }
    }
}
