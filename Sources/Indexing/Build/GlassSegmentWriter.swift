internal import GlassTables
internal import SystemPackage
internal import XapianIndex

/// Writes a segment's tables itself, which takes a small part of the time that Xapian's API takes.
struct GlassSegmentWriter: SegmentWriter, ~Copyable {
    /// Segments of this size lose little when they are merged, where postings are not joined: the postings of 1 MB
    /// segments take twice the room.
    private static let preferredTextByteCount = 128_000_000

    private let path: FilePath
    private var segment: GlassSegment
    private var textByteCount = 0

    /// - Parameters:
    ///   - path: a folder that does not exist yet.
    ///   - memoryBytes: what the segment may take until it is finished.
    init(path: FilePath, memoryBytes: Int) throws(Errno) {
        self.path = path
        segment = try GlassSegment(path, memoryBytes: memoryBytes)
    }

    var isFull: Bool { textByteCount >= Self.preferredTextByteCount || segment.isFull }

    mutating func add(_ document: AnalyzedDocument) throws {
        if let longText = document.longText {
            longText.forEachEntry { key, value in segment.setMetadata(Array(key.utf8), value) }
        }
        do {
            try document.terms.withUnsafeTerms { terms in
                try document.data.withUnsafeBufferPointer { data in
                    try segment.add(terms, values: document.values, data: data)
                }
            }
        } catch Errno.invalidArgument {
            throw Self.refusal(path)
        }
        textByteCount += document.textByteCount
    }

    /// Throws: `IndexError.damaged` as well, when what was written is not what came in.
    consuming func finish() throws -> SegmentTotals {
        let path = path
        do {
            let totals = try segment.finish()
            guard totals.termlistSum == totals.postlistSum else {
                throw IndexError(
                    kind: .damaged, action: .write, path: path,
                    detail: "the postings of a segment are not those of its documents")
            }
            return SegmentTotals(
                documentCount: Int(totals.statistics.documentCount), length: totals.statistics.totalLength)
        } catch Errno.invalidArgument {
            throw Self.refusal(path)
        }
    }

    /// What the format does not take is no error of the system.
    private static func refusal(_ path: FilePath) -> IndexError {
        IndexError(kind: .invalidArgument, action: .write, path: path, detail: "a term is empty or too long")
    }
}
