/// Takes analyzed documents and leaves one segment: a small index that `SegmentMerger` merges with others.
///
/// One thread owns it. A writer that is dropped unfinished leaves a folder that is of no use.
protocol SegmentWriter: ~Copyable {
    /// Whether the segment is best finished: the writer's own trade between speed, size and memory.
    var isFull: Bool { get }

    /// Throws: `IndexError`, and an `Errno` when the system refuses to write.
    mutating func add(_ document: AnalyzedDocument) throws

    /// Throws: likewise.
    consuming func finish() throws -> SegmentTotals
}

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
