internal import XapianIndex

/// The most frequent of the index's terms that begin with some bytes.
struct TermScan {
    /// By falling frequency; of equally frequent ones the shortest first.
    private(set) var terms: [TermCursor.Element] = []
    /// The time was up before all were looked at.
    private(set) var isCutShort = false

    /// A clock costs more than a term.
    private static let termsPerLookAtTheClock = 64

    /// - Parameters:
    ///   - count: how many are kept.
    ///   - accepts: which terms count; asked for those only that are frequent enough.
    init(
        _ reader: IndexReader, startingWith prefix: [UInt8], count: Int, until end: ContinuousClock.Instant,
        where accepts: (TermCursor.Element) -> Bool = { _ in true }
    ) throws(IndexError) {
        guard count > 0 else { return }
        var cursor = try reader.terms(startingWith: prefix)
        var seen = 0
        while let term = try cursor.next() {
            insert(term, keeping: count, where: accepts)
            seen += 1
            if seen.isMultiple(of: Self.termsPerLookAtTheClock), ContinuousClock.now >= end {
                isCutShort = true
                break
            }
        }
    }

    private mutating func insert(
        _ term: TermCursor.Element, keeping count: Int, where accepts: (TermCursor.Element) -> Bool
    ) {
        if terms.count == count, let last = terms.last, !Self.comesFirst(term, last) { return }
        guard accepts(term) else { return }
        let place = terms.firstIndex { Self.comesFirst(term, $0) } ?? terms.endIndex
        terms.insert(term, at: place)
        if terms.count > count { terms.removeLast() }
    }

    private static func comesFirst(_ a: TermCursor.Element, _ b: TermCursor.Element) -> Bool {
        (a.frequency, b.term.count) > (b.frequency, a.term.count)
    }
}
