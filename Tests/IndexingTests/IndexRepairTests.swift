import Foundation
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexRepairTests {
    private func withIndex(_ body: (FilePath, IndexBuild) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let docs = folder.appending("docs")
            try writeSampleDocuments(docs)
            let build = try makeBuild(folder.appending("index"))
            _ = try build.run([docs])
            try body(docs, build)
        }
    }

    /// Adds a document that our invariants object to, in a generation that can be read.
    private func damage(_ index: FilePath) throws {
        var writer = try IndexWriter(path: index.appending("gen-000001"), opening: .existing)
        try writer.add(IndexDocument())
        try writer.close()
    }

    @Test func `a sound index is not built anew`() throws {
        try withIndex { _, build in
            let repair = try IndexRepair.run(build, folders: [])
            #expect(repair.build == nil)
            #expect(repair.mended == [])
            #expect(repair.notices == [])
            #expect(repair.audit.documentCount == 3)
        }
    }

    @Test func `what a dead writer has left is removed, and a lost stub written`() throws {
        try withIndex { _, build in
            try write("", to: build.index.appending("building-1/segment-3/postlist.glass"))
            try write("", to: build.index.appending("removed-7/postlist.glass"))
            try removeFolder(build.index.appending("XAPIANDB"))
            #expect(
                try IndexAudit.run(build.index, fingerprint: "").problems
                    == ["its XAPIANDB is missing; run 'sou-index check --repair'"])
            let repair = try IndexRepair.run(build, folders: [])
            #expect(repair.build == nil)
            #expect(repair.notices.map(\.message) == ["it named no generation, and names generation 1 now"])
            #expect(try names(in: build.index) == ["XAPIANDB", "gen-000001", "writer.lock"])
        }
    }

    @Test func `a damaged index is mended from the files of the folders that the index names`() throws {
        try withIndex { docs, build in
            try damage(build.index)
            try write("新的", to: docs.appending("新.txt"))
            let repair = try IndexRepair.run(build, folders: ["/elsewhere"])
            #expect(repair.mended == ["document 4 has no path"])
            #expect(repair.build?.generation == 2)
            #expect(repair.audit.problems == [])
            #expect(repair.audit.documentCount == 4)
        }
    }

    @Test func `where the index no longer names its folders, those of the configuration are taken`() throws {
        try withIndex { docs, build in
            try write([], to: build.index.appending("gen-000001/iamglass"))
            #expect(throws: IndexingError.unreadableFolders(index: build.index)) {
                try IndexRepair.run(build, folders: [])
            }
            #expect(try names(in: build.index) == ["XAPIANDB", "gen-000001", "writer.lock"])
            let repair = try IndexRepair.run(build, folders: [docs])
            #expect(repair.audit.documentCount == 3)
            #expect(try names(in: build.index) == ["XAPIANDB", "gen-000002", "writer.lock"])
        }
    }

    @Test func `without a generation the index is built, and without an index there is nothing to mend`() throws {
        try withIndex { docs, build in
            try removeFolder(build.index.appending("gen-000001"))
            let repair = try IndexRepair.run(build, folders: [docs])
            #expect(repair.mended == ["it has no generation that can be opened"])
            #expect(repair.audit.documentCount == 3)
            #expect(throws: IndexingError.noIndex(index: docs)) {
                try IndexRepair.run(makeBuild(docs), folders: [docs])
            }
        }
    }

    @Test func `a folder that is gone stops the repair, and the old index stays`() throws {
        try withIndex { docs, build in
            try damage(build.index)
            try removeFolder(docs)
            let error = #expect(throws: IndexingError.self) { try IndexRepair.run(build, folders: []) }
            #expect(error == .folder(docs, reason: "No such file or directory"))
            #expect(try frequency("山里", in: build.index) == 1)
        }
    }

    @Test func `an index of another version is built anew`() throws {
        try withIndex { _, build in
            var writer = try IndexWriter(path: build.index.appending("gen-000001"), opening: .existing)
            try writer.setMetadata(MetadataKey.format, Array("1".utf8))
            try writer.close()
            let repair = try IndexRepair.run(build, folders: [])
            #expect(
                repair.mended == [
                    "written in format 1, this build reads \(IndexFormat.readableText); run 'sou-index build'"
                ])
            #expect(try IndexStatus.read(build.index).format == IndexFormat.current)
        }
    }
}
