internal import FileWatching
internal import Glibc
internal import IndexSchema
internal import SystemPackage
internal import XapianIndex

/// Applies differences to the live generation, in commits of bounded size and age: each is true by itself.
struct UpdateWriter: ~Copyable {
    /// Each commit is written out of memory as one, and costs a few syncs of the disk.
    private static let mostTextBytes = 16 << 20
    /// The engine commits by itself after 10,000 changes, without what we have to say about them.
    private static let mostChanges = 4_000
    private static let mostSeconds = 5.0

    private let home: IndexFolder
    private let generation: FilePath
    private var writer: IndexWriter
    /// Reads what was committed last.
    private let reader: IndexReader
    /// What the index had of the files before the update.
    private var known: KnownFiles
    private(set) var encodings: EncodingState
    private var textByteCount: Int
    private(set) var counts = Counts()

    private var changeCount = 0
    private var changedTextByteCount = 0
    private var firstChange: ContinuousClock.Instant?

    struct Counts {
        var added = 0
        var changed = 0
        var removed = 0
        var moved = 0
    }

    init(
        _ home: IndexFolder, generation: FilePath, known: KnownFiles, encodings: EncodingState, textByteCount: Int
    ) throws(IndexError) {
        let reader = try IndexReader(path: generation)
        let writer = try IndexWriter(path: generation, opening: .existing)
        self.reader = reader
        self.writer = writer
        self.home = home
        self.generation = generation
        self.known = known
        self.encodings = encodings
        self.textByteCount = textByteCount
    }

    /// Puts a document in the place of what the index has of the file.
    mutating func put(_ document: AnalyzedDocument, of file: ScannedFile) throws {
        let old = known.files[file.path]
        try forgetParts(of: file.path, old)
        try writer.replace(uniqueTerm: UniqueTerm.path(file.path), with: document.makeEntry())
        if let longText = document.longText {
            try longText.forEachEntry { key, value throws(IndexError) in try writer.setMetadata(key, value) }
        }
        count(old, document.facts)
        try changed(file.path, from: old?.facts, to: document.facts)
    }

    /// Remembers that a file is no document.
    mutating func put(_ file: UnindexedFile) throws {
        let old = known.files[file.path]
        try forgetParts(of: file.path, old)
        if old?.document != nil {
            try writer.delete(uniqueTerm: UniqueTerm.path(file.path))
            counts.removed += 1
        }
        try writer.setMetadata(file.key, file.encoded)
        try changed(file.path, from: old?.facts, to: file.facts)
    }

    /// Removes what the index has of a path, if anything.
    mutating func remove(_ path: [UInt8]) throws {
        guard let old = known.files[path] else { return }
        try forgetParts(of: path, old)
        if old.document != nil {
            try writer.delete(uniqueTerm: UniqueTerm.path(path))
            counts.removed += 1
        }
        try changed(path, from: old.facts, to: nil)
    }

    /// Puts a document under another path.
    mutating func move(_ move: UpdatePlan.Move, pathTerms: TermList) throws {
        guard let source = known.files[move.from], let id = source.document else {
            preconditionFailure("what is moved is a document")
        }
        let old = known.files[move.file.path]
        let document = try MovedDocument(source, id: id, reader)
        let entry = try document.entry(for: move.file, pathTerms: pathTerms)
        try forgetParts(of: move.file.path, old)
        try writer.replace(uniqueTerm: UniqueTerm.path(move.file.path), with: entry)
        try document.forEachPart(for: move.file) { try writer.setMetadata($0, $1) }
        try forgetParts(of: move.from, source)
        try writer.delete(uniqueTerm: UniqueTerm.path(move.from))
        counts.moved += 1
        if old?.document != nil { counts.removed += 1 }
        // One step for the commit: a document that is moved by halves would be twice there, or not at all.
        note(move.from, from: source.facts, to: nil)
        try changed(move.file.path, from: old?.facts, to: document.facts(of: move.file))
    }

    /// Finds out what the index has of files that were not to be changed at first.
    mutating func look(at paths: [[UInt8]]) throws {
        known.merge(try KnownFiles(at: paths, reader))
    }

    /// Says over which folders the index is from now on.
    mutating func set(folders: [[UInt8]], reading: [UInt8]) throws {
        try writer.setMetadata(MetadataKey.folders, FolderList.encoded(folders))
        try writer.setMetadata(MetadataKey.reading, reading)
        changeCount += 1
    }

    /// Makes what was applied since the last commit durable, and seen by readers.
    mutating func commit() throws {
        guard changeCount > 0 else { return }
        try writer.setMetadata(MetadataKey.textBytes, Array(String(textByteCount).utf8))
        try writer.setMetadata(MetadataKey.committedSeconds, Array(String(time(nil)).utf8))
        try writer.commit()
        try home.giveToOwner(generation)
        // The engine syncs its files, and not the folder in which the name of the new revision stands.
        try FileSync.folder(generation)
        _ = try reader.reopen()
        changeCount = 0
        changedTextByteCount = 0
        firstChange = nil
    }

    // MARK: Parts

    /// Removes what of a file does not lie in its document: the parts of a long text, or what is remembered of a file
    /// that is none.
    private mutating func forgetParts(of path: [UInt8], _ known: KnownFile?) throws {
        guard let known else { return }
        guard known.document != nil else { return try writer.setMetadata(UnindexedFile.key(of: path), []) }
        for prefix in LongTextKey.prefixes(of: path) {
            var keys = try reader.metadataKeys(startingWith: prefix)
            while let key = try keys.next() { try writer.setMetadata(key.term, []) }
        }
    }

    /// A file that was only looked at again because it might have changed has not.
    private mutating func count(_ old: KnownFile?, _ new: FileFacts) {
        guard let old, old.document != nil else { return counts.added += 1 }
        var (before, after) = (old.facts, new)
        before.mayHaveChanged = false
        after.mayHaveChanged = false
        if before != after { counts.changed += 1 }
    }

    private mutating func changed(_ path: [UInt8], from old: FileFacts?, to new: FileFacts?) throws {
        note(path, from: old, to: new)
        let seconds = firstChange.map { (ContinuousClock.now - $0) / .seconds(1) } ?? 0
        if changeCount >= Self.mostChanges || changedTextByteCount >= Self.mostTextBytes || seconds >= Self.mostSeconds
        {
            try commit()
        }
    }

    private mutating func note(_ path: [UInt8], from old: FileFacts?, to new: FileFacts?) {
        let (oldBytes, newBytes) = (old?.textByteCount ?? 0, new?.textByteCount ?? 0)
        textByteCount = max(0, textByteCount - oldBytes + newBytes)
        encodings.replace(path, old?.encoding, by: new?.encoding)
        changeCount += 1
        changedTextByteCount += oldBytes + newBytes
        firstChange = firstChange ?? .now
    }
}
