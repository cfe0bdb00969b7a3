internal import FileWatching
internal import IndexSchema

/// Where a thread that reads files puts what it finds. Belongs to that thread.
protocol DocumentSink: ~Copyable {
    mutating func add(_ document: AnalyzedDocument, of file: ScannedFile) throws

    /// Takes a file that was read and is no document.
    mutating func add(_ file: UnindexedFile) throws

    /// Takes a file that cannot be read now.
    mutating func addNothing(of file: ScannedFile) throws

    /// Lets go of what it holds in memory. More may be added after.
    mutating func finish() throws
}
