/// Which blocks of a long text may hold a term: a Bloom filter for each, laid out so that a term costs a few short reads
/// however long the text is.
///
/// Row *r* has a bit for each block: that block's filter has bit *r* set. The rows that a term's hash names, joined by
/// *and*, are the blocks that may hold it. Rows lie in parts of about 1,900 bytes, each one entry of the engine's table.
package struct BlockFilter: Hashable, Sendable {
    package var blockCount: Int
    /// The bits of each block's filter.
    package var rowCount: Int
    /// The rows that each term names.
    package var hashCount: Int
    package var rowsPerPart: Int

    /// Five hashes in a filter that is half full let 3 of 100 blocks pass in vain.
    private static let hashCount = 5
    /// The engine stores entries up to 2,000 bytes in one piece.
    private static let partBytes = 1900

    package init(blockCount: Int, rowCount: Int, hashCount: Int, rowsPerPart: Int) {
        self.blockCount = blockCount
        self.rowCount = rowCount
        self.hashCount = hashCount
        self.rowsPerPart = rowsPerPart
    }

    /// A filter for blocks with about so many distinct terms in each.
    package init(blockCount: Int, termsPerBlock: Int) {
        // Half full: the number of bits is terms · hashes / ln 2.
        let rows = max(64, Int((Double(termsPerBlock * Self.hashCount) / 0.693).rounded(.up)))
        let bytesPerRow = (blockCount + 7) / 8
        self.init(
            blockCount: blockCount, rowCount: rows, hashCount: Self.hashCount,
            rowsPerPart: max(1, Self.partBytes / bytesPerRow))
    }

    package var bytesPerRow: Int { (blockCount + 7) / 8 }
    package var partCount: Int { (rowCount + rowsPerPart - 1) / rowsPerPart }

    /// True when the numbers can be those of a filter, whoever wrote them.
    package var isSound: Bool {
        let numbers = 1...1 << 24
        return [blockCount, rowCount, rowsPerPart].allSatisfy(numbers.contains) && (1...64).contains(hashCount)
    }

    /// Calls `body` with each row that a term names.
    package func forEachRow(of term: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in term { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        // Fowler–Noll–Vo leaves short terms close together; two multiplications spread them.
        hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ hash >> 33) &* 0xc4ce_b9fe_1a85_ec53
        hash ^= hash >> 33
        var place = UInt32(truncatingIfNeeded: hash)
        let step = UInt32(truncatingIfNeeded: hash >> 32) | 1
        for _ in 0..<hashCount {
            body(Int((UInt64(place) &* UInt64(rowCount)) >> 32))
            place &+= step
        }
    }
}

/// The bits of a filter while they are set.
package struct BlockFilterBits {
    package let filter: BlockFilter
    private var bits: [UInt8]

    package init(_ filter: BlockFilter) {
        self.filter = filter
        bits = [UInt8](repeating: 0, count: filter.rowCount * filter.bytesPerRow)
    }

    package mutating func insert(_ term: UnsafeBufferPointer<UInt8>, block: Int) {
        let (byte, bit) = (block / 8, UInt8(1) << UInt8(block % 8))
        let bytesPerRow = filter.bytesPerRow
        bits.withUnsafeMutableBufferPointer { bits in
            filter.forEachRow(of: term) { bits[$0 * bytesPerRow + byte] |= bit }
        }
    }

    /// A part of the rows, as it is stored.
    package func part(_ index: Int) -> ArraySlice<UInt8> {
        let rows = index * filter.rowsPerPart..<min((index + 1) * filter.rowsPerPart, filter.rowCount)
        return bits[rows.lowerBound * filter.bytesPerRow..<rows.upperBound * filter.bytesPerRow]
    }
}
