@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct SharedSegmentsTests {
    /// The bytes of the posting lists of one segment that 2,000 documents were put into.
    ///
    /// - Parameter memoryBytes: little of it makes it full.
    private func listBytes(in folder: FilePath, memoryBytes: Int, isFull: Bool) throws -> Int {
        let scratch = folder.appending("\(memoryBytes)")
        try IndexFolder(path: folder).create(scratch: scratch)
        let segments = SegmentList(scratch: scratch)
        let shared = SharedSegments(segments, memoryBytes: memoryBytes, threads: 1) {
            try TableWriter.finish($0, path: $1)
        }
        var writer = try shared.join()
        for _ in 0..<2_000 {
            var document = AnalyzedDocument()
            for term in 0..<20 { document.terms.append("常\(term)".utf8, frequency: 1) }
            try writer.add(document)
        }
        #expect(shared.isFull(writer.path) == isFull)
        try shared.leave(writer)
        try shared.finish()
        let path = try #require(segments.all.first)
        #expect(segments.all.count == 1)
        #expect(try IndexCheck.run(path: path).problemCount == 0)
        #expect(try IndexReader(path: path).documentCount == 2_000)
        return try read(path.appending("postlist.glass")).count
    }

    @Test func `a segment that was full, and that nothing came behind, is as small as one that was not`() throws {
        try withTemporaryFolder { folder in
            let notFull = try listBytes(in: folder, memoryBytes: 1 << 24, isFull: false)
            #expect(try listBytes(in: folder, memoryBytes: 1 << 12, isFull: true) == notFull)
            // The lists take 80 kB when they are plain.
            #expect(notFull < 40_000)
        }
    }
}
