internal import Glibc
internal import SystemPackage

/// Makes the entries of the table of postings out of runs, the upper half of them on a thread of its own where that is worth
/// it: the end of a build is as long as this takes.
struct PostingEntries {
    /// With fewer bytes a thread is not worth its start.
    private static let leastSharedBytes = 1 << 18

    let runs: [PostingRun]
    /// Whether a second thread may be had, and as much memory as half of the runs take.
    let mayShare: Bool
    let deflates: Bool

    /// Writes them, and returns the sum of the postings.
    func write(to table: inout GlassTableWriter) throws(Errno) -> PostingSum {
        let middle = mayShare ? middleHead : nil
        let upper = middle.flatMap { UpperHalf(runs, from: $0, deflates: deflates) }
        var chunks = PostingChunks(deflates: deflates)
        var lower = RunMerge(runs, before: upper == nil ? nil : middle)
        var sum = PostingSum()
        // The thread is waited for whatever happens here: it reads what is freed then.
        let outcome = Result { () throws(Errno) in
            try lower.forEach { (term, postings) throws(Errno) in
                sum.add(postings, of: term)
                try chunks.write(postings, of: term, to: &table)
            }
        }
        upper?.join()
        try outcome.get()
        if let upper {
            try upper.entries.write(to: &table)
            sum += upper.sum
        }
        return sum
    }

    /// The head that about half of the bytes come before; nil when there are few.
    private var middleHead: UInt64? {
        let marks = runs.flatMap(\.marks)
        guard marks.count * PostingRun.markedBytes >= Self.leastSharedBytes else { return nil }
        return marks.map(\.head).sorted()[marks.count / 2]
    }
}

/// The entries of the terms from one on, made by a thread and kept in memory.
private final class UpperHalf: @unchecked Sendable {
    private(set) var entries = EntryList()
    private(set) var sum = PostingSum()
    private let runs: [PostingRun]
    private let start: UInt64
    private let deflates: Bool
    private var thread = pthread_t()

    /// Begins; nil when the system has no thread left.
    init?(_ runs: [PostingRun], from start: UInt64, deflates: Bool) {
        self.runs = runs
        self.start = start
        self.deflates = deflates
        let argument = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<UpperHalf>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            return nil
        }
    }

    func join() {
        pthread_join(thread, nil)
    }

    private func run() {
        var chunks = PostingChunks(deflates: deflates)
        var list = EntryList()
        var merge = RunMerge(runs, from: start)
        var sum = PostingSum()
        merge.forEach { term, postings in
            sum.add(postings, of: term)
            chunks.write(postings, of: term, to: &list)
        }
        entries = list
        self.sum = sum
    }
}

/// Entries of a table in memory: the lengths of key and tag in four bytes each, a byte that is 1 for a deflated tag, the key, the
/// tag.
struct EntryList: EntrySink, ~Copyable {
    private var bytes = GlassBytes(capacity: 1 << 16)

    mutating func add(key: UnsafeBufferPointer<UInt8>, _ tag: StoredTag) {
        bytes.append(length: key.count)
        bytes.append(length: tag.bytes.count)
        bytes.append(tag.isDeflated ? 1 : 0)
        bytes.append(key)
        bytes.append(tag.bytes)
    }

    func write(to table: inout GlassTableWriter) throws(Errno) {
        let all = UnsafeRawBufferPointer(bytes.buffer)
        var at = 0
        while at < all.count {
            let keyBytes = Int(all.loadUnaligned(fromByteOffset: at, as: UInt32.self))
            let tagBytes = Int(all.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self))
            let isDeflated = all[at + 8] == 1
            at += 9
            let tag = UnsafeBufferPointer(rebasing: bytes.buffer[at + keyBytes..<at + keyBytes + tagBytes])
            try table.add(
                key: UnsafeBufferPointer(rebasing: bytes.buffer[at..<at + keyBytes]),
                StoredTag(bytes: tag, isDeflated: isDeflated))
            at += keyBytes + tagBytes
        }
    }
}

extension GlassBytes {
    fileprivate mutating func append(length: Int) {
        withUnsafeBytes(of: UInt32(length)) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { append($0) }
        }
    }
}
