import Analysis
import Documents
import FileWatching
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import XapianIndex

@testable import Indexing

/// Writes small indexes for tests, as the indexer does.
struct SampleIndex {
    struct Document {
        /// The path below `/文档`.
        var name: String
        var title: String
        var text: String
        var dateSeconds: Int64?
        var lines: [Int] = []
        var author: String?
        var tags: [String] = []
        var language: String?
        var mediaType = "text/plain"
    }

    let folder: FilePath
    let analyzer: Analyzer

    init(folder: FilePath) throws {
        self.folder = folder
        analyzer = try Analyzer()
    }

    /// Writes a generation and makes it live.
    func write(
        generation: Int, _ documents: [Document], format: String = String(IndexFormat.current),
        fingerprint: String? = nil,
        layout: TextBlockLayout = TextBlockLayout()
    ) throws {
        let path = folder.appending(IndexLayout.generationName(generation))
        var segment = try XapianSegmentWriter(path: path)
        let documentAnalyzer = try DocumentAnalyzer(analyzer, memoryBytes: 1 << 30, layout: layout)
        for document in documents { try add(document, to: &segment, documentAnalyzer) }
        try segment.finish()
        var writer = try IndexWriter(path: path, opening: .existing, durability: .scratch)
        try writer.setMetadata(MetadataKey.format, Array(format.utf8))
        try writer.setMetadata(MetadataKey.fingerprint, Array((fingerprint ?? analyzer.fingerprint).utf8))
        try writer.setMetadata(MetadataKey.textBytes, Array("123".utf8))
        try writer.setMetadata(MetadataKey.committedSeconds, Array("1700000000".utf8))
        try writer.close()
        try makeLive(generation)
    }

    func makeLive(_ generation: Int) throws {
        let new = folder.appending("XAPIANDB.new")
        try TestSupport.write(IndexLayout.stubText(generation: generation).utf8, to: new)
        let result = new.withPlatformString { new in
            folder.appending(IndexLayout.stub).withPlatformString { rename(new, $0) }
        }
        precondition(result == 0)
    }

    private func add(
        _ document: Document, to segment: inout XapianSegmentWriter, _ analyzer: DocumentAnalyzer
    ) throws {
        let file = ScannedFile(
            path: Array("/文档/\(document.name)".utf8), sizeBytes: document.text.utf8.count, modifiedNanoseconds: 0,
            inode: 1, device: 1)
        guard let lines = LineMap(pairs: document.lines) else { preconditionFailure("no map of lines") }
        let extracted = ExtractedDocument(
            title: document.title, author: document.author, dateSeconds: document.dateSeconds, tags: document.tags,
            language: document.language, mediaType: document.mediaType, encoding: "UTF-8",
            text: Array(document.text.utf8), places: .lines(lines))
        var analyzed = AnalyzedDocument()
        try analyzer.analyze(extracted, of: file, into: &analyzed)
        try segment.add(analyzed)
    }
}
