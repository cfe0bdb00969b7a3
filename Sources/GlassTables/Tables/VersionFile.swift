internal import SystemPackage

/// The file `iamglass`: what makes tables a database.
///
/// It has the magic bytes and the version of the format, the database's UUID, the revision, a record for each of six
/// tables, and the statistics. It is written last, for without it the folder is none.
package enum VersionFile {
    /// `0F 0D`, the name, and the date of the format: years since 2014, month and day in 7, 4 and 5 bits.
    private static let magic: [UInt8] = [0x0F, 0x0D] + Array("Xapian Glass".utf8) + [0x04, 0x6E]
    private static let uuidBytes = 16

    /// The longest tags that each table leaves as they are; 0 for all.
    private static let longestPlainTagBytes: [UInt64] = {
        let deflating = UInt64(GlassFormat.longestPlainTagBytes)
        return [0, deflating, deflating, 0, deflating, deflating]
    }()

    /// In the order of their records. There are no positions, spellings, synonyms.
    struct Tables {
        var postlist: GlassTable?
        var docdata: GlassTable?
        var termlist: GlassTable?
    }

    static func write(_ tables: Tables, _ statistics: GlassStatistics, to path: FilePath) throws(Errno) {
        var bytes = GlassBytes()
        magic.withUnsafeBufferPointer { bytes.append($0) }
        appendUUID(to: &bytes)
        bytes.appendNumber(GlassFormat.revision)
        let records = [tables.postlist, tables.docdata, tables.termlist, nil, nil, nil]
        for (table, longest) in zip(records, longestPlainTagBytes) {
            append(table, longestPlainTagBytes: longest, to: &bytes)
        }
        append(statistics, to: &bytes)
        try write(bytes.buffer, to: path)
    }

    static func write(_ bytes: UnsafeBufferPointer<UInt8>, to path: FilePath) throws(Errno) {
        var file = try BlockFile(path)
        try file.append(bytes: bytes)
        try file.flush()
    }

    /// The file with another table of postings, which is the first of the tables; nil when the file is none.
    static func replacingPostlist(_ bytes: [UInt8], with table: GlassTable) -> [UInt8]? {
        guard isOfKnownFormat(bytes) else { return nil }
        var rest = bytes.dropFirst(magic.count + uuidBytes)
        _ = takeNumber(from: &rest)
        var result = GlassBytes()
        bytes[..<rest.startIndex].withUnsafeBufferPointer { result.append($0) }
        append(table, longestPlainTagBytes: longestPlainTagBytes[0], to: &result)
        for _ in 0..<5 { _ = takeNumber(from: &rest) }
        let freeListBytes = takeNumber(from: &rest) ?? 0
        rest = rest.dropFirst(Int(freeListBytes))
        rest.withUnsafeBufferPointer { result.append($0) }
        return Array(result.buffer)
    }

    /// What the file says of a table.
    private struct Record {
        var levelAndFlags: UInt64
        /// In units of 2 KiB.
        var blockSize: UInt64
        var longestPlainTagBytes: UInt64
    }

    /// Takes a number from the front of bytes; nil when they are none.
    private static func takeNumber(from bytes: inout ArraySlice<UInt8>) -> UInt64? {
        var number: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard let byte = bytes.popFirst() else { return nil }
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
        }
        return nil
    }

    /// The records of the tables, as far as there are any, and what follows them.
    private static func records(_ bytes: [UInt8]) -> (records: [Record], rest: ArraySlice<UInt8>) {
        var rest = bytes.dropFirst(magic.count + uuidBytes)
        var records: [Record] = []
        guard bytes.starts(with: magic), takeNumber(from: &rest) != nil else { return ([], rest) }
        for _ in longestPlainTagBytes {
            guard takeNumber(from: &rest) != nil, let level = takeNumber(from: &rest), takeNumber(from: &rest) != nil,
                let blockSize = takeNumber(from: &rest), let longest = takeNumber(from: &rest)
            else { break }
            records.append(Record(levelAndFlags: level, blockSize: blockSize, longestPlainTagBytes: longest))
            guard let freeListBytes = takeNumber(from: &rest), freeListBytes <= UInt64(rest.count) else { break }
            rest = rest.dropFirst(Int(freeListBytes))
        }
        return (records, rest)
    }

    /// Whether a database's file is of the format, block size and compression that are written here.
    package static func isOfKnownFormat(_ bytes: [UInt8]) -> Bool {
        var (records, rest) = records(bytes)
        guard records.map(\.longestPlainTagBytes) == longestPlainTagBytes,
            records.allSatisfy({ $0.blockSize == UInt64(GlassFormat.blockBytes >> 11) })
        else { return false }
        for _ in 0..<8 where takeNumber(from: &rest) == nil { return false }
        return rest.isEmpty
    }

    /// Whether the engine can open what the file describes without harm: it has room for ten levels of a table, and writes
    /// beyond it when the file says that there are more. What is no such file at all, it finds by itself.
    package static func isHarmless(_ bytes: [UInt8]) -> Bool {
        records(bytes).records.allSatisfy { record in
            record.levelAndFlags >> 2 < 10 && (1...32).contains(record.blockSize)
                && record.blockSize.nonzeroBitCount == 1
        }
    }

    /// A random one, of version 4.
    private static func appendUUID(to bytes: inout GlassBytes) {
        var random = SystemRandomNumberGenerator()
        for index in 0..<uuidBytes {
            let byte = UInt8.random(in: 0...255, using: &random)
            switch index {
            case 6: bytes.append(byte & 0x0F | 0x40)
            case 8: bytes.append(byte & 0x3F | 0x80)
            default: bytes.append(byte)
            }
        }
    }

    private static func append(_ table: GlassTable?, longestPlainTagBytes: UInt64, to bytes: inout GlassBytes) {
        let (isSequential, isAbsent): (UInt64, UInt64) = (2, 1)
        bytes.appendNumber(table?.root ?? 0)
        bytes.appendNumber(UInt64(4 * (table?.level ?? 0)) + isSequential + (table == nil ? isAbsent : 0))
        bytes.appendNumber(table?.entryCount ?? 0)
        bytes.appendNumber(UInt64(GlassFormat.blockBytes >> 11))
        bytes.appendNumber(longestPlainTagBytes)
        // The list of free blocks: empty, and the next block is behind the last.
        var freeList = GlassBytes()
        if let table {
            freeList.appendNumber(GlassFormat.revision)
            freeList.appendNumber(table.blockCount)
            for _ in 0..<4 { freeList.append(0) }
        }
        bytes.appendString(freeList.buffer)
    }

    private static func append(_ statistics: GlassStatistics, to bytes: inout GlassBytes) {
        bytes.appendNumber(statistics.documentCount)
        // The last ID beyond that: the documents are numbered from 1 without a gap.
        bytes.appendNumber(UInt64(0))
        bytes.appendNumber(statistics.shortestLength)
        bytes.appendNumber(statistics.highestFrequency)
        bytes.appendNumber(statistics.longestLength - statistics.highestFrequency)
        // No changes are recorded.
        bytes.appendNumber(UInt64(0))
        bytes.appendNumber(statistics.totalLength)
        // No spellings.
        bytes.appendNumber(UInt64(0))
    }
}
