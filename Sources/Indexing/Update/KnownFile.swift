internal import IndexSchema
internal import XapianIndex

/// What an index has of a file.
struct KnownFile {
    var facts: FileFacts
    /// Nil for a file that was read and is no document.
    var document: DocumentID?
}

/// What an index has of files, by their paths.
///
/// Memory: about 200 bytes a file, and its path.
struct KnownFiles {
    private(set) var files: [[UInt8]: KnownFile] = [:]

    /// Everything.
    init(all reader: IndexReader) throws {
        files.reserveCapacity(try reader.documentCount)
        var paths = try reader.values(of: ValueSlot.path)
        var facts = try reader.values(of: ValueSlot.facts)
        var next = try facts.next()
        while let path = try paths.next() {
            while let ahead = next, ahead.documentID < path.documentID { next = try facts.next() }
            let own = next.flatMap { $0.documentID == path.documentID ? $0.value : nil } ?? []
            try add(reader, path.documentID, path: path.value, facts: own)
        }
        try addUnindexed(reader, keysStartingWith: Array(UnindexedFile.keyPrefix.utf8)) { _ in true }
    }

    /// What lies at some paths and below them.
    ///
    /// - Parameter paths: none of them below another.
    init(at paths: [[UInt8]], _ reader: IndexReader) throws {
        for path in paths {
            for term in [UniqueTerm.path(path), UniqueTerm.folder(path)] {
                var documents = try reader.documents(containing: term)
                while let id = try documents.next() {
                    let stored = try reader.document(id)
                    try add(
                        reader, id, path: stored.value(ValueSlot.path), facts: stored.value(ValueSlot.facts))
                }
            }
            try addUnindexed(reader, key: UnindexedFile.key(of: path)) { $0 == path }
            let below = path.last == UInt8(ascii: "/") ? path : path + [UInt8(ascii: "/")]
            try addUnindexed(reader, keysStartingWith: UnindexedFile.keyPrefix(below: path)) { $0.starts(with: below) }
        }
    }

    mutating func merge(_ other: KnownFiles) {
        files.merge(other.files) { $1 }
    }

    private mutating func add(_ reader: IndexReader, _ id: DocumentID, path: [UInt8], facts: [UInt8]) throws {
        // Only the beginning of a long path is in its slot.
        let path =
            path.count < ValueSlot.longestPathBytes
            ? path
            : try reader.document(id).withData { try DocumentRecord(line: DocumentRecord.parts(of: $0).line).path }
        files[path] = KnownFile(facts: FileFacts(facts) ?? .none, document: id)
    }

    private mutating func addUnindexed(
        _ reader: IndexReader, keysStartingWith prefix: [UInt8], where isWanted: ([UInt8]) -> Bool
    ) throws {
        var keys = try reader.metadataKeys(startingWith: prefix)
        while let key = try keys.next() { try addUnindexed(reader, key: key.term, where: isWanted) }
    }

    private mutating func addUnindexed(
        _ reader: IndexReader, key: [UInt8], where isWanted: ([UInt8]) -> Bool
    ) throws {
        // One that cannot be read is as good as none: the file is read again, and its entry written.
        guard let file = try reader.metadata(key).flatMap({ UnindexedFile($0) }), isWanted(file.path) else { return }
        if files[file.path] == nil { files[file.path] = KnownFile(facts: file.facts) }
    }
}
