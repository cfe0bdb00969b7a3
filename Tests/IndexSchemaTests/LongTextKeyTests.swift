import Testing

@testable import IndexSchema

struct LongTextKeyTests {
    @Test func `keys follow from the path and a number, and sort by it`() {
        let path = Array("/文/a.txt".utf8)
        #expect(LongTextKey.block(10, of: path).hasPrefix("sou.block."))
        #expect(LongTextKey.block(10, of: path).hasSuffix(".00000a"))
        #expect(LongTextKey.filterPart(2, of: path).hasPrefix("sou.filter."))
        #expect(LongTextKey.block(9, of: path) < LongTextKey.block(10, of: path))
        #expect(LongTextKey.block(1, of: path) != LongTextKey.block(1, of: path + [0x30]))
    }

    @Test func `a document names all of its keys`() {
        var record = DocumentRecordTests.small
        #expect(LongTextKey.all(of: record) == [])
        record.longText = DocumentRecord.LongText(
            byteCount: 1, bytesBefore: 0, bytesAfter: 0,
            filter: BlockFilter(blockCount: 2, rowCount: 10, hashCount: 1, rowsPerPart: 9))
        let keys = LongTextKey.all(of: record)
        #expect(
            keys == [
                LongTextKey.block(0, of: record.path), LongTextKey.block(1, of: record.path),
                LongTextKey.filterPart(0, of: record.path), LongTextKey.filterPart(1, of: record.path),
            ])
    }
}
