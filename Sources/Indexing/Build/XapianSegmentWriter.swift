internal import SystemPackage
internal import XapianIndex

/// Writes a segment through Xapian's own API. One thread owns it; what is dropped unfinished is of no use.
struct XapianSegmentWriter: ~Copyable {
    /// Xapian's maps of postings should fit the processor's cache: 102 MB take 26 CPU seconds in segments of 1 MB, 37 in
    /// 16 MB, 63 in one.
    private static let preferredTextByteCount = 1_000_000

    private var writer: IndexWriter
    private var textByteCount = 0
    private var totals = SegmentTotals()

    /// - Parameter path: a folder that does not exist yet.
    init(path: FilePath) throws(IndexError) {
        writer = try IndexWriter(path: path, opening: .new, durability: .scratch)
    }

    /// Whether the segment is best finished.
    var isFull: Bool { textByteCount >= Self.preferredTextByteCount }

    mutating func add(_ document: AnalyzedDocument) throws(IndexError) {
        if let longText = document.longText {
            try longText.forEachEntry { key, value throws(IndexError) in try writer.setMetadata(key, value) }
        }
        try writer.add(document.makeEntry())
        textByteCount += document.textByteCount
        totals.add(document.terms)
    }

    @discardableResult
    consuming func finish() throws(IndexError) -> SegmentTotals {
        let totals = totals
        try writer.close()
        return totals
    }
}
