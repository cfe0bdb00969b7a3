import Analysis
import Glibc
import IndexSchema
import SystemPackage
import TestSupport
import XapianIndex

/// Writes small indexes for tests, in the form that `index/FORMAT.md` describes.
struct SampleIndex {
    struct Document {
        var name: String
        var title: String
        var text: String
        var dateSeconds: Int64?
        var lines: [Int] = []
        var author: String?
        var tags: [String] = []
        var type = "text/plain"
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
        fingerprint: String? = nil
    ) throws {
        let path = folder.appending(IndexLayout.generationName(generation))
        var writer = try IndexWriter(path: path, opening: .new, durability: .scratch)
        let terms = try analyzer.makeAccumulator()
        for document in documents { try add(document, to: &writer, terms) }
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

    private func add(_ document: Document, to writer: inout IndexWriter, _ terms: TermAccumulator) throws {
        terms.add(document.title.utf8, weight: 2)
        terms.add(document.text.utf8)
        var stored = IndexDocument()
        terms.drain { stored.addTerm($0, frequency: $1) }
        let path = Array("/文档/\(document.name)".utf8)
        UniqueTerm.path(path).withUnsafeBufferPointer { stored.addBooleanTerm($0) }
        try addFields(document, to: &stored)
        let record = DocumentRecord(
            path: path, title: document.title, author: document.author, dateSeconds: document.dateSeconds,
            tags: document.tags, mediaType: document.type,
            encoding: "UTF-8", sizeBytes: document.text.utf8.count, modifiedNanoseconds: 0, inode: 1, device: 1,
            places: .lines(document.lines))
        try record.encoded(text: Array(document.text.utf8)).withUnsafeBufferPointer { stored.setData($0) }
        let values = [
            ValueSlot.date: SortableNumber.bytes(Double(document.dateSeconds ?? 0)),
            ValueSlot.size: SortableNumber.bytes(Double(document.text.utf8.count)),
            ValueSlot.path: path,
        ]
        for (slot, value) in values { value.withUnsafeBufferPointer { stored.setValue(slot, $0) } }
        _ = try writer.add(stored)
    }

    private func addFields(_ document: Document, to stored: inout IndexDocument) throws {
        let folder = try analyzer.makeFolder()
        var terms = [Array("\(TermPrefix.mediaType)\(document.type)".utf8)]
        if let author = document.author {
            terms.append(Array(TermPrefix.wholeAuthor.utf8) + folder.fold(author.utf8).bytes)
        }
        for tag in document.tags { terms.append(Array(TermPrefix.tag.utf8) + folder.fold(tag.utf8).bytes) }
        if let seconds = document.dateSeconds {
            terms.append(Array("\(TermPrefix.year)\(1970 + seconds / 31_556_952)".utf8))
        }
        for term in terms { term.withUnsafeBufferPointer { stored.addBooleanTerm($0) } }
    }
}
