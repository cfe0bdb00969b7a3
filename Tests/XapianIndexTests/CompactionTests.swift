import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct CompactionTests {
    @Test(arguments: [1, 2, 40])
    func `a merge has the documents of its sources, one after the other`(_ sourceCount: Int) throws {
        try withTemporaryFolder { folder in
            let sources = (0..<sourceCount).map { folder.appending("segment-\($0)") }
            for (number, source) in sources.enumerated() {
                try makeIndex(
                    source,
                    [
                        SampleDocument(terms: [("茶", 1)], booleanTerms: ["Q\(number)a"], data: [UInt8(number), 0]),
                        SampleDocument(terms: [("水", 2)], booleanTerms: ["Q\(number)b"], data: [UInt8(number), 1]),
                    ], metadata: ["first": "\(number)"])
            }
            let path = folder.appending("merged")
            try Compaction.merge(sources, into: path)

            let reader = try IndexReader(path: path)
            #expect(try reader.documentCount == 2 * sourceCount)
            #expect(try reader.termFrequency(Array("茶".utf8)) == sourceCount)
            #expect(try reader.metadata("first") == Array("0".utf8))
            for number in 0..<sourceCount {
                #expect(try reader.documents(containing: Array("Q\(number)b".utf8)).list() == [UInt32(2 * number + 2)])
                #expect(try reader.document(UInt32(2 * number + 2)).data == [UInt8(number), 1])
            }
            #expect(try IndexCheck.run(path: path).problemCount == 0)
        }
    }

    @Test func `indexes without documents merge into one without documents`() throws {
        try withTemporaryFolder { folder in
            try makeIndex(folder.appending("a"), [])
            try makeIndex(folder.appending("b"), [])
            try Compaction.merge([folder.appending("a"), folder.appending("b")], into: folder.appending("merged"))
            #expect(try IndexReader(path: folder.appending("merged")).documentCount == 0)
        }
    }
}
