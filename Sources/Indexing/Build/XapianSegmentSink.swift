internal import FileWatching
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// Makes segments of one thread's documents through Xapian's own API.
struct XapianSegmentSink: DocumentSink, ~Copyable {
    private let segments: SegmentList
    private var segment: XapianSegmentWriter?
    private var path = FilePath()

    init(_ segments: SegmentList) {
        self.segments = segments
    }

    mutating func add(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        if segment == nil {
            path = segments.takePath()
            segment = try XapianSegmentWriter(path: path)
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
