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

    /// What stands in the fixture of each format.
    static let formats = [(format: 1, documents: 5, longTexts: 0), (format: 2, documents: 2, longTexts: 1)]

    @Test(arguments: formats)
    func `an index of each format opens and is sound`(_ format: Int, _ documents: Int, _ longTexts: Int) throws {
        try withTemporaryFolder { folder in
            // A copy, because readers may leave a lock file in the original.
            let index = folder.appending("index")
            try FileManager.default.copyItem(
                atPath: Self.fixtures.appendingPathComponent("index_v\(format)").path, toPath: index.string)
            let status = try IndexStatus.read(index)
            #expect(status.format == format)
            #expect(status.generation == 1)
            #expect(status.documentCount == documents)
            #expect(status.folders == [Array("/tmp/sou-samples".utf8)])
            // The analyzer may have moved on since; the rest of the index has not.
            let audit = try IndexAudit.run(index, fingerprint: try #require(status.fingerprint))
            #expect(audit.problems == [])
            #expect(audit.documentCount == documents)
            let reader = try IndexReader(path: index)
            var found = 0
            for id in 1...DocumentID(documents) {
                let record = try reader.document(id).withData {
                    try DocumentRecord(line: DocumentRecord.parts(of: $0).line)
                }
                if record.longText != nil { found += 1 }
            }
            #expect(found == longTexts)
        }
    }
}
