internal import Analysis
internal import Documents
internal import Extraction
internal import FileWatching
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// One thread of a build: takes files and writes segments of its own until there are no more files.
struct BuildWorker<Segment: SegmentWriter & ~Copyable>: ~Copyable {
    private let work: BuildWork
    private let analyzer: DocumentAnalyzer
    private let reader: FileReader
    private let extractor = Extractor()
    private var document = AnalyzedDocument()
    private var segment: Segment?
    private var segmentPath = FilePath()
    private var segmentTextByteCount = 0

    init(_ work: BuildWork, analyzer: Analyzer, limitBytes: Int) throws(AnalysisError) {
        self.work = work
        self.analyzer = try DocumentAnalyzer(analyzer)
        reader = FileReader(limitBytes: limitBytes)
    }

    mutating func run() throws {
        while let file = work.takeFile() {
            switch reader.read(file.path, followsLink: file.isLink) {
            case .skipped(let reason):
                work.skipped(file.path, reason: reason)
            case .bytes(let bytes, let read):
                switch extractor.extract(bytes, name: file.path) {
                case .skipped(let reason): work.skipped(file.path, reason: reason)
                case .document(let extracted): try index(extracted, of: read)
                case .undecidedEncoding: break
                }
            }
            work.progress.done(bytes: file.sizeBytes)
        }
        try finishSegment()
    }

    private mutating func index(_ extracted: ExtractedDocument, of file: ScannedFile) throws {
        try analyzer.analyze(extracted, of: file, into: &document)
        if segment == nil {
            segmentPath = work.takeSegmentPath()
            segment = try Segment(path: segmentPath)
            segmentTextByteCount = 0
        }
        try segment?.add(document)
        segmentTextByteCount += document.textByteCount
        work.indexed(file, textByteCount: document.textByteCount)
        if segmentTextByteCount >= Segment.preferredTextByteCount { try finishSegment() }
    }

    private mutating func finishSegment() throws {
        guard let segment = segment.take() else { return }
        try segment.finish()
        work.finished(segment: segmentPath)
    }
}
