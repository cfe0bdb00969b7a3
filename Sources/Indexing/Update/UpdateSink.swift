internal import FileWatching
internal import IndexSchema

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
