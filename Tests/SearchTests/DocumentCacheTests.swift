import IndexSchema
import Synchronization
import TestSupport
import Testing

@testable import Search
@testable import XapianIndex

struct DocumentCacheTests {
    /// What a document of so many bytes is charged with: its line, its record, and its text nearly three times.
    private static let charge = 1_300

    private func content(_ text: String = "渡口的薄雾") throws -> StoredContent {
        try StoredContent(data: Array("{}\n\(text)".utf8))
    }

    /// Asks for documents one after another; those that had to be read.
    private func read(_ ids: [DocumentID], from cache: DocumentCache, at commit: IndexCommit) throws -> [DocumentID] {
        try ids.filter { id in
            var isRead = false
            _ = try cache.content(id, at: commit) {
                isRead = true
                return try content()
            }
            return isRead
        }
    }

    @Test func `a document is read once`() throws {
        let cache = DocumentCache(limitBytes: 1 << 20)
        #expect(try read([1, 2, 1, 2, 3], from: cache, at: .some(1)) == [1, 2, 3])
    }

    @Test func `another commit's documents are others`() throws {
        let cache = DocumentCache(limitBytes: 1 << 20)
        #expect(try read([1], from: cache, at: .some(1)) == [1])
        #expect(try read([1], from: cache, at: .some(2)) == [1])
        #expect(try read([1], from: cache, at: .some(1)) == [1])
    }

    @Test func `what was not asked for lately makes room`() throws {
        let cache = DocumentCache(limitBytes: 8 * Self.charge)
        #expect(try read([1, 2, 3, 4], from: cache, at: .some(1)) == [1, 2, 3, 4])
        // 1 is asked for again and stays; the others go, a half of the room at a time.
        #expect(try read([1, 5, 6, 7, 1, 8, 9, 10, 1], from: cache, at: .some(1)) == [5, 6, 7, 8, 9, 10])
        #expect(try read([2], from: cache, at: .some(1)) == [2])
    }

    @Test func `a document that would take most of the room is not kept, and none is without room`() throws {
        let small = DocumentCache(limitBytes: Self.charge)
        #expect(try read([1, 1], from: small, at: .some(1)) == [1, 1])
        #expect(try read([1, 1], from: DocumentCache(limitBytes: 0), at: .some(1)) == [1, 1])
    }

    @Test func `an error is not kept`() throws {
        let cache = DocumentCache(limitBytes: 1 << 20)
        #expect(throws: DocumentRecordError.noLine) {
            try cache.content(1, at: .some(1)) { try StoredContent(data: []) }
        }
        #expect(try read([1], from: cache, at: .some(1)) == [1])
    }
}

extension IndexCommit {
    /// A commit that differs from those of other numbers.
    fileprivate static func some(_ revision: UInt64) -> IndexCommit {
        IndexCommit(stub: LiveIndex.StubIdentity(inode: 1, seconds: 1, nanoseconds: 1, size: 1), revision: revision)
    }
}
