internal import Glibc
package import SystemPackage

/// Writes the table of postings of a database anew, as a segment has it: each list in one piece, cut and deflated by
/// `PostingChunks`, and values deflated by `ValueSlots`' measure. The engine, when it merges or compacts, deflates none and leaves the chunks of its sources.
package struct PostlistPacking: ~Copyable {
    private static let (tableName, versionName) = ("postlist.glass", "iamglass")

    private var table: GlassTableWriter
    private var chunks = PostingChunks(deflates: true)
    private let deflater = Deflater()
    private var deflated = GlassBytes()
    /// The list that is being put together, and what its first chunk says of it.
    private var term = GlassBytes()
    private var keyTerm = GlassBytes()
    private var list = PostingList()
    private var stated: (documentCount: UInt32, sum: UInt64)?
    private var isListAtEnd = false
    /// Of all frequencies of all terms.
    private var sum: UInt64 = 0

    private init(_ path: FilePath) throws(Errno) {
        table = try GlassTableWriter(path)
    }

    /// Packs a database that a merge or compaction has just written, and that nobody has open. Nothing is synced.
    ///
    /// - Parameter length: of all documents together.
    ///
    /// Throws: an `Errno`, and `MalformedTable`, also when the frequencies of all terms are not that length. The database is what
    /// it was then, or of no use.
    package static func run(_ database: FilePath, length: UInt64) throws {
        let packed = database.appending("packed.\(tableName)")
        var packing = try PostlistPacking(packed)
        var reader = try GlassTableReader(database.appending(tableName))
        while try reader.next() { try packing.add(reader.key.buffer, reader.tag.buffer, isDeflated: reader.isDeflated) }
        try packing.finishList()
        guard packing.sum == length else { throw MalformedTable() }
        let version = try packing.finish(database.appending(versionName))
        let packedVersion = database.appending("packed.\(versionName)")
        try version.withUnsafeBufferPointer { bytes throws(Errno) in try VersionFile.write(bytes, to: packedVersion) }
        try rename(packed, to: database.appending(tableName))
        try rename(packedVersion, to: database.appending(versionName))
    }

    private mutating func add(
        _ key: UnsafeBufferPointer<UInt8>, _ tag: UnsafeBufferPointer<UInt8>, isDeflated: Bool
    ) throws {
        guard !isDeflated else { throw MalformedTable() }
        guard let place = PostlistKey.place(key, term: &keyTerm) else {
            try finishList()
            let isOfValues = PostlistKey.isOfValues(key)
            return try table.add(
                key: key,
                isOfValues ? deflater.stored(tag, in: &deflated, onlyToHalf: true) : StoredTag(bytes: tag))
        }
        var chunk = CheckedNumbers(tag)
        var first: UInt32
        switch place {
        case .first:
            try finishList()
            swap(&term, &keyTerm)
            stated = (try chunk.number(), try chunk.number64())
            first = try chunk.number() &+ 1
        case .further(let document):
            guard stated != nil, !isListAtEnd, document > list.last, keyTerm.buffer.elementsEqual(term.buffer) else {
                throw MalformedTable()
            }
            first = document
        }
        isListAtEnd = try chunk.byte() == UInt8(ascii: "1")
        let span = try chunk.number()
        let body = chunk.rest
        let postings = try Self.postings(body, first: first)
        guard postings.last &- first == span else { throw MalformedTable() }
        list.append(postings)
    }

    /// Looks at all postings of a chunk, so that nobody needs to be careful with them from then on.
    private static func postings(_ body: UnsafeBufferPointer<UInt8>, first: UInt32) throws -> PostingList.Postings {
        var numbers = CheckedNumbers(body)
        var postings = PostingList.Postings(
            documentCount: 1, sum: UInt64(try numbers.number()), first: first, last: first, bytes: body)
        while !numbers.rest.isEmpty {
            let (next, isTooLarge) = postings.last.addingReportingOverflow(try numbers.number())
            guard !isTooLarge, next < .max else { throw MalformedTable() }
            postings.last = next + 1
            postings.documentCount += 1
            postings.sum &+= UInt64(try numbers.number())
        }
        return postings
    }

    private mutating func finishList() throws {
        guard let stated else { return }
        guard isListAtEnd, list.documentCount == stated.documentCount, list.sum == stated.sum else {
            throw MalformedTable()
        }
        try chunks.write(list.postings, of: term.buffer, to: &table)
        sum &+= list.sum
        list.removeAll()
        self.stated = nil
    }

    /// What the version file shall be.
    private consuming func finish(_ versionFile: FilePath) throws -> [UInt8] {
        let written = try table.finish()
        let file = try FileDescriptor.open(versionFile, .readOnly)
        let bytes = try file.closeAfter {
            try [UInt8](unsafeUninitializedCapacity: 1 << 10) { buffer, count in
                count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
        guard let version = VersionFile.replacingPostlist(bytes, with: written) else { throw MalformedTable() }
        return version
    }

    private static func rename(_ old: FilePath, to new: FilePath) throws(Errno) {
        let status = old.withPlatformString { old in new.withPlatformString { Glibc.rename(old, $0) } }
        guard status == 0 else { throw Errno(rawValue: errno) }
    }
}

/// Reads the numbers that `GlassBytes.appendNumber` writes from bytes that may be anything.
private struct CheckedNumbers {
    private(set) var rest: UnsafeBufferPointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        rest = bytes
    }

    mutating func byte() throws -> UInt8 {
        guard let byte = rest.first else { throw MalformedTable() }
        rest = UnsafeBufferPointer(rebasing: rest.dropFirst())
        return byte
    }

    mutating func number64() throws -> UInt64 {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            let byte = try byte()
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        throw MalformedTable()
    }

    mutating func number() throws -> UInt32 {
        guard let number = UInt32(exactly: try number64()) else { throw MalformedTable() }
        return number
    }
}
