@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct SegmentMergerTests {
    private func makeSegments(_ count: Int, in folder: FilePath) throws -> [FilePath] {
        try (1...count).map { number in
            let path = folder.appending("segment-\(number)")
            var writer = try XapianSegmentWriter(path: path)
            var document = AnalyzedDocument()
            document.terms.append(prefix: "Q", "\(number)".utf8, frequency: 0)
            document.terms.append("词".utf8, frequency: 2)
            document.values = [(3, [UInt8(number)])]
            document.data = [UInt8(number)]
            try writer.add(document)
            try writer.finish()
            return path
        }
    }

    @Test(arguments: [1, 2, 3, 4, 9, 10])
    func `any number of segments becomes one index`(_ count: Int) throws {
        try withTemporaryFolder { folder in
            let segments = try makeSegments(count, in: folder)
            var mergeCount = 0
            try SegmentMerger(fanIn: 3).merge(segments, into: folder.appending("merged"), scratch: folder) {
                mergeCount += 1
            }
            let reader = try IndexReader(path: folder.appending("merged"))
            #expect(try reader.documentCount == count)
            #expect(try reader.totalLength == UInt64(2 * count))
            for number in 1...count {
                var found = try reader.documents(containing: Array("Q\(number)".utf8))
                let document = try reader.document(try #require(try found.next()))
                #expect(try document.data == [UInt8(number)])
                #expect(try document.value(3) == [UInt8(number)])
            }
            #expect(mergeCount == [1: 1, 2: 1, 3: 1, 4: 3, 9: 4, 10: 7][count])
        }
    }

    @Test func `a merge can be stopped before it begins`() throws {
        try withTemporaryFolder { folder in
            let segments = try makeSegments(2, in: folder)
            #expect(throws: IndexingError.interrupted) {
                try SegmentMerger(fanIn: 3).merge(segments, into: folder.appending("merged"), scratch: folder) {
                    throw IndexingError.interrupted
                }
            }
            #expect(try names(in: folder) == ["segment-1", "segment-2"])
        }
    }

    @Test func `the limit on open files allows a merge of at least two`() {
        #expect((2...SegmentMerger.widestFanIn).contains(SegmentMerger().fanIn))
    }
}
