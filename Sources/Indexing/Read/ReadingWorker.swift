internal import Documents
internal import FileWatching
internal import IndexSchema

/// One thread of a build or an update: takes files, reads them, and gives the documents to a sink of its own, until there
/// are no more files.
struct ReadingWorker<Sink: DocumentSink & ~Copyable>: ~Copyable {
    private let work: ReadingWork
    private let reader: DocumentReader
    private var sink: Sink
    private var document = AnalyzedDocument()

    init(_ work: ReadingWork, reader: DocumentReader, sink: consuming Sink) {
        self.work = work
        self.reader = reader
        self.sink = sink
    }

    mutating func run() throws {
        // Files that are begun when something fails, or the work is to stop, are not waited for.
        defer { reader.forgetBegun() }
        while let (file, reading) = try reader.next(of: work) {
            switch reading {
            case .failed(let reason, let isUnseen):
                if !isUnseen { try sink.addNothing(of: file) }
                work.skipped(file.path, reason: reason)
            case .unindexed(let unindexed):
                try sink.add(unindexed)
                work.unindexed(unindexed)
            case .deferred:
                work.deferred(file)
                continue
            case .document(let extracted, let read, let encoding): try index(extracted, of: read, encoding)
            }
            work.progress.done(bytes: file.sizeBytes)
        }
        try sink.finish()
    }

    private mutating func index(
        _ extracted: ExtractedDocument, of file: ScannedFile, _ encoding: FileFacts.Encoding
    ) throws {
        guard extracted.text.count >= ReadingWork.hugeTextByteCount else {
            return try add(extracted, of: file, encoding)
        }
        try sink.finish()
        try work.withHugeText {
            // Those who wait for their turn have the text in hand, but have not begun.
            guard !work.isStopped else { return }
            try add(extracted, of: file, encoding)
            try sink.finish()
            // The buffers are as large as the text was.
            document = AnalyzedDocument()
        }
    }

    private mutating func add(
        _ extracted: ExtractedDocument, of file: ScannedFile, _ encoding: FileFacts.Encoding
    ) throws {
        try reader.analyzer.analyze(extracted, of: file, encoding: encoding, into: &document)
        try sink.add(document, of: file)
        work.indexed(file, as: document, encoding)
    }
}
