import Glibc
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexErrorTests {
    /// What the body throws, and the sentence without the folder's name.
    private func failure(in folder: FilePath, _ body: () throws -> Void) -> (kind: IndexError.Kind?, sentence: String) {
        let error = #expect(throws: IndexError.self) { try body() }
        let sentence = error?.description.replacing(folder.string + "/", with: "") ?? ""
        return (error?.kind, sentence)
    }

    @Test(arguments: [
        (
            IndexError.Kind.missing, IndexError.Action.open,
            "cannot open index '/书/索引': it does not exist; run 'sou-index build FOLDER'"
        ),
        (.notAnIndex, .open, "cannot open index '/书/索引': it is not an index (why)"),
        (.accessDenied, .open, "cannot open index '/书/索引': permission denied"),
        (.locked, .write, "cannot write index '/书/索引': another process is writing it; wait for it or stop it"),
        (.modified, .read, "cannot read index '/书/索引': it changed while it was being read; try again"),
        (.damaged, .search, "cannot search index '/书/索引': it is damaged (why); run 'sou-index build'"),
        (
            .unreadableVersion, .open,
            "cannot open index '/书/索引': another version of the engine wrote it (why); run 'sou-index build'"
        ),
        (
            .diskFull, .merge,
            "cannot merge into index '/书/索引': no space left on the device; free some space and try again"
        ),
        (.network, .search, "cannot search index '/书/索引': a remote shard does not answer (why)"),
        (.documentNotFound, .read, "cannot read index '/书/索引': it has no such document (why)"),
        (.invalidArgument, .write, "cannot write index '/书/索引': the engine refuses an argument (why)"),
        (.unsupported, .read, "cannot read index '/书/索引': it cannot do that as it is opened (why)"),
        (.outOfMemory, .check, "cannot check index '/书/索引': out of memory"),
        (.system, .write, "cannot write index '/书/索引': why"),
        (.other, .check, "cannot check index '/书/索引': why"),
    ])
    func `every kind of error has its sentence`(_ kind: IndexError.Kind, _ action: IndexError.Action, _ text: String) {
        #expect(IndexError(kind: kind, action: action, path: "/书/索引", detail: "why").description == text)
    }

    @Test func `what is not there is missing`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            let open = failure(in: folder) { _ = try IndexReader(path: path) }
            #expect(open.kind == .missing)
            #expect(open.sentence == "cannot open index 'index': it does not exist; run 'sou-index build FOLDER'")
            #expect(failure(in: folder) { _ = try IndexWriter(path: path, opening: .existing) }.kind == .notAnIndex)
            #expect(failure(in: folder) { try Compaction.merge([path], into: folder.appending("m")) }.kind == .missing)
            #expect(failure(in: folder) { _ = try IndexCheck.run(path: path) }.kind == .missing)
        }
    }

    @Test func `a stub that names nothing is missing, and one that is nonsense is no index`() throws {
        try withTemporaryFolder { folder in
            let stub = folder.appending("XAPIANDB")
            try edit(stub) { $0 = Array("auto gen-000001\n".utf8) }
            #expect(failure(in: folder) { _ = try IndexReader(path: folder) }.kind == .missing)
            try edit(stub) { $0 = Array("什么都不是\n".utf8) }
            #expect(failure(in: folder) { _ = try IndexReader(path: folder) }.kind == .notAnIndex)
        }
    }

    @Test func `a folder of something else is no index`() throws {
        try withTemporaryFolder { folder in
            try edit(folder.appending("日记.txt")) { $0 = Array("今天喝茶".utf8) }
            #expect(failure(in: folder) { _ = try IndexReader(path: folder) }.kind == .notAnIndex)
            #expect(failure(in: folder) { _ = try IndexReader(path: folder.appending("日记.txt")) }.kind == .notAnIndex)
        }
    }

    @Test func `a new index does not overwrite an old one`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            _ = failure(in: folder) { _ = try IndexWriter(path: path, opening: .new) }
            #expect(try IndexReader(path: path).documentCount == 3)
        }
    }

    @Test func `a second writer finds the index locked`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            let first = try IndexWriter(path: path, opening: .new)
            let second = failure(in: folder) { _ = try IndexWriter(path: path, opening: .existing) }
            #expect(second.kind == .locked)
            #expect(
                second.sentence
                    == "cannot write index 'index': another process is writing it; wait for it or stop it")
            try first.close()
            try IndexWriter(path: path, opening: .existing).close()
        }
    }

    @Test func `a table that is cut off or overwritten is damage`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            try edit(path.appending("postlist.glass")) { bytes in
                for index in 0..<bytes.count { bytes[index] = 0xA5 }
            }
            let overwritten = failure(in: folder) {
                _ = try IndexReader(path: path).search(.term(Array("茶".utf8)), count: 1)
            }
            #expect(overwritten.kind == .damaged)
            try edit(path.appending("docdata.glass")) { $0.removeLast($0.count / 2) }
            try edit(path.appending("iamglass")) { $0.removeLast($0.count / 2) }
            #expect(failure(in: folder) { _ = try IndexReader(path: path) }.kind == .damaged)
        }
    }

    @Test func `an index of another format version is not read`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            // 14 bytes of magic, then the version: a date in two bytes.
            try edit(path.appending("iamglass")) { $0[15] &+= 1 }
            let error = failure(in: folder) { _ = try IndexReader(path: path) }
            #expect(error.kind == .unreadableVersion)
            #expect(error.sentence.hasPrefix("cannot open index 'index': another version of the engine wrote it ("))
        }
    }

    @Test func `a reader two commits behind finds the index modified, and reopening helps`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            let texts = (0..<400).map { number in
                SampleDocument(
                    terms: (0..<30).map { ("词\(number)之\($0)", 1) }, booleanTerms: ["Q\(number)"],
                    data: Array(repeating: UInt8(truncatingIfNeeded: number), count: 3000))
            }
            try makeIndex(path, texts, durability: .full)
            let reader = try IndexReader(path: path)
            for round in 0..<3 {
                var writer = try IndexWriter(path: path, opening: .existing)
                for number in 0..<400 {
                    var changed = texts[number]
                    changed.terms.append(("轮\(round)", 1))
                    try writer.replace(uniqueTerm: Array("Q\(number)".utf8), with: changed.document())
                }
                try writer.close()
            }
            let read: () throws -> Void = {
                for id in try reader.documents().list() {
                    _ = try reader.document(id).data
                    _ = try reader.terms(of: id).list()
                }
            }
            let error = failure(in: folder, read)
            #expect(error.kind == .modified)
            #expect(
                error.sentence == "cannot read index 'index': it changed while it was being read; try again")
            #expect(try reader.reopen())
            try read()
        }
    }

    @Test func `a document that is not there is not found`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            let reader = try IndexReader(path: path)
            #expect(failure(in: folder) { _ = try reader.document(17) }.kind == .documentNotFound)
            #expect(failure(in: folder) { _ = try reader.terms(of: 17) }.kind == .documentNotFound)
            #expect(failure(in: folder) { _ = try reader.documentLength(17) }.kind == .documentNotFound)
            #expect(failure(in: folder) { _ = try reader.document(0) }.kind == .invalidArgument)
        }
    }

    @Test func `a term that is too long spoils its document only`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            var writer = try IndexWriter(path: path, opening: .new)
            let error = #expect(throws: IndexError.self) {
                try writer.add(SampleDocument(terms: [(String(repeating: "长", count: 82), 1)]).document())
            }
            #expect(error?.kind == .invalidArgument)
            try writer.add(SampleDocument(terms: [("短", 1)]).document())
            try writer.close()
            #expect(try IndexReader(path: path).documentCount == 1)
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount a small disk"))
    func `a full disk says so, when writing and when merging`() throws {
        try withTemporaryFolder { folder in
            let disk = folder.appending("disk")
            mkdir(disk.string, 0o700)
            guard mount("tmpfs", disk.string, "tmpfs", 0, "size=600k") == 0 else {
                try Test.cancel("mounting is not permitted here")
            }
            defer { umount2(disk.string, Int32(MNT_DETACH)) }
            let documents = (0..<300).map { number in
                var generator = SystemRandomNumberGenerator()
                return SampleDocument(data: (0..<4000).map { _ in UInt8.random(in: 0...255, using: &generator) })
            }
            let write = failure(in: disk) { try makeIndex(disk.appending("index"), documents) }
            #expect(write.kind == .diskFull)
            #expect(
                write.sentence
                    == "cannot write index 'index': no space left on the device; free some space and try again")
            try makeIndex(folder.appending("source"), documents)
            let merge = failure(in: disk) {
                try Compaction.merge([folder.appending("source")], into: disk.appending("merged"))
            }
            #expect(merge.kind == .diskFull)
        }
    }
}
