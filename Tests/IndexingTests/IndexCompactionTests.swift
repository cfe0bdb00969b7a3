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

    @Test(arguments: [1, 3])
    func `long lists are as small after a compaction as after a build of one segment or of many`(_ jobs: Int) throws {
        try withTemporaryFolder { folder in
            let docs = folder.appending("docs")
            for number in 0..<1_200 { try write("山高水长，第 \(number) 篇", to: docs.appending("\(number).txt")) }
            let index = folder.appending("index")
            var build = try makeBuild(index)
            _ = try build.run([docs])
            let home = IndexFolder(path: index)
            func listBytes(_ generation: Int) throws -> Int {
                try read(home.generation(generation).appending("postlist.glass")).count
            }
            let size = try listBytes(1)
            /// Of a generation that was only prepared, so that its scratch folder is still there.
            func preparedListBytes(_ generation: Int) throws -> Int {
                try home.remove(home.scratch)
                return try listBytes(generation)
            }

            _ = try IndexCompaction(build: build, home: home).prepare(2, of: 1) {}
            #expect(try preparedListBytes(2) <= size)

            // So little that nearly each document is a segment.
            build.tableMemoryBytes = 1 << 16
            build.jobs = jobs
            _ = try build.prepare(3, of: [docs.bytes], in: home)
            #expect(try preparedListBytes(3) <= size + 2 * 8192)

            // The engine's own lists are plain.
            var engines = build
            engines.trial.version = "none"
            _ = try engines.prepare(4, of: [docs.bytes], in: home)
            #expect(try preparedListBytes(4) > size + 2 * 8192)
            _ = try IndexCompaction(build: engines, home: home).prepare(5, of: 4) {}
            #expect(try preparedListBytes(5) > size + 2 * 8192)
        }
    }
}
