import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexWriterTests {
    @Test func `IDs count up from 1, and replacing keeps them`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            var writer = try IndexWriter(path: path, opening: .new)
            #expect(try writer.add(SampleDocument(booleanTerms: ["Qa"]).document()) == 1)
            let replacement = SampleDocument(booleanTerms: ["Qa"], data: [7])
            #expect(try writer.replace(uniqueTerm: Array("Qa".utf8), with: replacement.document()) == 1)
            let other = SampleDocument(booleanTerms: ["Qb"])
            #expect(try writer.replace(uniqueTerm: Array("Qb".utf8), with: other.document()) == 2)
            try writer.close()
            let reader = try IndexReader(path: path)
            #expect(try reader.documentCount == 2)
            #expect(try reader.document(1).data == [7])
        }
    }

    @Test func `deleting takes the document away, and nothing when there is none`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            var writer = try IndexWriter(path: path, opening: .existing)
            try writer.delete(uniqueTerm: Array("Q2".utf8))
            try writer.delete(uniqueTerm: Array("Q99".utf8))
            try writer.close()
            let reader = try IndexReader(path: path)
            #expect(try reader.documents().list() == [1, 3])
            #expect(try reader.lastDocumentID == 3)
        }
    }

    @Test(arguments: [IndexWriter.Durability.full, .scratch])
    func `a writer that is dropped gives up what was not committed`(_ durability: IndexWriter.Durability) throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            do {
                var writer = try IndexWriter(path: path, opening: .new, durability: durability)
                try writer.add(SampleDocument(terms: [("留", 1)]).document())
                try writer.commit()
                try writer.add(SampleDocument(terms: [("弃", 1)]).document())
            }
            let reader = try IndexReader(path: path)
            #expect(try reader.documentCount == 1)
            #expect(try reader.termFrequency(Array("弃".utf8)) == 0)
            #expect(try IndexCheck.run(path: path).problemCount == 0)
        }
    }

    @Test func `what cannot be created is not taken for damaged`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeIndex(path, [SampleDocument(terms: [("水", 1)])])
            do throws(IndexError) {
                _ = try IndexWriter(path: path, opening: .new)
                Issue.record("an index was overwritten")
            } catch {
                #expect(error.kind == .system)
            }
        }
    }

    @Test func `an empty value removes metadata`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeIndex(path, [], metadata: ["a": "1", "b": "2"])
            var writer = try IndexWriter(path: path, opening: .existing)
            try writer.setMetadata("a", [])
            try writer.setMetadata("b", Array(repeating: 0x62, count: 100_000))
            try writer.close()
            let reader = try IndexReader(path: path)
            #expect(try reader.metadata("a") == nil)
            #expect(try reader.metadata("b")?.count == 100_000)
        }
    }

    @Test func `terms may hold any bytes`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            let terms: [[UInt8]] = [[0], [0, 0], [0x51, 0xFF, 0xFE], Array(repeating: 0x61, count: 245)]
            var document = IndexDocument()
            for term in terms { term.withUnsafeBufferPointer { document.addTerm($0) } }
            var writer = try IndexWriter(path: path, opening: .new)
            try writer.add(document)
            try writer.close()
            let reader = try IndexReader(path: path)
            for term in terms { #expect(try reader.termFrequency(term) == 1) }
        }
    }

    @Test func `adding a term again adds to its frequency`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeIndex(path, [SampleDocument(terms: [("茶", 2), ("茶", 3)])])
            #expect(try IndexReader(path: path).terms(of: 1).list() == ["茶:5"])
        }
    }
}
