internal import FileWatching
internal import IndexSchema

/// Where one thread of a build puts its documents, into segments that it shares with others.
struct SharedSegmentSink: DocumentSink, ~Copyable {
    private let segments: SharedSegments
    private var writer: TableWriter?

    init(_ segments: SharedSegments) {
        self.segments = segments
    }

    mutating func add(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        if writer == nil { writer = try segments.join() }
        try writer?.add(document)
        if let path = writer?.path, segments.isFull(path) { try finish() }
    }

    // A build starts from nothing: there is nothing to remove, and what is to be remembered goes into the whole index.
    mutating func add(_ file: UnindexedFile) {}
    mutating func addNothing(of file: ScannedFile) {}

    mutating func finish() throws {
        guard let writer = writer.take() else { return }
        try segments.leave(writer)
    }
}
