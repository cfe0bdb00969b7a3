import IndexSchema
import SystemPackage
import XapianIndex

/// All that an index says, whatever its document IDs are.
struct IndexContents: Equatable {
    struct Document: Equatable {
        var terms: [[UInt8]: Int] = [:]
        var values: [[UInt8]] = []
        var data: [UInt8] = []
        var length = 0
    }

    /// By the term of the path.
    var documents: [[UInt8]: Document] = [:]
    /// The number of documents of each term.
    var frequencies: [[UInt8]: Int] = [:]
    /// Without the times at which it was written, and the room that it took then.
    var metadata: [[UInt8]: [UInt8]] = [:]

    init(_ path: FilePath) throws {
        let reader = try IndexReader(path: path)
        var ids = try reader.documents()
        while let id = try ids.next() {
            var document = Document()
            var terms = try reader.terms(of: id)
            while let term = try terms.next() { document.terms[term.term] = term.frequency }
            let stored = try reader.document(id)
            document.data = Self.withoutChecksum(try stored.data)
            document.values = try (0..<4).map { try stored.value($0) }
            document.length = try reader.documentLength(id)
            let paths = document.terms.keys.filter { $0.starts(with: TermPrefix.path.utf8) }
            guard paths.count == 1, documents.updateValue(document, forKey: paths[0]) == nil else {
                throw Defect("document \(id) has \(paths.count) paths, or another's")
            }
        }
        var terms = try reader.terms()
        while let term = try terms.next() { frequencies[term.term] = term.frequency }
        var keys = try reader.metadataKeys()
        while let key = try keys.next() {
            metadata[key.term] = try reader.metadata(String(decoding: key.term, as: UTF8.self))
        }
        for key in [MetadataKey.builtSeconds, MetadataKey.committedSeconds, MetadataKey.compactBytes] {
            metadata[Array(key.utf8)] = nil
        }
    }

    /// The checksum at the end of the record's line follows from the rest.
    private static func withoutChecksum(_ data: [UInt8]) -> [UInt8] {
        let checksum = #","sum":"89abcdef"}"#
        let line = data.prefix { $0 != UInt8(ascii: "\n") }
        return line.dropLast(checksum.utf8.count) + data.dropFirst(line.count)
    }

    /// The first thing that is not the same; nil when all is.
    func difference(from other: IndexContents) -> String? {
        func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
        for (path, document) in documents {
            guard let same = other.documents[path] else { return "\(text(path)) is in one only" }
            if document.terms != same.terms { return "\(text(path)) has other terms" }
            if document.values != same.values { return "\(text(path)) has other values" }
            if document.length != same.length { return "\(text(path)) has another length" }
            if document.data != same.data { return "\(text(path)) has another record or text" }
        }
        if documents.count != other.documents.count { return "\(documents.count) documents, \(other.documents.count)" }
        for (term, count) in frequencies where other.frequencies[term] != count {
            return "\(text(term)) is in \(count) documents, and in \(other.frequencies[term] ?? 0)"
        }
        if frequencies.count != other.frequencies.count { return "one has more terms" }
        for (key, value) in metadata where other.metadata[key] != value {
            return "the metadata has another \(text(key))"
        }
        return metadata.count == other.metadata.count ? nil : "one has more metadata"
    }
}
