import Analysis
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing

struct IndexStatusTests {
    @Test func `who asks while the first index is being built is told so`() throws {
        try withTemporaryFolder { folder in
            let home = IndexFolder(path: folder.appending("index"))
            #expect(throws: IndexingError.noIndex(index: home.path)) { try IndexStatus.readOrWait(home.path) }
            try home.create()
            let lock = try WriterLock(home, command: "sou-index watch")
            let error = #expect(throws: IndexingError.self) { try IndexStatus.readOrWait(home.path) }
            #expect(
                error?.description
                    == "cannot read index '\(home.path)': process \(getpid()) (sou-index watch) is building it for the "
                    + "first time; wait for it")
            _ = consume lock
            #expect(throws: IndexingError.noIndex(index: home.path)) { try IndexStatus.readOrWait(home.path) }
        }
    }

    @Test func `the status tells what a build has left`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            let before = Int64(time(nil))
            let build = try makeBuild(index)
            _ = try build.run([docs])
            let status = try IndexStatus.read(index)
            #expect(status.generation == 1)
            #expect(status.documentCount == 3)
            #expect(status.format == IndexFormat.current)
            #expect(status.fingerprint == build.analyzer.fingerprint)
            #expect(status.folders == [docs.bytes])
            #expect(status.builtBy == .tables)
            #expect(try #require(status.builtSeconds) >= before)
            #expect(status.committedSeconds == status.builtSeconds)
            #expect(try #require(status.textByteCount) > 50)
            #expect(status.diskByteCount > 8192)
        }
    }

    @Test func `a folder without an index has no status`() throws {
        try withTemporaryFolder { folder in
            for path in [folder, folder.appending("missing")] {
                let error = #expect(throws: IndexingError.self) { try IndexStatus.read(path) }
                #expect(error == .noIndex(index: path))
            }
        }
    }
}
