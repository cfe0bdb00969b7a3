import Foundation
import Glibc
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// Builds whose tables this program writes, beside those of the engine.
///
/// `SOU_BUILD_CORPUS` is a folder that is built both ways besides, and asked 2,000 queries. It takes minutes.
struct FastBuildTests {
    /// A build that goes through the engine.
    private func engineBuild(_ index: FilePath) throws -> IndexBuild {
        var build = try makeBuild(index)
        build.trial.version = "none"
        return build
    }

    private func content(_ index: FilePath) throws -> IndexContent {
        var content = try IndexContent(index)
        content.metadata.removeValue(forKey: Array(MetadataKey.builtBy.utf8))
        return content
    }

    /// What the engine's own check finds in the live generation.
    private func problems(_ index: FilePath) throws -> String? {
        let generation = try #require(try IndexStatus.read(index).generation)
        let check = try IndexCheck.run(path: index.appending(IndexLayout.generationName(generation)))
        return check.problemCount == 0 ? nil : check.report
    }

    /// Documents of many kinds and sizes: with one that is long, one that is empty, and names that are not UTF-8.
    private func writeDocuments(_ docs: FilePath, _ random: inout SeededRandom) throws {
        try writeSampleDocuments(docs)
        let words = ["山", "高", "水", "长", "茶", "redmi", "𠀀", "é", "Kubernetes ", "\n\n", "，", "２０１６"]
        for number in 0..<60 {
            let text = (0..<Int.random(in: 0...600, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }
            try write(text.joined(), to: docs.appending("第\(number % 7)卷/\(number).txt"))
        }
        try write(String(repeating: "长文一段，说的是山和水。\n\n", count: 9_000), to: docs.appending("长.txt"))
        try write("".utf8, to: docs.appending("空.txt"))
        let path = Array(docs.string.utf8) + Array("/".utf8) + [0xC4, 0xE3, 0xFF] + Array(".txt".utf8)
        try write("名字不是 UTF-8 的一篇".utf8, to: FilePath(bytes: path))
    }

    /// All of a folder, names that are not UTF-8 too.
    private func removing(_ folder: FilePath, after body: (FilePath) throws -> Void) throws {
        defer { try? FileTree.remove(folder) }
        try body(folder)
    }

    @Test func `an index is the same whoever writes it, also after updates and a compaction`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            try removing(folder.appending("docs")) { docs in
                try writeDocuments(docs, &random)
                let (fast, engine) = (folder.appending("fast"), folder.appending("engine"))
                for round in 1...3 {
                    if round == 1 {
                        _ = try makeBuild(fast).run([docs])
                        _ = try engineBuild(engine).run([docs])
                        #expect(try IndexStatus.read(fast).builtBy == .tables)
                        #expect(
                            try IndexStatus.read(engine).builtBy
                                == .engine(reason: "tables have not been tested with libxapian none"))
                    } else {
                        for number in 0..<10 {
                            try write(
                                "第 \(round) 次改的第 \(number) 篇", to: docs.appending("第\(number % 7)卷/\(number).txt"))
                        }
                        try FileTree.remove(docs.appending("第6卷"))
                        for index in [fast, engine] { _ = try IndexUpdate(makeBuild(index), folders: []).run() }
                    }
                    #expect(try content(fast).differences(from: content(engine)) == [])
                    #expect(try problems(fast) == nil)
                    #expect(try IndexAudit.run(fast, fingerprint: sampleFingerprint()).problems == [])
                }
                let compact = folder.appending("compact")
                try Compaction.merge([fast], into: compact)
                #expect(try content(compact).differences(from: content(engine)) == [])
            }
        }
    }

    @Test func `every score is the same, bit for bit`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            try removing(folder.appending("docs")) { docs in
                try writeDocuments(docs, &random)
                let (fast, engine) = (folder.appending("fast"), folder.appending("engine"))
                _ = try makeBuild(fast).run([docs])
                _ = try engineBuild(engine).run([docs])
                try compareScores(fast, engine, queryCount: 200, &random)
            }
        }
    }

    private static let corpus = ProcessInfo.processInfo.environment["SOU_BUILD_CORPUS"]

    @Test(.enabled(if: corpus != nil, "SOU_BUILD_CORPUS names no folder"))
    func `a real collection is the same whoever writes it, in all it has and in the scores of 2000 queries`() throws {
        var random = SeededRandom.announced()
        let docs = FilePath(try #require(Self.corpus))
        try withTemporaryFolder { folder in
            let (fast, engine) = (folder.appending("fast"), folder.appending("engine"))
            _ = try makeBuild(fast).run([docs])
            _ = try engineBuild(engine).run([docs])
            try compareScores(fast, engine, queryCount: 2000, &random)
            #expect(try content(fast).differences(from: content(engine)).prefix(20) == [])
            #expect(try problems(fast) == nil)
        }
    }

    /// Asks both of two indexes for any or all of up to five terms, each as likely as it is frequent.
    private func compareScores(
        _ one: FilePath, _ other: FilePath, queryCount: Int, _ random: inout SeededRandom
    ) throws {
        let readers = try [IndexReader(path: one), IndexReader(path: other)]
        var terms: [[UInt8]] = []
        while terms.count < queryCount {
            let id = DocumentID.random(in: 1...(try readers[0].lastDocumentID), using: &random)
            var cursor = try readers[0].terms(of: id)
            var ofDocument: [[UInt8]] = []
            while let term = try cursor.next() { ofDocument.append(term.term) }
            terms += (0..<10).compactMap { _ in ofDocument.randomElement(using: &random) }
        }
        var hitCount = 0
        for _ in 0..<queryCount {
            let asked = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                IndexQuery.term(terms.randomElement(using: &random) ?? [])
            }
            let query = Int.random(in: 0..<3, using: &random) > 0 ? IndexQuery.or(asked) : IndexQuery.and(asked)
            // All documents are looked at: of dev-mid with BM25, one query of 5,000 has the engine pass over a document that belongs to
            // the first hundred, and which one depends on their order, for they have other IDs.
            let answers = try readers.map { try $0.search(query, count: 100, checkAtLeast: try $0.documentCount) }
            #expect(answers[0].matches.map(\.weight.bitPattern) == answers[1].matches.map(\.weight.bitPattern))
            #expect(answers[0].countEstimate == answers[1].countEstimate)
            hitCount += answers[0].matches.count
        }
        #expect(hitCount > queryCount)
    }

    @Test func `with little memory there are many segments, which are merged`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            try removing(folder.appending("docs")) { docs in
                try writeDocuments(docs, &random)
                let (small, engine) = (folder.appending("small"), folder.appending("engine"))
                // The limit on a text's terms is another one.
                var build = try makeBuild(small)
                build.tableMemoryBytes = 100_000
                _ = try build.run([docs])
                _ = try engineBuild(engine).run([docs])
                #expect(try content(small).differences(from: content(engine)) == [])
                #expect(try problems(small) == nil)
            }
        }
    }

    @Test func `tables that are not sound are made again by the engine, and the build says so`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            var build = try makeBuild(index)
            build.finishTables = { segment, path in
                _ = try TableWriter.finish(segment, path: path)
                throw IndexError(kind: .damaged, action: .write, path: path, detail: "不对")
            }
            let summary = try build.run([docs])
            #expect(summary.documentCount == 3)
            #expect(
                summary.notices.map(\.message) == [
                    "built through Xapian's API, for the first tables were not sound: it is damaged (不对)"
                ])
            #expect(
                try IndexStatus.read(index).builtBy
                    == .engine(reason: "the tables that were written first were not sound: it is damaged (不对)"))
            #expect(try names(in: index) == ["XAPIANDB", "gen-000001", "writer.lock"])
            #expect(try IndexAudit.run(index, fingerprint: sampleFingerprint()).problems == [])
        }
    }

    @Test func `tables that do not hold what went in are noticed`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            var build = try makeBuild(index)
            build.finishTables = { segment, path in
                var totals = try TableWriter.finish(segment, path: path)
                totals.length += 1
                return totals
            }
            #expect(try build.run([docs]).notices.count == 1)
            guard case .engine = try IndexStatus.read(index).builtBy else {
                Issue.record("nothing was noticed")
                return
            }
        }
    }

    @Test func `an error of the system is told, and nothing is left`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            // What the engine says of the system when it opens the tables for their metadata: it would meet the same.
            let refusal = IndexError(
                kind: .system, action: .write, path: index, detail: "Error writing block 38: Read-only file system")
            for (error, expected) in [
                (Errno.noSpace, .diskFull(index: index)), (Errno.ioError, .writing(index: index, .ioError)),
                (refusal, .engine(refusal)),
            ] as [(any Error, IndexingError)] {
                var build = try makeBuild(index)
                build.finishTables = { _, _ in throw error }
                #expect(throws: expected) { try build.run([docs]) }
                #expect(try names(in: index) == ["writer.lock"])
            }
        }
    }

    @Test(.enabled(if: getuid() == 0, "only root may mount a small disk"))
    func `a full disk is told while tables are written, and a build with more room succeeds`() throws {
        var random = SeededRandom.announced()
        try withTemporaryFolder { folder in
            let (docs, disk) = (folder.appending("docs"), folder.appending("disk"))
            mkdir(disk.string, 0o700)
            // Room for the trial, which has two small indexes, and not for the build.
            guard mount("tmpfs", disk.string, "tmpfs", 0, "size=2m") == 0 else {
                try Test.cancel("mounting is not permitted here")
            }
            defer { umount2(disk.string, Int32(MNT_DETACH)) }
            for number in 0..<400 {
                let letters = (0..<20_000).map { _ in UInt8.random(in: 0x61...0x7A, using: &random) }
                try write(String(decoding: letters, as: UTF8.self), to: docs.appending("\(number).txt"))
            }
            let index = disk.appending("index")
            #expect(throws: IndexingError.diskFull(index: index)) { try makeBuild(index).run([docs]) }
            #expect(try names(in: index) == ["writer.lock"])
            for number in 2..<400 { try FileTree.remove(docs.appending("\(number).txt")) }
            #expect(try makeBuild(index).run([docs]).documentCount == 2)
        }
    }
}
