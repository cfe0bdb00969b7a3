import Foundation
import Indexing
import SystemPackage
import TestSupport
import Testing

/// Every format that was ever shipped stays as an index that opens, or is refused with the promised sentence.
struct FormatFixtureTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("XapianIndexTests/Fixtures")

    @Test func `an index of format 1 opens and is sound`() throws {
        try withTemporaryFolder { folder in
            // A copy, because readers may leave a lock file in the original.
            let index = folder.appending("index")
            try FileManager.default.copyItem(
                atPath: Self.fixtures.appendingPathComponent("index_v1").path, toPath: index.string)
            let status = try IndexStatus.read(index)
            #expect(status.format == 1)
            #expect(status.generation == 1)
            #expect(status.documentCount == 5)
            #expect(status.folders == [Array("/tmp/sou-samples".utf8)])
            // The analyzer may have moved on since; the rest of the index has not.
            let audit = try IndexAudit.run(index, fingerprint: try #require(status.fingerprint))
            #expect(audit.problems == [])
            #expect(audit.documentCount == 5)
        }
    }
}
