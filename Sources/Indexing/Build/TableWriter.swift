internal import GlassTables
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// Puts one thread's documents into a segment whose tables this program writes.
struct TableWriter: ~Copyable {
    private let segment: GlassSegment
    /// The segment's.
    let path: FilePath
    private var inverter: GlassInverter

    /// - Parameter memoryBytes: what the thread may take beside the segment.
    init(_ segment: GlassSegment, path: FilePath, memoryBytes: Int) {
        self.segment = segment
        self.path = path
        inverter = GlassInverter(segment, memoryBytes: memoryBytes)
    }

    /// Throws: `IndexError.invalidArgument`, and an `Errno` when the system refuses to write.
    mutating func add(_ document: AnalyzedDocument) throws {
        if let longText = document.longText {
            longText.forEachEntry { key, value in segment.setMetadata(Array(key.utf8), value) }
        }
        do {
            try document.terms.withUnsafeTerms { terms in
                try document.data.withUnsafeBufferPointer { data in
                    try inverter.add(
                        terms, values: document.values, data: data,
                        deflatesData: DocumentRecord.isWorthDeflating(stored: data))
                }
            }
        } catch Errno.invalidArgument {
            throw Self.refusal(path)
        }
    }

    /// Lets the segment have the rest. It may be finished when all its writers are.
    consuming func finish() {
        inverter.finish()
    }

    /// Finishes a segment.
    ///
    /// Throws: `IndexError.damaged` as well, when what was written is not what came in.
    static func finish(_ segment: GlassSegment, path: FilePath) throws -> SegmentTotals {
        let totals: GlassSegment.Totals
        do {
            totals = try segment.finish()
        } catch Errno.invalidArgument {
            throw refusal(path)
        }
        guard totals.termlistSum == totals.postlistSum else {
            throw IndexError(
                kind: .damaged, action: .write, path: path,
                detail: "the postings of a segment are not those of its documents")
        }
        return SegmentTotals(
            documentCount: Int(totals.statistics.documentCount), length: totals.statistics.totalLength)
    }

    /// Makes of the posting lists that the engine has merged or compacted what they are in a segment.
    ///
    /// Throws: `IndexError.damaged` as well, when they are not those of the documents.
    static func pack(_ database: FilePath) throws {
        let length = try IndexReader(path: database).totalLength
        do {
            try PostlistPacking.run(database, length: length)
        } catch is MalformedTable {
            throw IndexError(
                kind: .damaged, action: .merge, path: database,
                detail: "the merged postings are not those of its documents")
        }
    }

    /// What the format does not take is no error of the system.
    private static func refusal(_ path: FilePath) -> IndexError {
        IndexError(kind: .invalidArgument, action: .write, path: path, detail: "a term is empty or too long")
    }
}
