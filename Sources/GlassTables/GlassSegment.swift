internal import Glibc
internal import Synchronization
package import SystemPackage

/// Writes a database in the tables of Xapian 1.4 itself: documents in, numbered from 1, and a folder out that any libxapian
/// of that version opens.
///
/// Several threads may add documents, each through an inverter of its own. Term lists and data are written as documents
/// come, postings at the end. Nothing is synced, and what is dropped unfinished leaves a folder that is of no use.
package final class GlassSegment: @unchecked Sendable {
    /// What is to be found in the database, for whoever wants to make sure of it.
    package struct Totals: Hashable, Sendable {
        package var statistics: GlassStatistics
        /// Of the postings as the term lists have them, and as the posting lists do; they must be equal.
        package var termlistSum: PostingSum
        package var postlistSum: PostingSum
    }

    /// What is known of a document before it has an ID.
    struct Document {
        var termlist: StoredTag
        var termSum: PostingSum.Terms
        var length: UInt32
        var highestFrequency: UInt32
        /// Ascending by slot, each once and none empty.
        var values: [(slot: UInt32, value: [UInt8])]
        var data: StoredTag
    }

    private let folder: FilePath
    private let threadCount: Int
    private let lock = Mutex<Void>(())

    // Behind the lock.
    private var termlists: GlassTableWriter
    private var data: GlassTableWriter?
    private var values = ValueSlots()
    private var metadata = MetadataEntries()
    private var lengths = PostingList()
    private var runs: [PostingRun] = []
    private var runBytes = 0
    private var statistics = GlassStatistics()
    private var deflatesLists = true
    private var termlistSum = PostingSum()
    private var key = GlassBytes()
    private var slots = GlassBytes()

    /// Makes the folder, which must not be there yet.
    ///
    /// - Parameter threadCount: how many threads write it; `finish` uses two at most.
    package init(_ folder: FilePath, threadCount: Int = 1) throws(Errno) {
        self.folder = folder
        self.threadCount = threadCount
        guard folder.withPlatformString({ mkdir($0, 0o777) }) == 0 else { throw Errno(rawValue: errno) }
        termlists = try GlassTableWriter(folder.appending("termlist.glass"))
    }

    /// The memory that is taken by what waits for the end.
    package var waitingBytes: Int {
        lock.withLock { _ in runBytes + values.byteCount + metadata.byteCount + lengths.bytes.count }
    }

    /// Sets an entry of the database's own metadata; an empty value is none.
    package func setMetadata(_ name: [UInt8], _ value: [UInt8]) {
        lock.withLock { _ in metadata.set(name, value) }
    }

    /// Leaves lists and values plain: the segment will be merged with others, by the engine, which would inflate them.
    package func leaveListsPlain() {
        lock.withLock { _ in deflatesLists = false }
    }

    /// Adds all of a document but its postings, and returns its ID.
    func add(_ document: borrowing Document) throws(Errno) -> UInt32 {
        try lock.withLock { _ throws(Errno) in try write(document) }
    }

    /// Takes postings of documents that were added.
    func add(_ run: PostingRun) {
        lock.withLock { _ in
            runs.append(run)
            runBytes += run.byteCount
        }
    }

    private func write(_ document: borrowing Document) throws(Errno) -> UInt32 {
        let id = statistics.documentCount + 1
        statistics.add(length: document.length, highestFrequency: document.highestFrequency)
        termlistSum.add(document.termSum, of: id)
        lengths.append(id, document.length)
        key.removeAll()
        key.appendSortable(id)
        let keyBytes = key.count
        try termlists.add(key: key.buffer, document.termlist)
        if !document.data.bytes.isEmpty {
            if data == nil { data = try GlassTableWriter(folder.appending("docdata.glass")) }
            try data?.add(key: key.buffer, document.data)
        }
        if !document.values.isEmpty {
            key.append(0)
            add(document.values, of: id)
            try termlists.add(key: key.buffer, tag: slots.buffer)
            key.truncate(to: keyBytes)
        }
        return id
    }

    /// Adds the values, and sets what the table of term lists says of them: the slots, each as its distance from the one
    /// before, less one.
    private func add(_ all: [(slot: UInt32, value: [UInt8])], of id: UInt32) {
        slots.removeAll()
        var next: UInt32 = 0
        for (slot, value) in all {
            values.add(value, slot: slot, of: id)
            slots.appendNumber(slot &- next)
            next = slot &+ 1
        }
    }

    /// Writes what is left; the folder is a database then. All inverters have finished, and this is called once.
    ///
    /// Throws: `.invalidArgument` as well, for a term or a name whose key has more than 255 bytes.
    package func finish() throws(Errno) -> Totals {
        try lock.withLock { _ throws(Errno) in
            var tables = VersionFile.Tables()
            tables.termlist = try termlists.finish()
            tables.docdata = try data?.finish()
            var postlists = try GlassTableWriter(folder.appending("postlist.glass"))
            try metadata.write(to: &postlists)
            try values.write(to: &postlists, deflates: deflatesLists)
            var chunks = PostingChunks(deflates: false)
            try chunks.write(lengths: lengths, to: &postlists)
            let entries = PostingEntries(runs: runs, mayShare: threadCount > 1, deflates: deflatesLists)
            let postlistSum = try entries.write(to: &postlists)
            tables.postlist = try postlists.finish()
            try VersionFile.write(tables, statistics, to: folder.appending("iamglass"))
            return Totals(statistics: statistics, termlistSum: termlistSum, postlistSum: postlistSum)
        }
    }
}
