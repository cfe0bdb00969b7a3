internal import FileWatching
internal import IndexSchema
internal import SystemPackage

/// Makes segments of one thread's documents, each until its writer is full.
struct SegmentSink<Segment: SegmentWriter & ~Copyable>: DocumentSink, ~Copyable {
    private let segments: SegmentList
    private let begin: (FilePath) throws -> Segment
    private var segment: Segment?
    private var path = FilePath()

    /// - Parameter begin: makes the writer of a segment at a path.
    init(_ segments: SegmentList, begin: @escaping (FilePath) throws -> Segment) {
        self.segments = segments
        self.begin = begin
    }

    mutating func add(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        if segment == nil {
            path = segments.takePath()
            segment = try begin(path)
        }
        try segment?.add(document)
        if segment?.isFull == true { try finish() }
    }

    // A build starts from nothing: there is nothing to remove, and what is to be remembered goes into the whole index.
    mutating func add(_ file: UnindexedFile) {}
    mutating func addNothing(of file: ScannedFile) {}

    mutating func finish() throws {
        guard let segment = segment.take() else { return }
        segments.finished(path, try segment.finish())
    }
}
