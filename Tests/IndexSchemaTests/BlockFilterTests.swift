import TestSupport
import Testing

@testable import IndexSchema

struct BlockFilterTests {
    /// The blocks that the stored parts name for a term, read as a search reads them.
    private func blocks(_ bits: BlockFilterBits, _ term: String) -> Set<Int> {
        let filter = bits.filter
        var found = Set(0..<filter.blockCount)
        Array(term.utf8).withUnsafeBufferPointer { term in
            filter.forEachRow(of: term) { row in
                let part = Array(bits.part(row / filter.rowsPerPart))
                let start = row % filter.rowsPerPart * filter.bytesPerRow
                found = found.filter { part[start + $0 / 8] & 1 << UInt8($0 % 8) != 0 }
            }
        }
        return found
    }

    @Test(arguments: [1, 8, 9, 300, 40_000])
    func `every block that has a term is named, and few others`(_ blockCount: Int) {
        let termsPerBlock = blockCount > 1000 ? 10 : 200
        var bits = BlockFilterBits(BlockFilter(blockCount: blockCount, termsPerBlock: termsPerBlock))
        for block in 0..<blockCount {
            for term in 0..<termsPerBlock {
                Array("\(block).\(term)".utf8).withUnsafeBufferPointer { bits.insert($0, block: block) }
            }
        }
        var passed = 0
        let asked = stride(from: 0, to: blockCount, by: max(1, blockCount / 10))
        for block in asked {
            let found = blocks(bits, "\(block).\(block % termsPerBlock)")
            #expect(found.contains(block))
            passed += found.count - 1
        }
        // Three of a hundred are to be expected.
        #expect(passed <= 10 + asked.reduce(0) { sum, _ in sum + blockCount } / 20)
    }

    @Test func `parts are short enough for one entry of the engine, and all rows are in one`() {
        for blockCount in [1, 5, 320, 3200] {
            let bits = BlockFilterBits(BlockFilter(blockCount: blockCount, termsPerBlock: 1000))
            let parts = (0..<bits.filter.partCount).map { bits.part($0).count }
            #expect(parts.allSatisfy { $0 <= 1900 && $0 > 0 })
            #expect(parts.reduce(0, +) == bits.filter.rowCount * bits.filter.bytesPerRow)
        }
    }

    @Test func `the rows of a term are the same on every machine`() {
        let filter = BlockFilter(blockCount: 1, rowCount: 100_000, hashCount: 5, rowsPerPart: 1900)
        var rows: [Int] = []
        Array("造车".utf8).withUnsafeBufferPointer { filter.forEachRow(of: $0) { rows.append($0) } }
        #expect(rows == [75781, 20715, 65649, 10583, 55517])
    }
}
