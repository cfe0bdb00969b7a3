import Analysis
import Glibc
import IndexSchema
import Indexing
import SystemPackage
import Synchronization
import TestSupport
import Testing
import XapianIndex

@testable import Search

/// Readers that commits overtake: two commits after the one that is read, its blocks are written anew.
struct OvertakenReaderTests {
    private static let document = SampleIndex.Document(name: "桥.txt", title: "桥", text: "江上的桥在夏天修好了。")

    /// Commits until it is told that it is done.
    private final class Commits: Sendable {
        let isDone = Atomic(false)
        /// How many there were.
        let result = Mutex<Result<Int, any Error>?>(nil)
        private let path: FilePath

        init(_ path: FilePath) { self.path = path }

        func run() {
            let result = Result {
                var writer = try IndexWriter(path: path, opening: .existing, durability: .scratch)
                var number = 0
                while !isDone.load(ordering: .relaxed) {
                    number += 1
                    try writer.setMetadata("次", Array(String(number).utf8))
                    try writer.commit()
                }
                try writer.close()
                return number
            }
            self.result.withLock { $0 = result }
        }
    }

    @Test func `a search that is overtaken begins again, and the status tells how often`() throws {
        try withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, [Self.document])
            let searcher = try Searcher(folder: folder, analyzer: Analyzer())
            var attempts = 0
            let count = try searcher.withReader(until: .now + .seconds(20)) { reader in
                attempts += 1
                if attempts < 3 { throw IndexError(kind: .modified, action: .read, path: folder, detail: "") }
                return try reader.documentCount
            }
            #expect(count == 1)
            #expect(searcher.status(indexPath: folder).repeatedSearches == 2)
        }
    }

    @Test func `an index can be opened while commits follow each other without a pause`() throws {
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, [Self.document])
            let commits = Commits(folder.appending(IndexLayout.generationName(1)))
            let writer = try #require(WorkerThreads.start { commits.run() })
            for _ in 0..<3000 {
                _ = try LiveIndex(folder: folder, fingerprint: index.analyzer.fingerprint).reader()
            }
            commits.isDone.store(true, ordering: .relaxed)
            pthread_join(writer, nil)
            #expect(try #require(commits.result.withLock { $0 }).get() > 100)
        }
    }
}
