/// What was put into segments, by their writers' own count.
struct SegmentTotals: Hashable, Sendable {
    var documentCount = 0
    /// The sum of the frequencies of all terms.
    var length: UInt64 = 0

    mutating func add(_ terms: TermList) {
        documentCount += 1
        length += terms.length
    }

    static func + (a: SegmentTotals, b: SegmentTotals) -> SegmentTotals {
        SegmentTotals(documentCount: a.documentCount + b.documentCount, length: a.length + b.length)
    }
}
