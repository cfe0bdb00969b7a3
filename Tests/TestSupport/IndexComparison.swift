package import IndexSchema
package import SystemPackage
package import XapianIndex

/// All that two indexes over the same files have to have in common: everything but times, document IDs, and what is said
/// of the moment in which a file was read.
package struct IndexContent: Equatable {
    package struct Document: Equatable {
        package var terms: [TermCursor.Element]
        package var length: Int
        package var data: [UInt8]
        package var values: [[UInt8]]
        package var facts: FileFacts?
    }

    /// By path; of documents with one path, which should not be, the number is told by `documentCount`.
    package var documents: [[UInt8]: Document] = [:]
    package var documentCount = 0
    /// The number of documents of each term.
    package var frequencies: [[UInt8]: Int] = [:]
    package var totalLength: UInt64
    /// By key; the parts of long texts are among them.
    package var metadata: [[UInt8]: [UInt8]] = [:]

    private static let moments = ["sou.built", "sou.committed", "sou.compact-bytes"].map { Array($0.utf8) }

    /// - Parameter index: an index's folder.
    package init(_ index: FilePath) throws {
        let reader = try IndexReader(path: index)
        documentCount = try reader.documentCount
        totalLength = try reader.totalLength
        var all = try reader.documents()
        while let id = try all.next() {
            let stored = try reader.document(id)
            var terms: [TermCursor.Element] = []
            var cursor = try reader.terms(of: id)
            while let term = try cursor.next() { terms.append(term) }
            let path = try stored.withData { try DocumentRecord(line: DocumentRecord.parts(of: $0).line).path }
            var facts = FileFacts(try stored.value(ValueSlot.facts))
            facts?.forgetMoment()
            documents[path] = Document(
                terms: terms, length: try reader.documentLength(id), data: try stored.data,
                values: try (0..<ValueSlot.facts).map { try stored.value($0) }, facts: facts)
        }
        var terms = try reader.terms()
        while let term = try terms.next() { frequencies[term.term] = term.frequency }
        var keys = try reader.metadataKeys()
        while let key = try keys.next() {
            guard !Self.moments.contains(key.term), var value = try reader.metadata(key.term) else { continue }
            if var file = UnindexedFile(value), key.term == file.key {
                file.facts.forgetMoment()
                value = file.encoded
            }
            metadata[key.term] = value
        }
    }

    /// A sentence for each difference; none for equal indexes.
    package func differences(from other: IndexContent) -> [String] {
        var sentences: [String] = []
        if documentCount != other.documentCount || documents.count != documentCount {
            sentences.append("\(documentCount) documents (\(documents.count) paths), not \(other.documentCount)")
        }
        if totalLength != other.totalLength { sentences.append("length \(totalLength), not \(other.totalLength)") }
        for path in Set(documents.keys).union(other.documents.keys) {
            let name = String(decoding: path, as: UTF8.self)
            switch (documents[path], other.documents[path]) {
            case (let own?, let others?):
                if own.terms != others.terms { sentences.append("other terms: \(name)") }
                if own.length != others.length { sentences.append("another length: \(name)") }
                if own.data != others.data {
                    let texts = [own, others].map { String(decoding: $0.data.prefix(400), as: UTF8.self) }
                    sentences.append("other data: \(name): \(texts[0]) | \(texts[1])")
                }
                if own.values != others.values { sentences.append("other values: \(name)") }
                if own.facts != others.facts {
                    sentences.append(
                        "\(String(describing: own.facts)), not \(String(describing: others.facts)): \(name)")
                }
            case (nil, _?): sentences.append("missing: \(name)")
            case (_?, nil): sentences.append("too many: \(name)")
            case (nil, nil): break
            }
        }
        for term in Set(frequencies.keys).union(other.frequencies.keys)
        where frequencies[term] != other.frequencies[term] {
            let counts = [frequencies[term] ?? 0, other.frequencies[term] ?? 0]
            sentences.append(
                "term \(String(decoding: term, as: UTF8.self)): in \(counts[0]) documents, not \(counts[1])")
        }
        for key in Set(metadata.keys).union(other.metadata.keys) where metadata[key] != other.metadata[key] {
            let name = String(decoding: key, as: UTF8.self)
            let values = [metadata[key], other.metadata[key]].map { value in
                value.map { String(decoding: $0.prefix(100), as: UTF8.self) } ?? "nothing"
            }
            sentences.append("metadata \(name): \(values[0]), not \(values[1])")
        }
        return sentences.sorted()
    }
}

extension FileFacts {
    /// Another name of the same file, or its permissions, may have changed since.
    fileprivate mutating func forgetMoment() {
        changedNanoseconds = 0
        mayHaveChanged = false
    }
}
