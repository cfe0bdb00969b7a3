/// The terms of a document as whoever has them lends them: their bytes one after another, where each ends, and how often
/// each stands in the document, 0 for one that only finds it.
///
/// They may be in any order; those that are in order from the beginning on cost the least. Of a term that is there twice
/// the frequencies are added.
package struct DocumentTerms {
    package var bytes: UnsafeBufferPointer<UInt8>
    package var ends: UnsafeBufferPointer<Int>
    package var frequencies: UnsafeBufferPointer<UInt32>

    package init(
        bytes: UnsafeBufferPointer<UInt8>, ends: UnsafeBufferPointer<Int>, frequencies: UnsafeBufferPointer<UInt32>
    ) {
        precondition(ends.count == frequencies.count, "each term has a frequency")
        self.bytes = bytes
        self.ends = ends
        self.frequencies = frequencies
    }

    var count: Int { ends.count }

    @inline(__always)
    subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
        let start = index == 0 ? 0 : ends[index &- 1]
        return UnsafeBufferPointer(rebasing: bytes[start..<ends[index]])
    }

    /// Calls the body with each distinct term, ascending by bytes.
    @inline(__always)
    func forEachInOrder<Failure: Error>(
        _ body: (UnsafeBufferPointer<UInt8>, UInt32) throws(Failure) -> Void
    ) throws(Failure) {
        let sortedCount = ascendingCount()
        let rest = restInOrder(from: sortedCount)
        var (next, nextOfRest) = (0, 0)
        while nextOfRest < rest.count {
            let term = self[rest[nextOfRest]]
            var frequency: UInt32 = 0
            while next < sortedCount, GlassTableWriter.precedes(self[next], term) {
                try body(self[next], frequencies[next])
                next &+= 1
            }
            if next < sortedCount, !GlassTableWriter.precedes(term, self[next]) {
                frequency = frequencies[next]
                next &+= 1
            }
            repeat {
                frequency &+= frequencies[rest[nextOfRest]]
                nextOfRest &+= 1
            } while nextOfRest < rest.count && !GlassTableWriter.precedes(term, self[rest[nextOfRest]])
            try body(term, frequency)
        }
        while next < sortedCount {
            try body(self[next], frequencies[next])
            next &+= 1
        }
    }

    /// How many terms from the beginning on are in order, each once.
    private func ascendingCount() -> Int {
        var count = min(1, ends.count)
        while count < ends.count, GlassTableWriter.precedes(self[count &- 1], self[count]) { count &+= 1 }
        return count
    }

    private func restInOrder(from start: Int) -> [Int] {
        var rest = Array(start..<ends.count)
        rest.sort { GlassTableWriter.precedes(self[$0], self[$1]) }
        return rest
    }
}
