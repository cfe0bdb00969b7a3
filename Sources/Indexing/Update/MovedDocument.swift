internal import FileWatching
internal import IndexSchema
internal import XapianIndex

/// A document of the index under another path: what follows from the path is made anew, all else is as it is stored.
struct MovedDocument {
    private let record: DocumentRecord
    private let storedText: [UInt8]
    private let facts: FileFacts
    private let reader: IndexReader
    private let id: DocumentID

    /// - Parameter known: what the index has of the file under the path that it had.
    ///
    /// Throws: when the document cannot be read.
    init(_ known: KnownFile, id: DocumentID, _ reader: IndexReader) throws {
        self.reader = reader
        self.id = id
        facts = known.facts
        (record, storedText) = try reader.document(id).withData { data in
            let parts = try DocumentRecord.parts(of: data)
            return (try DocumentRecord(line: parts.line), Array(parts.text))
        }
    }

    /// Whether reading the file under its new path would give the same document.
    func fits(_ file: ScannedFile, under rules: FolderRules) -> Bool {
        // What most of a folder is in may differ from folder to folder.
        if case .follows = facts.encoding { return false }
        guard rules.types.allows(record.mediaType) else { return false }
        let (old, new) = (Self.name(record.path), Self.name(file.path))
        if old == new { return true }
        // The name says what the file is, where its content does not, and it is the title of a text without one.
        return Self.ending(old) == Self.ending(new) && !Self.isTitle(record.title, ofName: old)
    }

    private static func name(_ path: [UInt8]) -> ArraySlice<UInt8> {
        path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    }

    /// From the first dot on: in `a.md.gz` both extensions count.
    private static func ending(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        name.firstIndex(of: UInt8(ascii: ".")).map { name[$0...] } ?? []
    }

    /// Whether the title may have been made of the name. Blanks and marks do not count, which titles are tidied of, and
    /// a title may be cut.
    private static func isTitle(_ title: String, ofName name: ArraySlice<UInt8>) -> Bool {
        func letters(_ text: String) -> [Unicode.Scalar] {
            text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        }
        return letters(String(decoding: name, as: UTF8.self)).starts(with: letters(title))
    }

    /// What the index knows of the file under its new path.
    func facts(of file: ScannedFile) -> FileFacts {
        FileFacts(file, encoding: facts.encoding, textByteCount: facts.textByteCount)
    }

    /// What the index gets under the new path, without the parts of a long text.
    func entry(for file: ScannedFile, pathTerms: TermList) throws -> IndexDocument {
        var document = IndexDocument()
        let prefixes = TermPrefix.ofPaths.map { Array($0.utf8) }
        var terms = try reader.terms(of: id)
        while let term = try terms.next() {
            if prefixes.contains(where: term.term.starts) { continue }
            term.term.withUnsafeBufferPointer { document.add($0, frequency: UInt32(clamping: term.frequency)) }
        }
        pathTerms.forEach { document.add($0, frequency: $1) }
        let stored = try reader.document(id)
        var values: [(UInt32, [UInt8])] = try [ValueSlot.date, ValueSlot.modified, ValueSlot.size].map {
            ($0, try stored.value($0))
        }
        values.append((ValueSlot.path, Array(file.path.prefix(ValueSlot.longestPathBytes))))
        values.append((ValueSlot.facts, facts(of: file).encoded))
        for (slot, value) in values { value.withUnsafeBufferPointer { document.setValue(slot, $0) } }
        var record = record
        record.path = file.path
        let data = try record.encoded(storedText: storedText)
        data.withUnsafeBufferPointer { document.setData($0) }
        return document
    }

    /// The parts of the long text under the keys of the new path.
    func forEachPart(for file: ScannedFile, _ body: (_ key: [UInt8], _ value: [UInt8]) throws -> Void) throws {
        for (old, new) in zip(LongTextKey.prefixes(of: record.path), LongTextKey.prefixes(of: file.path)) {
            var keys = try reader.metadataKeys(startingWith: old)
            while let key = try keys.next() {
                guard let value = try reader.metadata(key.term) else { continue }
                try body(Array(new.utf8) + key.term.dropFirst(old.utf8.count), value)
            }
        }
    }
}
