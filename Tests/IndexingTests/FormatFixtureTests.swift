import Foundation
import IndexSchema
import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

/// Every format that was ever shipped stays as an index that opens, or is refused with the promised sentence.
struct FormatFixtureTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("XapianIndexTests/Fixtures")

    /// Lends a copy of the fixture of a format, because readers may leave a lock file in the original.
    private func withFixture(_ format: Int, _ body: (FilePath) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let index = folder.appending("index")
            try FileManager.default.copyItem(
                atPath: Self.fixtures.appendingPathComponent("index_v\(format)").path, toPath: index.string)
            try body(index)
        }
    }

    @Test(arguments: [1, 2, 3, 4])
    func `an index of a format before is refused with the remedy`(_ format: Int) throws {
        try withFixture(format) { index in
            let status = try IndexStatus.read(index)
            #expect(status.format == format)
            let audit = try IndexAudit.run(index, fingerprint: try #require(status.fingerprint))
            #expect(audit.problems == ["written in format \(format), this build reads 5; run 'sou-index build'"])
        }
    }

    @Test func `an index of format 5 opens and is sound`() throws {
        try withFixture(5) { index in
            let status = try IndexStatus.read(index)
            #expect(status.format == 5)
            #expect(status.generation == 1)
            #expect(status.documentCount == 3)
            #expect(status.folders == [Array("/tmp/sou-samples".utf8)])
            // The analyzer may have moved on since; the rest of the index has not.
            let audit = try IndexAudit.run(index, fingerprint: try #require(status.fingerprint))
            #expect(audit.problems == [])
            #expect(audit.documentCount == 3)
            let reader = try IndexReader(path: index)
            var longTexts = 0
            var texts: [String] = []
            for id: DocumentID in 1...3 {
                let record = try reader.document(id).withData { data in
                    let parts = try DocumentRecord.parts(of: data)
                    texts.append(String(decoding: try DocumentRecord.text(stored: parts.text), as: UTF8.self))
                    return try DocumentRecord(line: parts.line)
                }
                if record.longText != nil { longTexts += 1 }
                let facts = try #require(FileFacts(try reader.document(id).value(ValueSlot.facts)))
                #expect(facts.sizeBytes == record.sizeBytes && facts.inode == record.inode)
            }
            #expect(longTexts == 1)
            // The codes of characters are for ever.
            let days = (1...60).map { "第\($0)天，渡口的薄雾散了，𠀀 café　ＡＢ 龘。\n" }.joined()
            #expect(texts == ["今天在山里看云，云很慢。", "渡口\n\n" + days, ""])
            let key = UnindexedFile.key(of: Array("/tmp/sou-samples/图.bin".utf8))
            #expect(
                try reader.metadata(key).flatMap { UnindexedFile($0) }?.reason == "the file is image/x-tga, not text")
            for term in ["XFsou", "XT山居笔记", "XA王五", "XPYshanjubiji", "XPIsjbj"] {
                #expect(try reader.termFrequency(Array(term.utf8)) > 0, "\(term)")
            }
        }
    }
}
