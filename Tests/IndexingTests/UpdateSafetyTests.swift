import FileWatching
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct UpdateSafetyTests {
    private func lost(_ sample: UpdateSample, _ reason: String, _ count: Int) -> IndexingError {
        .folderLost(index: sample.index, sample.docs, reason: reason, documentCount: count)
    }

    @Test func `a folder that is gone is no mass deletion`() throws {
        try withUpdateSample { sample in
            let revision = try IndexReader(path: sample.index).revision
            #expect(rename(sample.docs.string, sample.folder.appending("away").string) == 0)
            for scope in [.everything, .paths([sample.path("山居.md").bytes])] as [UpdateScope] {
                #expect(throws: lost(sample, "No such file or directory", 3)) { try sample.update(scope) }
            }
            #expect(mkdir(sample.docs.string, 0o700) == 0)
            #expect(throws: lost(sample, "it is empty", 3)) { try sample.update() }
            #expect(try IndexReader(path: sample.index).revision == revision)
            #expect(try sample.update(allowsEmpty: true).counts == [0, 0, 3, 0])
            #expect(try sample.differences() == [])
            try removeFolder(sample.docs)
            #expect(try sample.update().skipped.map(\.path) == [sample.docs.bytes])
        }
    }

    @Test func `a build does not take a folder that is gone or empty for deleted`() throws {
        try withUpdateSample { sample in
            var build = try makeBuild(sample.index)
            func refusal(_ reason: String) -> IndexingError {
                .wouldLose(index: sample.index, sample.docs, reason: reason, documentCount: 3)
            }
            #expect(rename(sample.docs.string, sample.folder.appending("away").string) == 0)
            for folders in [[], [sample.docs]] {
                #expect(throws: refusal("No such file or directory")) { try build.run(folders) }
            }
            #expect(mkdir(sample.docs.string, 0o700) == 0)
            #expect(throws: refusal("it is empty")) { try build.run([]) }
            #expect(mkdir(sample.path("lost+found").string, 0o700) == 0)
            #expect(throws: refusal("no file is found in it")) { try build.run([]) }
            #expect(try IndexReader(path: sample.index).documentCount == 3)
            try removeFolder(sample.docs)
            build.allowsEmpty = true
            #expect(try build.run([]).documentCount == 0)
            #expect(try IndexStatus.read(sample.index).folders == [sample.docs.bytes])
            // There is nothing any more that could be lost.
            build.allowsEmpty = false
            #expect(try build.run([]).documentCount == 0)
        }
    }

    @Test func `after a failure nothing more is committed`() throws {
        try withUpdateSample { sample in
            let generation = sample.index.appending(IndexLayout.generationName(1))
            let known = try KnownFiles(all: IndexReader(path: generation))
            let shared = SharedUpdateWriter(
                try UpdateWriter(
                    IndexFolder(path: sample.index), generation: generation, known: known,
                    encodings: EncodingState(known), textByteCount: 0))
            try shared.remove(sample.path("山居.md").bytes)
            var document = AnalyzedDocument()
            document.terms.append(Array(repeating: UInt8(ascii: "x"), count: 300), frequency: 1)
            let file = ScannedFile(
                path: sample.path("城/新.txt").bytes, sizeBytes: 0, modifiedNanoseconds: 0, inode: 1, device: 1)
            #expect(throws: IndexError.self) { try shared.put(document, of: file) }
            #expect(throws: IndexError.self) { try shared.remove(sample.path("图.bin").bytes) }
            #expect(throws: IndexError.self) { try shared.commit() }
            #expect(try IndexReader(path: generation).documentCount == 3)
            #expect(try sample.update().counts == [0, 0, 0, 0])
        }
    }

    @Test func `a folder that is gone loses its documents when that is said`() throws {
        try withUpdateSample { sample in
            try removeFolder(sample.docs)
            #expect(try sample.update(allowsEmpty: true).counts == [0, 0, 3, 0])
            #expect(try IndexReader(path: sample.index).documentCount == 0)
        }
    }

    @Test func `a folder in which no file is found any more is no mass deletion`() throws {
        try withUpdateSample { sample in
            for name in try FileTree.names(in: sample.docs) { try FileTree.remove(sample.docs.appending(name)) }
            #expect(mkdir(sample.path("lost+found").string, 0o700) == 0)
            #expect(throws: lost(sample, "no file is found in it", 3)) { try sample.update() }
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may read every folder"))
    func `what is below a folder that cannot be read stays, and is listed`() throws {
        try withUpdateSample { sample in
            try write("新", to: sample.path("新.txt"))
            for mode: mode_t in [0, 0o400] {
                #expect(chmod(sample.path("城").string, mode) == 0)
                defer { chmod(sample.path("城").string, 0o700) }
                let summary = try sample.update()
                #expect(summary.documentCount == 4)
                #expect(summary.removedCount == 0)
                #expect(!summary.skipped.isEmpty)
            }
            #expect(try sample.differences() == [])
        }
    }

    @Test(.enabled(if: getuid() != 0, "root may read every file"))
    func `a file that must not be read any more is gone, and is tried again`() throws {
        try withUpdateSample { sample in
            let path = sample.path("山居.md").string
            #expect(chmod(path, 0) == 0)
            let summary = try sample.update()
            #expect(summary.counts == [0, 0, 1, 0])
            #expect(summary.skipped.map(\.reason) == ["the file cannot be read: Permission denied"])
            #expect(try sample.differences() == [])
            #expect(try sample.update().skipped.count == 1)
            #expect(chmod(path, 0o600) == 0)
            #expect(try sample.update().counts == [1, 0, 0, 0])
            #expect(try sample.differences() == [])
        }
    }

    @Test func `an index of another format, analyzer or settings is built anew`() throws {
        try withUpdateSample { sample in
            let generation = sample.index.appending(IndexLayout.generationName(1))
            var writer = try IndexWriter(path: generation, opening: .existing)
            try writer.setMetadata(MetadataKey.format, Array("3".utf8))
            try writer.close()
            var summary = try sample.update()
            #expect(summary.rebuildReason == "it was in format 3")
            #expect(summary.generation == 2)
            writer = try IndexWriter(
                path: sample.index.appending(IndexLayout.generationName(2)), opening: .existing)
            try writer.setMetadata(MetadataKey.fingerprint, Array("other".utf8))
            try writer.close()
            #expect(try sample.update().rebuildReason == "it was written by another analyzer")
            summary = try sample.makeUpdate { $0.rules.defaults.types.skip = ["text/html"] }.run()
            #expect(summary.rebuildReason == "it was built with other settings")
            #expect(summary.documentCount == 2)
            #expect(try sample.makeUpdate { $0.rules.defaults.types.skip = ["text/html"] }.run().rebuildReason == nil)
        }
    }

    @Test func `a difference that is most of everything is built`() throws {
        try withUpdateSample { sample in
            for number in 0..<600 { try write("第\(number)号纸条，写得够长", to: sample.path("\(number).txt")) }
            let summary = try sample.update()
            #expect(summary.rebuildReason == "most files are new or have changed")
            #expect(summary.documentCount == 603)
        }
    }

    @Test func `folders that are named replace those of the index`() throws {
        try withUpdateSample { sample in
            try write("别处", to: sample.folder.appending("more/别.txt"))
            let folders = [sample.path("城"), sample.folder.appending("more")]
            let summary = try IndexUpdate(makeBuild(sample.index), folders: folders).run()
            #expect(summary.counts == [1, 0, 1, 0])
            #expect(summary.rebuildReason == nil)
            #expect(try IndexStatus.read(sample.index).folders == folders.map(\.bytes))
            #expect(throws: IndexingError.folder(sample.path("无"), reason: "No such file or directory")) {
                try IndexUpdate(makeBuild(sample.index), folders: [sample.path("无")])
            }
        }
    }

    @Test func `an update that is stopped ends, and the next one goes on`() throws {
        try withUpdateSample { sample in
            try write("新", to: sample.path("新.txt"))
            let progress = BuildProgress()
            progress.stop()
            let stopped = try sample.makeUpdate { $0.progress = progress }
            #expect(throws: IndexingError.interrupted) { try stopped.run() }
        }
    }

    @Test func `while one updates, another process is told who does`() throws {
        try withUpdateSample { sample in
            let update = try sample.makeUpdate()
            let error = #expect(throws: IndexingError.self) { try sample.update() }
            #expect(error == .locked(index: sample.index, holder: "\(getpid()) sou-index update"))
            _ = update
        }
    }
}
