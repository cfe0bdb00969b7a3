/// The way from offsets in folded text back to offsets in the original.
///
/// Between changes both texts run in step; a change stands for a piece of one by a piece of the other, either of which
/// may be empty. A range that cuts a change is mapped to all of it: half a ligature cannot be highlighted.
struct OffsetMap: Hashable, Sendable {
    /// In half the memory of two ranges, for there is one for every full-width mark; no text has four gigabytes.
    struct Change: Hashable, Sendable {
        private let foldedStart, foldedEnd, sourceStart, sourceEnd: UInt32

        init(folded: Range<Int>, source: Range<Int>) {
            (foldedStart, foldedEnd) = (UInt32(folded.lowerBound), UInt32(folded.upperBound))
            (sourceStart, sourceEnd) = (UInt32(source.lowerBound), UInt32(source.upperBound))
        }

        var folded: Range<Int> { Int(foldedStart)..<Int(foldedEnd) }
        var source: Range<Int> { Int(sourceStart)..<Int(sourceEnd) }
    }

    /// Ascending in both texts.
    private(set) var changes: [Change]

    /// - Parameters:
    ///   - changes: What folding changed, ascending.
    ///   - removed: Ranges of the folded text that were removed afterwards, ascending, in offsets before the removal.
    init(changes: [Change], removing removed: [Range<Int>] = []) {
        guard !removed.isEmpty else {
            self.changes = changes
            return
        }
        let map = OffsetMap(changes: changes)
        var joined: [Change] = []
        joined.reserveCapacity(changes.count + removed.count)
        var shift = 0
        var rest = changes[...]
        for range in removed {
            while let change = rest.first, change.folded.upperBound <= range.lowerBound {
                joined.append(Change(folded: change.folded.moved(by: -shift), source: change.source))
                rest = rest.dropFirst()
            }
            // Up to where the next piece begins: what folding dropped behind the line break goes with it.
            let source = map.source(ofStart: range.lowerBound)..<map.source(ofStart: range.upperBound)
            let place = range.lowerBound - shift
            joined.append(Change(folded: place..<place, source: source))
            rest = rest.drop { $0.folded.upperBound <= range.upperBound }
            shift += range.count
        }
        joined += rest.map { Change(folded: $0.folded.moved(by: -shift), source: $0.source) }
        self.changes = joined
    }

    /// The range of the original that a range of folded text stands for. An empty range stays empty.
    func source(of folded: Range<Int>) -> Range<Int> {
        let start = source(ofStart: folded.lowerBound)
        return start..<max(start, folded.isEmpty ? start : source(ofEnd: folded.upperBound))
    }

    /// Where the original of a piece begins: behind what was dropped at this place, before a change it cuts.
    private func source(ofStart offset: Int) -> Int {
        // The last change that begins at or before the offset.
        let index = changes.partitioningIndex { $0.folded.lowerBound > offset } - 1
        guard index >= 0 else { return offset }
        let change = changes[index]
        if offset < change.folded.upperBound { return change.source.lowerBound }
        return change.source.upperBound + offset - change.folded.upperBound
    }

    /// Where the original of a piece ends: before what was dropped at this place, behind a change it cuts.
    private func source(ofEnd offset: Int) -> Int {
        // The last change that begins before the offset.
        let index = changes.partitioningIndex { $0.folded.lowerBound >= offset } - 1
        guard index >= 0 else { return offset }
        let change = changes[index]
        if offset <= change.folded.upperBound { return change.source.upperBound }
        return change.source.upperBound + offset - change.folded.upperBound
    }
}

extension Range<Int> {
    fileprivate func moved(by distance: Int) -> Range<Int> {
        lowerBound + distance..<upperBound + distance
    }
}

extension RandomAccessCollection {
    /// The first index whose element, and every later one, satisfies the predicate.
    fileprivate func partitioningIndex(where belongsInSecondPart: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if belongsInSecondPart(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}
