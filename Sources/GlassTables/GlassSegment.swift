internal import Glibc
package import SystemPackage

/// Writes a database in the tables of Xapian 1.4 itself: documents in, numbered from 1, and a folder out that any libxapian
/// of that version opens.
///
/// Term lists and data are written as documents come. Postings are inverted in memory, batch by batch, and written at the
/// end. It belongs to one thread, syncs nothing, and what is dropped unfinished leaves a folder that is of no use.
package struct GlassSegment: ~Copyable {
    /// What is to be found in the database, for whoever wants to make sure of it.
    package struct Totals: Hashable, Sendable {
        package var statistics: GlassStatistics
        /// Of the postings as the term lists have them, and as the posting lists do; they must be equal.
        package var termlistSum: PostingSum
        package var postlistSum: PostingSum
    }

    private let folder: FilePath
    /// What the postings, before and after they are sorted, and all else that waits for the end may take.
    private let longestWaitingBytes: Int
    private var termlists: GlassTableWriter
    private var data: GlassTableWriter?
    private var values = ValueSlots()
    private var metadata = MetadataEntries()
    private var lengths = PostingList()
    private var batch: PostingBatch
    private var runs: [PostingRun] = []
    private var runBytes = 0
    private var statistics = GlassStatistics()
    private var termlistSum = PostingSum()
    private var termlist = TermlistTag()
    private var key = GlassBytes()

    /// Makes the folder, which must not be there yet.
    ///
    /// - Parameter memoryBytes: what the segment may take while it is written. `isFull` says when it is reached.
    package init(_ folder: FilePath, memoryBytes: Int) throws(Errno) {
        self.folder = folder
        // A quarter is for the batch. Of the rest a third is left free for the buffers of the end.
        batch = PostingBatch(memoryBytes: memoryBytes / 4)
        longestWaitingBytes = memoryBytes / 2
        guard folder.withPlatformString({ mkdir($0, 0o777) }) == 0 else { throw Errno(rawValue: errno) }
        termlists = try GlassTableWriter(folder.appending("termlist.glass"), deflates: true)
    }

    /// Whether the memory is used up, so that the segment is best finished.
    package var isFull: Bool {
        runBytes + values.byteCount + metadata.byteCount + lengths.bytes.count > longestWaitingBytes
    }

    /// Adds a document.
    ///
    /// - Parameters:
    ///   - values: of one slot the last is meant; an empty value is none.
    ///   - data: empty data are none.
    ///
    /// Throws: `.invalidArgument` for a term that is empty or has more than 245 bytes.
    package mutating func add(
        _ terms: DocumentTerms, values: [(slot: UInt32, value: [UInt8])], data bytes: UnsafeBufferPointer<UInt8>
    ) throws(Errno) {
        let document = statistics.documentCount + 1
        termlist.begin()
        try terms.forEachInOrder { (term, frequency) throws(Errno) in
            guard (1...GlassFormat.longestTermBytes).contains(term.count) else { throw .invalidArgument }
            termlist.add(term, frequency: frequency)
            let gram = Gram.number(of: term)
            let identity = gram.map { TermIdentity(gram: $0) } ?? TermIdentity(hashing: term)
            termlistSum.add(identity, document, frequency)
            if batch.isFull(for: document) { makeRun() }
            batch.append(term, gram: gram, identity, document: document, frequency: frequency)
        }
        lengths.append(document, termlist.length)
        statistics.add(length: termlist.length, highestFrequency: termlist.highestFrequency)
        key.removeAll()
        key.appendSortable(document)
        let keyBytes = key.count
        try termlists.add(key: key.buffer, tag: termlist.finish())
        try add(values, of: document)
        if !bytes.isEmpty {
            if data == nil { data = try GlassTableWriter(folder.appending("docdata.glass"), deflates: true) }
            key.truncate(to: keyBytes)
            try data?.add(key: key.buffer, tag: bytes)
        }
        if batch.isLarge { makeRun() }
    }

    /// Adds the values, and to the table of term lists, behind the document's terms, the slots that it uses.
    private mutating func add(_ all: [(slot: UInt32, value: [UInt8])], of document: UInt32) throws(Errno) {
        var slots = GlassBytes()
        var next: UInt32 = 0
        let order = all.indices.sorted { all[$0].slot == all[$1].slot ? $0 < $1 : all[$0].slot < all[$1].slot }
        for (position, index) in order.enumerated() {
            let (slot, value) = all[index]
            if position + 1 < order.count, all[order[position + 1]].slot == slot { continue }
            if value.isEmpty { continue }
            values.add(value, slot: slot, of: document)
            slots.appendNumber(slot - next)
            next = slot &+ 1
        }
        if slots.buffer.isEmpty { return }
        key.append(0)
        try termlists.add(key: key.buffer, tag: slots.buffer)
    }

    /// Sets an entry of the database's own metadata; an empty value is none.
    package mutating func setMetadata(_ name: [UInt8], _ value: [UInt8]) {
        metadata.set(name, value)
    }

    private mutating func makeRun() {
        if batch.isEmpty { return }
        let run = batch.drain()
        runBytes += run.byteCount
        runs.append(run)
    }

    /// Writes what is left. The folder is a database then.
    ///
    /// Throws: `.invalidArgument` as well, for a term or a name whose key has more than 255 bytes.
    package consuming func finish() throws(Errno) -> Totals {
        makeRun()
        var tables = VersionFile.Tables()
        tables.termlist = try termlists.finish()
        if let data = data.take() { tables.docdata = try data.finish() }
        var postlists = try GlassTableWriter(folder.appending("postlist.glass"), deflates: false)
        try metadata.write(to: &postlists)
        try values.write(to: &postlists)
        var chunks = PostingChunks()
        try chunks.write(lengths: lengths, to: &postlists)
        var merge = RunMerge(runs)
        try merge.forEach { (term, list) throws(Errno) in try chunks.write(list, of: term, to: &postlists) }
        tables.postlist = try postlists.finish()
        try VersionFile.write(tables, statistics, to: folder.appending("iamglass"))
        return Totals(statistics: statistics, termlistSum: termlistSum, postlistSum: chunks.sum)
    }
}
