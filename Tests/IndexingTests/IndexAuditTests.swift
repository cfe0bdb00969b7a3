import Analysis
import IndexSchema
@testable import Indexing
import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexAuditTests {
    /// Builds the sample index, changes its generation, and audits it.
    private func problems(
        fingerprint: String? = nil, _ change: (FilePath, inout IndexWriter) throws -> Void
    ) throws -> [String] {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            let build = try makeBuild(index)
            _ = try build.run([docs])
            var writer = try IndexWriter(path: index.appending("gen-000001"), opening: .existing)
            try change(docs, &writer)
            try writer.close()
            return try IndexAudit.run(index, fingerprint: fingerprint ?? build.analyzer.fingerprint).problems
        }
    }

    private func document(_ terms: [[UInt8]], data: [UInt8]) -> IndexDocument {
        var document = IndexDocument()
        for term in terms { term.withUnsafeBufferPointer { document.addBooleanTerm($0) } }
        data.withUnsafeBufferPointer { document.setData($0) }
        return document
    }

    @Test func `a sound index has no problems, and its documents are counted`() throws {
        #expect(try problems { _, _ in } == [])
        try withTemporaryFolder { folder in
            try writeSampleDocuments(folder.appending("docs"))
            let build = try makeBuild(folder.appending("index"))
            _ = try build.run([folder.appending("docs")])
            let audit = try IndexAudit.run(build.index, fingerprint: build.analyzer.fingerprint)
            #expect(audit.documentCount == 3)
        }
    }

    @Test func `another analyzer is a problem`() throws {
        let found = try problems(fingerprint: "new") { _, _ in }
        let written = try sampleAnalyzer.get().fingerprint
        #expect(found == ["written by another analyzer (\(written)), this build has new; run 'sou-index build'"])
    }

    @Test func `missing metadata is a problem`() throws {
        let found = try problems { _, writer in
            try writer.setMetadata(MetadataKey.folders, [])
            try writer.setMetadata(MetadataKey.textBytes, Array("viel".utf8))
        }
        #expect(
            found == [
                "its metadata has no readable sou.folders", "its metadata has no readable sou.text-bytes",
            ])
    }

    @Test func `a later format is a problem`() throws {
        let found = try problems { _, writer in try writer.setMetadata(MetadataKey.format, Array("9".utf8)) }
        #expect(found == ["written in format 9, this build reads 5; run 'sou-index build'"])
    }

    @Test func `a document without a path is a problem`() throws {
        let found = try problems { _, writer in try writer.add(document([], data: [])) }
        #expect(found == ["document 4 has no path"])
    }

    @Test func `a document with two paths, or a record that cannot be read, is a problem`() throws {
        let found = try problems { _, writer in
            try writer.add(document([Array("Q/a".utf8), Array("Q/b".utf8)], data: Array("没有".utf8)))
        }
        #expect(
            found == [
                "document 4: cannot read a document's record: it has no first line",
                "document 4 has more than one path",
                "document 4: cannot read a document's record: it has no first line",
            ])
    }

    @Test func `a text that is not UTF-8 is a problem`() throws {
        let found = try problems { _, writer in
            let record = DocumentRecord(
                path: Array("/坏".utf8), title: "", mediaType: "text/plain", encoding: nil, sizeBytes: 0,
                modifiedNanoseconds: 0, inode: 0, device: 0)
            let data = try record.encoded(text: Array("雾".utf8) + [0xE9])
            try writer.add(document([UniqueTerm.path(record.path)], data: data))
        }
        #expect(found == ["document 4: cannot read a document's record: its text is damaged"])
    }

    @Test func `two documents with one path, and text that is not counted, are problems`() throws {
        var path = ""
        let found = try problems { docs, writer in
            path = "\(docs)/山居.md"
            let record = DocumentRecord(
                path: Array("/elsewhere".utf8), title: "", mediaType: "text/plain", encoding: "UTF-8", sizeBytes: 0,
                modifiedNanoseconds: 0, inode: 0, device: 0)
            let data = try record.encoded(text: Array("多".utf8))
            try writer.add(document([UniqueTerm.path(path.utf8)], data: data))
        }
        #expect(found.contains("document 4 lies in none of the index's folders"))
        #expect(found.contains("document 4 has another value in slot 3 than its record says"))
        #expect(found.contains("document 4 has other facts of its file in slot 4 than its record says"))
        #expect(found.contains("document 4 is found under another path than its record names"))
        #expect(found.contains("2 documents have the path '\(path)'"))
        #expect(found.last?.hasPrefix("its metadata says ") == true)
    }

    @Test func `a long text of which a part is missing, damaged or too many is a problem`() throws {
        let text = (1...20_000).map { "第\($0)行的话。\n" }.joined()
        var path: [UInt8] = []
        func problems(_ change: (inout IndexWriter) throws -> Void) throws -> [String] {
            try withTemporaryFolder { folder in
                let (docs, index) = (folder.appending("docs"), folder.appending("index"))
                path = Array("\(docs)/长.txt".utf8)
                try write(text, to: docs.appending("长.txt"))
                let build = try makeBuild(index)
                _ = try build.run([docs])
                var writer = try IndexWriter(path: index.appending("gen-000001"), opening: .existing)
                try change(&writer)
                try writer.close()
                return try IndexAudit.run(index, fingerprint: build.analyzer.fingerprint).problems
            }
        }
        #expect(try problems { _ in } == [])
        let damaged = ["document 1 has a long text of which parts are missing or damaged"]
        #expect(try problems { try $0.setMetadata(LongTextKey.block(2, of: path), []) } == damaged)
        #expect(try problems { try $0.setMetadata(LongTextKey.block(0, of: path), [1, 0, 1, 0, 0]) } == damaged)
        #expect(try problems { try $0.setMetadata(LongTextKey.filterPart(1, of: path), [0]) } == damaged)
        #expect(
            try problems { try $0.setMetadata(LongTextKey.block(0, of: "/gone".utf8), [0]) }
                == ["1 parts of long texts belong to no document"])
    }

    @Test func `a byte that was flipped in the numbers of a block, or in a filter, is a problem`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try write((1...20_000).map { "第\($0)行的话。\n" }.joined(), to: docs.appending("长.txt"))
            let build = try makeBuild(index)
            _ = try build.run([docs])
            let generation = index.appending("gen-000001")
            let reader = try IndexReader(path: generation)
            let record = try reader.document(1).withData { try DocumentRecord(line: DocumentRecord.parts(of: $0).line) }
            for key in LongTextKey.all(of: record) {
                let sound = try #require(try reader.metadata(key))
                // The first byte of a block says whether a paragraph begins and ends with it, the first of a filter's part
                // which blocks may hold a term.
                var flipped = sound
                flipped[0] ^= 1
                for (value, problems) in [
                    (flipped, ["document 1 has a long text of which parts are missing or damaged"]), (sound, []),
                ] {
                    var writer = try IndexWriter(path: generation, opening: .existing)
                    try writer.setMetadata(key, value)
                    try writer.close()
                    let found = try IndexAudit.run(index, fingerprint: build.analyzer.fingerprint).problems
                    #expect(found == problems, "\(key)")
                }
            }
        }
    }

    @Test func `of many documents with problems only some are listed`() throws {
        let found = try problems { _, writer in for _ in 0..<25 { try writer.add(document([], data: [])) } }
        #expect(found.count == 11)
        #expect(found.last == "and 15 more problems with documents")
    }

    @Test func `a stub that names nothing, or more, is a problem`() throws {
        try withTemporaryFolder { folder in
            let error = #expect(throws: IndexingError.self) { try IndexAudit.run(folder, fingerprint: "") }
            #expect(error == .noIndex(index: folder))
            try write("auto gen-000003\n", to: folder.appending("XAPIANDB"))
            #expect(
                try IndexAudit.run(folder, fingerprint: "").problems
                    == ["its XAPIANDB names generation 3, which does not exist; run 'sou-index check --repair'"])
            try write("auto a\nauto b\n", to: folder.appending("XAPIANDB"))
            #expect(
                try IndexAudit.run(folder, fingerprint: "").problems.first
                    == "its XAPIANDB was not written by sou-index")
        }
    }

    @Test func `a damaged table is a problem`() throws {
        try withTemporaryFolder { folder in
            let (docs, index) = (folder.appending("docs"), folder.appending("index"))
            try writeSampleDocuments(docs)
            _ = try makeBuild(index).run([docs])
            try write(String(repeating: "坏", count: 8000), to: index.appending("gen-000001/docdata.glass"))
            #expect(try IndexAudit.run(index, fingerprint: "").problems.isEmpty == false)
        }
    }
}
