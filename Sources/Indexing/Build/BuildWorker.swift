internal import Analysis
internal import Documents
internal import FileWatching
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// One thread of a build: takes files and writes segments of its own until there are no more files.
struct BuildWorker<Segment: SegmentWriter & ~Copyable>: ~Copyable {
    private let work: BuildWork
    private let analyzer: DocumentAnalyzer
    private let extractor: FileExtractor
    private var document = AnalyzedDocument()
    private var segment: Segment?
    private var segmentPath = FilePath()
    private var segmentTextByteCount = 0

    init(_ work: BuildWork, analyzer: DocumentAnalyzer, extractor: FileExtractor) {
        self.work = work
        self.analyzer = analyzer
        self.extractor = extractor
    }

    mutating func run() throws {
        while let file = work.takeFile() {
            let rules = work.rules(for: file)
            switch try extractor.extract(file, under: rules, hints: work.hints(for: file)) {
            case .skipped(let reason): work.skipped(file.path, reason: reason)
            case .undecidedEncoding:
                work.deferred(file)
                continue
            case .document(let extracted, let read):
                if rules.types.allows(extracted.mediaType) {
                    try index(extracted, of: read)
                } else {
                    work.ignoredType()
                }
            }
            work.progress.done(bytes: file.sizeBytes)
        }
        try finishSegment()
    }

    private mutating func index(_ extracted: ExtractedDocument, of file: ScannedFile) throws {
        guard extracted.text.count >= BuildWork.hugeTextByteCount else { return try add(extracted, of: file) }
        try finishSegment()
        try work.withHugeText {
            // Those who wait for their turn have the text in hand, but have not begun.
            guard !work.isStopped else { return }
            try add(extracted, of: file)
            try finishSegment()
            // The buffers are as large as the text was.
            document = AnalyzedDocument()
        }
    }

    private mutating func add(_ extracted: ExtractedDocument, of file: ScannedFile) throws {
        try analyzer.analyze(extracted, of: file, into: &document)
        if segment == nil {
            segmentPath = work.takeSegmentPath()
            segment = try Segment(path: segmentPath)
            segmentTextByteCount = 0
        }
        try segment?.add(document)
        segmentTextByteCount += document.textByteCount
        work.indexed(file, extracted, as: document)
        if segmentTextByteCount >= Segment.preferredTextByteCount { try finishSegment() }
    }

    private mutating func finishSegment() throws {
        guard let segment = segment.take() else { return }
        try segment.finish()
        work.finished(segment: segmentPath)
    }
}
