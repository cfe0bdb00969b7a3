internal import FileWatching
internal import IndexSchema
internal import SystemPackage

/// Makes segments of one thread's documents, each of about the size that its writer prefers.
struct SegmentSink<Segment: SegmentWriter & ~Copyable>: DocumentSink, ~Copyable {
    private let segments: SegmentList
    private var segment: Segment?
    private var path = FilePath()
    private var textByteCount = 0

    init(_ segments: SegmentList) {
        self.segments = segments
    }

    mutating func add(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        if segment == nil {
            path = segments.takePath()
            segment = try Segment(path: path)
            textByteCount = 0
        }
        try segment?.add(document)
        textByteCount += document.textByteCount
        if textByteCount >= Segment.preferredTextByteCount { try finish() }
    }

    // A build starts from nothing: there is nothing to remove, and what is to be remembered goes into the whole index.
    mutating func add(_ file: UnindexedFile) {}
    mutating func addNothing(of file: ScannedFile) {}

    mutating func finish() throws {
        guard let segment = segment.take() else { return }
        try segment.finish()
        segments.finished(path)
    }
}
