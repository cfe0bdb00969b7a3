internal import IndexSchema
package import SystemPackage
internal import XapianIndex

/// Whether an index is what it should be: the engine's own check, and our invariants over it.
package struct IndexAudit: Hashable, Sendable {
    /// A sentence for each thing that is wrong; empty for a sound index. Of a kind that concerns single documents only
    /// the first few are listed, and then their number.
    package private(set) var problems: [String] = []
    /// A sentence for each thing that its owner should know and that makes the index no worse.
    package private(set) var notices: [String] = []
    /// The documents that were looked at.
    package private(set) var documentCount = 0

    /// The most sentences about single documents.
    private static let listedDocumentProblems = 10
    private var documentProblemCount = 0

    private init() {}

    /// Reads the whole index, with blocking calls: a second or two for 100 MB of text.
    ///
    /// - Parameter fingerprint: this build's analyzer's.
    ///
    /// Throws: `IndexingError.noIndex`, `.reading`. What is wrong with an index that is there is a result.
    package static func run(_ index: FilePath, fingerprint: String) throws(IndexingError) -> IndexAudit {
        let home = IndexFolder(path: index)
        var audit = IndexAudit()
        // A generation that is replaced meanwhile is removed, and looks damaged.
        for _ in 0..<3 {
            let stub = try home.readStub()
            audit = try run(home, stub, fingerprint: fingerprint)
            if audit.problems.isEmpty { break }
            if try home.readStub() == stub { break }
        }
        try audit.addNotices(of: home)
        return audit
    }

    private static func run(
        _ home: IndexFolder, _ stub: IndexFolder.Stub, fingerprint: String
    ) throws(IndexingError) -> IndexAudit {
        var audit = IndexAudit()
        switch stub {
        case .absent:
            if try home.isUnused() { throw .noIndex(index: home.path) }
            audit.problems.append("its XAPIANDB is missing; run 'sou-index check --repair'")
            return audit
        case .torn:
            audit.problems.append("its XAPIANDB is not whole; run 'sou-index check --repair'")
            return audit
        case .foreign: audit.problems.append("its XAPIANDB was not written by sou-index")
        case .generation(let number):
            guard try home.generations().contains(number) else {
                audit.problems.append(
                    "its XAPIANDB names generation \(number), which does not exist; run 'sou-index check --repair'")
                return audit
            }
            do throws(IndexError) {
                let check = try IndexCheck.run(path: home.generation(number))
                if check.problemCount > 0 {
                    audit.problems.append("the engine finds \(check.problemCount) problems: \(check.report)")
                }
            } catch {
                audit.problems.append(error.description)
            }
        }
        do throws(IndexError) {
            let reader = try IndexReader(path: home.path)
            try audit.checkContents(reader, fingerprint: fingerprint)
        } catch {
            audit.problems.append(IndexingError(error, index: home.path).description)
        }
        return audit
    }

    private mutating func addNotices(of home: IndexFolder) throws(IndexingError) {
        let leftOver = try home.debris()
        switch try WriterLock.state(of: home) {
        case .working(let holder):
            notices.append("\(IndexingError.process(holder)) is writing it; problems may come of that")
            return
        case .stopped(let holder):
            notices.append("\(IndexingError.process(holder)) was stopped before its end")
        case .none: break
        }
        if !leftOver.isEmpty {
            notices.append("\(leftOver.joined(separator: ", ")) left over; the next writer removes it")
        }
    }

    private mutating func checkContents(_ reader: IndexReader, fingerprint: String) throws(IndexError) {
        let metadata = try IndexMetadata(reader)
        if let format = metadata.format, !IndexFormat.readable.contains(format) {
            problems.append(
                "written in format \(format), this build reads \(IndexFormat.readableText); run 'sou-index build'")
            return
        }
        for key in metadata.unreadableKeys { problems.append("its metadata has no readable \(key)") }
        if let written = metadata.fingerprint, written != fingerprint {
            problems.append(
                "written by another analyzer (\(written)), this build has \(fingerprint); run 'sou-index build'")
        }
        try checkTerms(reader)
        try checkDocuments(reader, metadata)
    }

    private mutating func checkTerms(_ reader: IndexReader) throws(IndexError) {
        let terms = try TermAudit(reader)
        for id in terms.differing { report("document \(id) has other terms than those that find it") }
        for id in terms.ofWrongLength { report("document \(id) has another length than its terms") }
        if terms.documentCount != (try reader.documentCount) {
            problems.append("it says \(try reader.documentCount) documents, and has \(terms.documentCount)")
        }
        if terms.totalLength != (try reader.totalLength) {
            problems.append(
                "it says that its documents have \(try reader.totalLength) terms, and they have "
                    + "\(terms.totalLength)")
        }
    }

    private mutating func checkDocuments(_ reader: IndexReader, _ metadata: IndexMetadata) throws(IndexError) {
        // Not a list as long as the last ID: a damaged one is any number.
        var withPath: Set<DocumentID> = []
        var foundTextByteCount = 0
        var partCount = 0
        var terms = try reader.terms(startingWith: Array(TermPrefix.path.utf8))
        while let term = try terms.next() {
            var documents = try reader.documents(containing: term.term)
            var count = 0
            while let id = try documents.next() {
                count += 1
                documentCount += 1
                if !withPath.insert(id).inserted { report("document \(id) has more than one path") }
                let found = try checkRecord(reader, id, pathTerm: term.term, metadata.folders)
                foundTextByteCount += found.textByteCount
                partCount += found.partCount
            }
            if count > 1 {
                report("\(count) documents have the path '\(String(decoding: term.term.dropFirst(), as: UTF8.self))'")
            }
        }
        var all = try reader.documents()
        while let id = try all.next() {
            if !withPath.contains(id) { report("document \(id) has no path") }
        }
        try checkParts(reader, expected: partCount)
        if documentProblemCount > Self.listedDocumentProblems {
            problems.append("and \(documentProblemCount - Self.listedDocumentProblems) more problems with documents")
        }
        if let textByteCount = metadata.textByteCount, textByteCount != foundTextByteCount {
            problems.append(
                "its metadata says \(textByteCount) bytes of text, its documents have \(foundTextByteCount)")
        }
    }

    /// The bytes of the document's text and the number of parts it is stored in; 0 when its record cannot be read.
    private mutating func checkRecord(
        _ reader: IndexReader, _ id: DocumentID, pathTerm: [UInt8], _ folders: [[UInt8]]?
    ) throws(IndexError) -> (textByteCount: Int, partCount: Int) {
        let document = try reader.document(id)
        let data = try document.data
        let record: DocumentRecord
        var textByteCount = 0
        do throws(DocumentRecordError) {
            record = try data.withUnsafeBufferPointer { buffer throws(DocumentRecordError) -> DocumentRecord in
                let parts = try DocumentRecord.parts(of: buffer)
                textByteCount = try DocumentRecord.text(stored: parts.text).count
                return try DocumentRecord(line: parts.line)
            }
        } catch {
            report("document \(id): \(error)")
            return (0, 0)
        }
        if UniqueTerm.path(record.path) != pathTerm {
            report("document \(id) is found under another path than its record names")
        }
        for (slot, value) in record.values where try document.value(slot) != value {
            report("document \(id) has another value in slot \(slot) than its record says")
        }
        let facts = FileFacts(try document.value(ValueSlot.facts))
        if facts?.isOfFile(of: record, textByteCount: record.longText?.byteCount ?? textByteCount) != true {
            report("document \(id) has other facts of its file in slot \(ValueSlot.facts) than its record says")
        }
        if let folders, !folders.contains(where: { record.path.starts(with: $0) }) {
            report("document \(id) lies in none of the index's folders")
        }
        guard let longText = record.longText else { return (textByteCount, 0) }
        if try !hasWholeText(reader, record, longText) {
            report("document \(id) has a long text of which parts are missing or damaged")
        }
        return (longText.byteCount, longText.filter.blockCount + longText.filter.partCount)
    }

    /// True when the blocks of a long text join to it, and its filter is complete.
    private func hasWholeText(
        _ reader: IndexReader, _ record: DocumentRecord, _ longText: DocumentRecord.LongText
    ) throws(IndexError) -> Bool {
        let filter = longText.filter
        var (offset, line) = (0, 1)
        var sum = Checksum()
        for number in 0..<filter.blockCount {
            guard let stored = try reader.metadata(LongTextKey.block(number, of: record.path)),
                let block = Self.block(stored, record, adding: &sum),
                block.offset == offset, block.firstLine == line
            else { return false }
            offset += block.text.count
            line += block.text.count { $0 == UInt8(ascii: "\n") }
        }
        for part in 0..<filter.partCount {
            let rowCount = min(filter.rowsPerPart, filter.rowCount - part * filter.rowsPerPart)
            guard let rows = try reader.metadata(LongTextKey.filterPart(part, of: record.path)),
                rows.count == rowCount * filter.bytesPerRow
            else { return false }
            sum.add(rows)
        }
        return offset == longText.byteCount && sum.text == longText.checksum ?? sum.text
    }

    /// A block; nil when it is damaged.
    private static func block(_ stored: [UInt8], _ record: DocumentRecord, adding sum: inout Checksum) -> TextBlock? {
        var headByteCount = 0
        let block = stored.withUnsafeBufferPointer {
            try? TextBlock($0, places: record.places, headByteCount: &headByteCount)
        }
        sum.add(stored.prefix(headByteCount))
        return block
    }

    /// Reports parts of long texts that belong to no document.
    private mutating func checkParts(_ reader: IndexReader, expected: Int) throws(IndexError) {
        var count = 0
        for prefix in [LongTextKey.blockPrefix, LongTextKey.filterPrefix] {
            var keys = try reader.metadataKeys(startingWith: prefix)
            while try keys.next() != nil { count += 1 }
        }
        // Fewer are missing, which was reported with their document.
        if count > expected { problems.append("\(count - expected) parts of long texts belong to no document") }
    }

    private mutating func report(_ problem: String) {
        documentProblemCount += 1
        if documentProblemCount <= Self.listedDocumentProblems { problems.append(problem) }
    }
}

extension FileFacts {
    /// Whether they say the same of a document's file as its record, as far as that says it too.
    fileprivate func isOfFile(of record: DocumentRecord, textByteCount: Int) -> Bool {
        sizeBytes == record.sizeBytes && modifiedNanoseconds == record.modifiedNanoseconds && inode == record.inode
            && device == record.device && self.textByteCount == textByteCount
    }
}
