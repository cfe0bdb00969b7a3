internal import FileWatching
internal import IndexSchema
internal import Synchronization

/// The one writer of an update, for all its threads.
final class SharedUpdateWriter: Sendable {
    private let writer: Mutex<UpdateWriter>

    init(_ writer: consuming sending UpdateWriter) {
        self.writer = Mutex(writer)
    }

    func put(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        try writer.withLock { try $0.put(document, of: file) }
    }

    func put(_ file: UnindexedFile) throws {
        try writer.withLock { try $0.put(file) }
    }

    func remove(_ path: [UInt8]) throws {
        try writer.withLock { try $0.remove(path) }
    }

    func move(_ move: UpdatePlan.Move, pathTerms: TermList) throws {
        try writer.withLock { try $0.move(move, pathTerms: pathTerms) }
    }

    func look(at paths: [[UInt8]]) throws {
        try writer.withLock { try $0.look(at: paths) }
    }

    func set(folders: [[UInt8]], reading: [UInt8]) throws {
        try writer.withLock { try $0.set(folders: folders, reading: reading) }
    }

    func commit() throws {
        try writer.withLock { try $0.commit() }
    }

    var encodings: EncodingState { writer.withLock { $0.encodings } }
    var counts: UpdateWriter.Counts { writer.withLock { $0.counts } }
}

/// Puts one thread's documents into the live generation.
struct UpdateSink: DocumentSink {
    let writer: SharedUpdateWriter

    func add(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        try writer.put(document, of: file)
    }

    func add(_ file: UnindexedFile) throws {
        try writer.put(file)
    }

    func addNothing(of file: ScannedFile) throws {
        try writer.remove(file.path)
    }

    // The writer holds only so much, whoever it is from.
    func finish() {}
}
