/// The terms of a document as whoever has them lends them: grams as numbers; the bytes of the others one after another, where
/// each ends, and how often each stands in the document, 0 for one that only finds it.
///
/// The others may be in any order; those that are in order from the beginning on cost the least. Of a term that is there twice
/// the frequencies are added.
package struct DocumentTerms {
    /// Ascending, each once: the number of `Gram` in the upper 32 bits, the frequency in the lower.
    package var grams: UnsafeBufferPointer<UInt64>
    package var bytes: UnsafeBufferPointer<UInt8>
    package var ends: UnsafeBufferPointer<Int>
    package var frequencies: UnsafeBufferPointer<UInt32>

    /// A term that is not given as a gram, where it is, and its first eight bytes as `TermDictionary` has them: most comparisons
    /// need nothing else.
    private struct Other {
        var head: UInt64
        var index: Int
    }

    package init(
        grams: UnsafeBufferPointer<UInt64> = UnsafeBufferPointer(start: nil, count: 0),
        bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>, frequencies: UnsafeBufferPointer<UInt32>
    ) {
        precondition(ends.count == frequencies.count, "each term has a frequency")
        self.grams = grams
        self.bytes = bytes
        self.ends = ends
        self.frequencies = frequencies
    }

    var count: Int { grams.count + ends.count }

    /// A term that is not given as a gram.
    @inline(__always)
    subscript(other index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = index == 0 ? 0 : ends[index &- 1]
        return UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])
    }

    /// Calls one body with each distinct gram and the other with each distinct other term, ascending by bytes together.
    @inline(__always)
    func forEachInOrder<Failure: Error>(
        gram addGram: (_ number: UInt32, _ head: UInt64, _ byteCount: Int, _ frequency: UInt32) -> Void,
        other addOther: (_ term: UnsafeBufferPointer<UInt8>, _ head: UInt64, _ frequency: UInt32) throws(Failure) ->
            Void
    ) throws(Failure) {
        var nextGram = 0
        try forEachOtherInOrder { (term, head, frequency) throws(Failure) in
            var frequency = frequency
            while nextGram < grams.count {
                let number = UInt32(truncatingIfNeeded: grams[nextGram] &>> 32)
                let (gramHead, byteCount) = Gram.head(number)
                // A term with a gram's head that is longer than it goes on with zero bytes, and comes behind it.
                guard gramHead < head || gramHead == head && byteCount <= term.count else { break }
                let gramFrequency = UInt32(truncatingIfNeeded: grams[nextGram])
                nextGram &+= 1
                if gramHead == head, byteCount == term.count {
                    frequency &+= gramFrequency
                    break
                }
                addGram(number, gramHead, byteCount, gramFrequency)
            }
            try addOther(term, head, frequency)
        }
        while nextGram < grams.count {
            let number = UInt32(truncatingIfNeeded: grams[nextGram] &>> 32)
            let (head, byteCount) = Gram.head(number)
            addGram(number, head, byteCount, UInt32(truncatingIfNeeded: grams[nextGram]))
            nextGram &+= 1
        }
    }

    /// Two ascending rows become one: the others that are in order from the beginning on, and the rest, sorted.
    @inline(__always)
    private func forEachOtherInOrder<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, UInt64, UInt32) throws(Failure) -> Void
    ) throws(Failure) {
        var others: [Other] = []
        others.reserveCapacity(ends.count)
        for index in 0..<ends.count {
            others.append(Other(head: TermDictionary.head(of: self[other: index]), index: index))
        }
        var sortedCount = min(1, others.count)
        while sortedCount < others.count, precedes(others[sortedCount &- 1], others[sortedCount]) { sortedCount &+= 1 }
        others[sortedCount...].sort { precedes($0, $1) }
        var (next, rest) = (0, sortedCount)
        while next < sortedCount || rest < others.count {
            let isFromRest = next == sortedCount || rest < others.count && precedes(others[rest], others[next])
            let least = others[isFromRest ? rest : next]
            var frequency: UInt32 = 0
            if !isFromRest {
                frequency = frequencies[least.index]
                next &+= 1
            }
            while rest < others.count, !precedes(least, others[rest]) {
                frequency &+= frequencies[others[rest].index]
                rest &+= 1
            }
            try body(self[other: least.index], least.head, frequency)
        }
    }

    @inline(__always)
    private func precedes(_ a: Other, _ b: Other) -> Bool {
        a.head != b.head ? a.head < b.head : GlassTableWriter.precedes(self[other: a.index], self[other: b.index])
    }
}
