import SystemPackage
import TestSupport
import Testing

@testable import Indexing

struct IndexCompactionTests {
    @Test func `a compaction begins only where there is room for the index twice`() throws {
        try withUpdateSample { sample in
            let home = IndexFolder(path: sample.index)
            let before = Set(try FileTree.names(in: sample.index))
            var compaction = IndexCompaction(build: try makeBuild(sample.index), home: home)
            let size = try FileTree.diskBytes(of: home.generation(1))

            compaction.freeBytes = { _ in 2 * size }
            var wasCopied = false
            #expect(throws: IndexingError.diskFull(index: sample.index)) {
                try compaction.prepare(2, of: 1) { wasCopied = true }
            }
            #expect(!wasCopied)
            #expect(try Set(FileTree.names(in: sample.index)) == before)

            compaction.freeBytes = { _ in 2 * size + 1 }
            let summary = try compaction.prepare(2, of: 1) { wasCopied = true }
            #expect(wasCopied && summary.generation == 2)
            #expect(try IndexContent(home.generation(2)).differences(from: IndexContent(home.generation(1))) == [])
        }
    }
}
