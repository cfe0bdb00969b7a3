import Analysis
import FileWatching
import Foundation
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexBuildTests {
    @Test func `a build makes one document of each file, with its fields`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("state/index"))
            try writeSampleDocuments(docs)
            let summary = try makeBuild(index).run([docs])
            #expect(summary.generation == 1)
            #expect(summary.documentCount == 3)
            #expect(summary.skipped == [])
            #expect(try names(in: index) == ["XAPIANDB", "gen-000001", "writer.lock"])
            for term in ["山里", "电车", "河水", "S山居", "A李渔", "Ttext/html", "Emd", "Etxt"] {
                #expect(try frequency(term, in: index) == 1, "\(term)")
            }
            #expect(try frequency("P\(docs)", in: index) == 3)
            #expect(try frequency("P\(docs)/城", in: index) == 2)
            #expect(try frequency("P/", in: index) == 3)
            #expect(try frequency("Q\(docs)/山居.md", in: index) == 1)
            #expect(try IndexAudit.run(index, fingerprint: makeBuild(index).analyzer.fingerprint).problems == [])
        }
    }

    @Test func `a second build makes generation 2 and removes generation 1`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            try write("新的一篇", to: docs.appending("新.txt"))
            let reader = try IndexReader(path: index)
            #expect(try makeBuild(index).run([docs]).generation == 2)
            #expect(try names(in: index) == ["XAPIANDB", "gen-000002", "writer.lock"])
            #expect(try frequency("新的", in: index) == 1)
            // Whoever reads the old generation goes on reading it.
            #expect(try reader.documentCount == 3)
            #expect(try reader.document(1).data.isEmpty == false)
        }
    }

    @Test func `without folders a build takes those of the index`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("文 档"), folder.appending("index"))
            try writeSampleDocuments(docs)
            let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([]) }
            #expect(error == .noFolders)
            _ = try makeBuild(index).run([docs])
            #expect(try makeBuild(index).run([]).documentCount == 3)
            #expect(try IndexStatus.read(index).folders == [Array(docs.string.utf8)])
        }
    }

    @Test func `an index that cannot be read does not say its folders, and is built anew over named ones`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            try write("坏", to: index.appending("gen-000001/iamglass"))
            let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([]) }
            #expect(error == .unreadableFolders(index: index))
            #expect(try makeBuild(index).run([docs]).generation == 2)
        }
    }

    @Test func `a new index folder is its owner's alone`() throws {
        try withTemporaryFolder { folder in
            try writeSampleDocuments(folder.appending("docs"))
            _ = try makeBuild(folder.appending("a/index")).run([folder.appending("docs")])
            var status = stat()
            #expect(stat(folder.appending("a/index").string, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o700)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may give files away"))
    func `an index that root builds belongs to the owner of the folder it lies in`() throws {
        try withTemporaryFolder { folder in
            let (docs, home) = (folder.appending("docs"), folder.appending("home"))
            try writeSampleDocuments(docs)
            #expect(home.withPlatformString { mkdir($0, 0o750) } == 0)
            #expect(home.withPlatformString { chown($0, 65534, 65533) } == 0)
            let index = home.appending("index")
            for _ in 1...2 { _ = try makeBuild(index).run([docs]) }
            for name in [
                "", "XAPIANDB", "writer.lock", "gen-000002", "gen-000002/iamglass", "gen-000002/postlist.glass",
            ] {
                var status = stat()
                #expect(index.pushing(FilePath(name)).withPlatformString { lstat($0, &status) } == 0)
                #expect(status.st_uid == 65534 && status.st_gid == 65533, "\(name)")
            }
        }
    }

    @Test func `a folder without files makes an empty index`() throws {
        try withTemporaryFolder { folder in
            mkdir(folder.appending("docs").string, 0o700)
            let index = folder.appending("index")
            let summary = try makeBuild(index).run([folder.appending("docs")])
            #expect(summary.documentCount == 0)
            #expect(try IndexReader(path: index).documentCount == 0)
            #expect(try IndexAudit.run(index, fingerprint: makeBuild(index).analyzer.fingerprint).problems == [])
        }
    }

    @Test func `5,000 tiny files are 5,000 documents`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            for number in 0..<5000 {
                try write("第\(number)号纸条", to: docs.appending("\(number / 100)/\(number).txt"))
            }
            let summary = try makeBuild(index).run([docs])
            #expect(summary.documentCount == 5000)
            #expect(try frequency("纸条", in: index) == 5000)
            #expect(try frequency("4321", in: index) == 1)
        }
    }

    @Test func `what cannot be indexed is skipped with a reason`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write("好", to: docs.appending("好.txt"))
            try write("二进制\0\0\0", to: docs.appending("a.bin"))
            try write(String(repeating: "长", count: 500), to: docs.appending("b.txt"))
            #expect(mkfifo(docs.appending("fifo").string, 0o600) == 0)
            let summary = try makeBuild(index, maxFileBytes: 1000).run([docs])
            #expect(summary.documentCount == 1)
            #expect(
                summary.skipped.map { String(decoding: $0.path.dropFirst(docs.length + 1), as: UTF8.self) }
                    == ["a.bin", "b.txt"])
            #expect(
                summary.skipped.map(\.reason) == [
                    "the file is binary, not text",
                    "the file has 1500 bytes, more than index.max_file_bytes (1000)",
                ])
        }
    }

    @Test func `a text that is cut because of its terms is a notice of the build`() throws {
        var random = SeededRandom(seed: 11)
        let text = String(
            String.UnicodeScalarView(
                (0..<100_000).compactMap { _ in Unicode.Scalar(UInt32.random(in: 0x4E00..<0x9FA5, using: &random)) }))
        try withTemporaryFolder { folder in
            let docs = folder.appending("docs")
            try write(text, to: docs.appending("字.txt"))
            let summary = try makeBuild(folder.appending("index"), memoryBytes: 3200).run([docs])
            let notice = try #require(summary.notices.first)
            #expect(summary.notices.count == 1)
            #expect(notice.message.hasPrefix("only the first "))
            #expect(
                notice.message.hasSuffix(
                    " bytes of the text are searched: it has more than 10 different terms (index.memory_bytes)"))
            #expect(notice.path == Array(docs.appending("字.txt").string.utf8))
        }
    }

    @Test func `a name that is not UTF-8 is indexed under its bytes`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            mkdir(docs.string, 0o700)
            let path = docs.bytes + [0x2F, 0xB2, 0xE8] + Array(".txt".utf8)
            let file = try FileDescriptor.open(
                FilePath(bytes: path), .writeOnly, options: .create, permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll("绿茶".utf8) }
            #expect(try makeBuild(index).run([docs]).documentCount == 1)
            let reader = try IndexReader(path: index)
            #expect(try reader.termFrequency(UniqueTerm.path(path)) == 1)
            let record = try reader.document(1).withData { try DocumentRecord(line: DocumentRecord.parts(of: $0).line) }
            #expect(record.path == path)
            #expect(try IndexAudit.run(index, fingerprint: makeBuild(index).analyzer.fingerprint).problems == [])
        }
    }

    @Test func `the index's own folder is never indexed`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("docs/index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            #expect(try makeBuild(index).run([docs]).documentCount == 3)
            let error = #expect(throws: IndexingError.self) { try makeBuild(docs).run([docs]) }
            #expect(error?.description == "cannot index folder '\(docs)': it is the index's own folder")
        }
    }

    @Test func `a folder that is not there, or no folder, is an error that names it`() throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try write("", to: folder.appending("file"))
            var error = #expect(throws: IndexingError.self) { try makeBuild(index).run([folder.appending("no")]) }
            #expect(error?.description == "cannot index folder '\(folder)/no': No such file or directory")
            error = #expect(throws: IndexingError.self) { try makeBuild(index).run([folder.appending("file")]) }
            #expect(error?.description == "cannot index folder '\(folder)/file': it is not a folder")
            #expect(try names(in: folder) == ["file"])
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root can be another user"))
    func `a folder that may not be read is an error, and the index stays as it is`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            for path in [folder, docs] { #expect(chmod(path.string, 0o777) == 0) }
            // This thread alone is now another user to the file system, without root's right to read everything. Swift's
            // Glibc has no <sys/fsuid.h>.
            let symbol = try #require(dlsym(nil, "setfsuid"))
            let setFileSystemUser = unsafeBitCast(symbol, to: (@convention(c) (uid_t) -> CInt).self)
            _ = setFileSystemUser(65534)
            defer { _ = setFileSystemUser(0) }
            _ = try makeBuild(index).run([docs])
            _ = setFileSystemUser(0)
            #expect(chmod(docs.string, 0o700) == 0)
            _ = setFileSystemUser(65534)
            let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([docs]) }
            #expect(error == .wouldLose(index: index, docs, reason: "Permission denied", documentCount: 3))
            #expect(try IndexStatus.read(index).generation == 1)
            let other = folder.appending("other")
            let refusal = IndexingError.folder(docs, reason: "Permission denied")
            #expect(throws: refusal) { try makeBuild(other).run([docs]) }
            #expect(!FileManager.default.fileExists(atPath: other.string))
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount"))
    func `a generation that cannot be made live leaves the one that is, and is removed`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            guard mount("tmpfs", docs.string, "tmpfs", 0, "size=16k") == 0 else {
                try Test.cancel("mounting is not permitted here")
            }
            #expect(umount2(docs.string, 0) == 0)
            _ = try makeBuild(index).run([docs])
            let progress = BuildProgress()
            let obstacle = index.appending("XAPIANDB.new")
            // Where the next stub shall be written stands what cannot be removed, once the build has cleared its way.
            let saboteur = Thread {
                while progress.phase == .scanning { usleep(50) }
                mkdir(obstacle.string, 0o700)
                _ = mount("tmpfs", obstacle.string, "tmpfs", 0, "size=16k")
            }
            saboteur.start()
            #expect(throws: IndexingError.self) { try makeBuild(index, progress: progress).run([docs]) }
            #expect(try IndexStatus.read(index).generation == 1)
            #expect(umount2(obstacle.string, 0) == 0)
            #expect(try makeBuild(index).run([docs]).documentCount == 3)
            #expect(try names(in: index).count == 3)
        }
    }

    @Test func `a build that is told to stop leaves the live generation`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            let progress = BuildProgress()
            progress.stop()
            let error = #expect(throws: IndexingError.self) { try makeBuild(index, progress: progress).run([docs]) }
            #expect(error == .interrupted)
            #expect(try names(in: index) == ["XAPIANDB", "gen-000001", "writer.lock"])
            #expect(try IndexReader(path: index).documentCount == 3)
        }
    }

    @Test func `a build finds out who else is writing`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            let home = IndexFolder(path: index)
            try home.create()
            do {
                let lock = try WriterLock(home, command: "sou-index watch")
                let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([docs]) }
                #expect(
                    error?.description == "cannot write index '\(index)': process \(getpid()) (sou-index watch) "
                        + "keeps it up to date; see 'sou-index status', or stop it first")
                _ = consume lock
            }
            #expect(try makeBuild(index).run([docs]).documentCount == 3)
        }
    }

    @Test func `what a dead build has left is removed by the next`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            try write("", to: index.appending("building-1/segment-3/postlist.glass"))
            try write("", to: index.appending("gen-000007/iamglass"))
            try write("auto", to: index.appending("XAPIANDB.new"))
            try write("", to: index.appending("not-ours.txt"))
            // Generation 7 was never live, so its number is free.
            #expect(try makeBuild(index).run([docs]).generation == 2)
            #expect(try names(in: index) == ["XAPIANDB", "gen-000002", "not-ours.txt", "writer.lock"])
        }
    }

    @Test func `a stub of shards is not overwritten`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            try write("auto gen-000001\nremote host:7001\n", to: index.appending("XAPIANDB"))
            let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([docs]) }
            #expect(error == .foreignStub(index: index))
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount a small disk"))
    func `a full disk is one clear error, and the old index still answers`() throws {
        try withTemporaryFolder { folder in
            let (docs, disk) = (folder.appending("docs"), folder.appending("disk"))
            mkdir(disk.string, 0o700)
            guard mount("tmpfs", disk.string, "tmpfs", 0, "size=1500k") == 0 else {
                try Test.cancel("mounting is not permitted here")
            }
            defer { umount2(disk.string, Int32(MNT_DETACH)) }
            let index = disk.appending("index")
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            for number in 0..<60 { try write(chineseText(40_000, seed: number), to: docs.appending("大\(number).txt")) }
            let error = #expect(throws: IndexingError.self) { try makeBuild(index).run([docs]) }
            #expect(
                error?.description == "cannot write index '\(index)': no space left on the device; free some space "
                    + "and run it again (what was indexed before can still be searched)")
            #expect(try names(in: index) == ["XAPIANDB", "gen-000001", "writer.lock"])
            #expect(try frequency("山里", in: index) == 1)
        }
    }

    /// Han characters without sense.
    private func chineseText(_ count: Int, seed: Int) -> String {
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
        var text = String.UnicodeScalarView()
        for _ in 0..<count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            text.append(Unicode.Scalar(0x4E00 + UInt32(state >> 33) % 20_000) ?? "一")
        }
        return String(text)
    }
}
