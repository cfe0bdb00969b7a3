package import Analysis

/// How close together a text has what was asked for, which the engine cannot know, for the index has no positions: the
/// largest sum of worths of different terms within a clause, and within a passage. RANKING.md, part 5.
package struct BestWindow: Sendable {
    /// Bytes of folded text, from the beginning of the first term to the end of the last: 30 Han characters, and 133. A
    /// text is worth the mean of its best stretches of these lengths. `make eval`, match=any, MRR@10 of cmrc,
    /// csl_keywords, jaquad_dev and med, their mean, and the mean with passages glued to long documents:
    ///
    /// | lengths  | cmrc  | csl   | jaquad | med   | mean  | long  |
    /// |----------|-------|-------|--------|-------|-------|-------|
    /// | 180      | .9906 | .9570 | .9202  | .1971 | .7662 |       |
    /// | 320      | .9909 | .9570 | .9223  | .1959 | .7665 | .7520 |
    /// | 60, 320  | .9907 | .9568 | .9221  | .1989 | .7671 |       |
    /// | 90, 400  | .9907 | .9570 | .9227  | .1984 | .7672 | .7517 |
    /// | 120, 480 | .9908 | .9571 | .9216  | .1972 | .7667 |       |
    private static let lengthsBytes = [90, 400]

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

    /// What a text is worth; 0 when it has none of the terms.
    ///
    /// - Parameter range: where in the folded text terms must begin; anywhere without one.
    package func worth(of text: FoldedText, beginningIn range: Range<Int>? = nil) -> Double {
        text.bytes.withUnsafeBufferPointer { bytes in
            let range = range ?? 0..<bytes.count
            var occurrences: [Occurrence] = []
            occurrences.reserveCapacity(256)
            grams.forEachGram(in: bytes, beginningIn: range) { term, place in
                occurrences.append(Occurrence(term: term, range: place))
                return true
            }
            if !words.isEmpty || !stems.isEmpty {
                addWords(in: bytes, range, to: &occurrences)
                occurrences.sort { $0.range.upperBound < $1.range.upperBound }
            }
            let sum = Self.lengthsBytes.reduce(0.0) { $0 + best(of: occurrences, withinBytes: $1) }
            return sum / Double(Self.lengthsBytes.count)
        }
    }

    private struct Occurrence {
        var term: Int
        var range: Range<Int>
    }

    /// - Parameter occurrences: ordered by where they end.
    private func best(of occurrences: [Occurrence], withinBytes length: Int) -> Double {
        var best = 0.0
        // How often each term is in the window that ends with the occurrence in hand.
        var counts = [Int](repeating: 0, count: worths.count)
        var worth = 0.0
        var first = 0
        for (index, occurrence) in occurrences.enumerated() {
            while first < index, occurrences[first].range.lowerBound < occurrence.range.upperBound - length {
                let gone = occurrences[first].term
                counts[gone] -= 1
                if counts[gone] == 0 { worth -= worths[gone] }
                first += 1
            }
            counts[occurrence.term] += 1
            guard counts[occurrence.term] == 1 else { continue }
            worth += worths[occurrence.term]
            best = max(best, worth)
            if best >= highestWorth { break }
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
