import SystemPackage
import TestSupport
import Testing
import XapianIndex

struct IndexReaderTests {
    @Test func `a reader tells what an index holds`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let reader = try IndexReader(path: folder.appending("index"))
            #expect(try reader.documentCount == 3)
            #expect(try reader.lastDocumentID == 3)
            #expect(try reader.totalLength == 18)
            #expect(try reader.revision == 1)
            #expect(try reader.metadata("格式") == Array("1".utf8))
            #expect(try reader.metadata("fingerprint") == nil)
            #expect(try reader.termFrequency(Array("绿茶".utf8)) == 2)
            #expect(try reader.termFrequency(Array("Tgreen".utf8)) == 2)
            #expect(try reader.termFrequency(Array("咖啡".utf8)) == 0)
            #expect(try reader.termFrequency([]) == 3)
            #expect(try reader.documentLength(3) == 7)
        }
    }

    @Test func `an empty index has nothing`() throws {
        try withTemporaryFolder { folder in
            try makeIndex(folder.appending("index"), [])
            let reader = try IndexReader(path: folder.appending("index"))
            #expect(try reader.documentCount == 0)
            #expect(try reader.lastDocumentID == 0)
            #expect(try reader.terms().list().isEmpty)
            #expect(try reader.documents().list().isEmpty)
        }
    }

    @Test func `a stored document gives its data and its values`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let document = try IndexReader(path: folder.appending("index")).document(2)
            #expect(try document.data == Array("红茶红茶红茶红茶".utf8))
            #expect(try document.withData { $0.count } == 24)
            #expect(try document.withData { $0.elementsEqual("红茶红茶红茶红茶".utf8) })
            #expect(SortableNumber.number(try document.value(0)) == 10)
            #expect(try document.value(9) == [])
        }
    }

    @Test func `terms ascend by bytes, with the number of their documents`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let reader = try IndexReader(path: folder.appending("index"))
            #expect(
                try reader.terms().list() == [
                    "Q1:1", "Q2:1", "Q3:1", "Tblack:1", "Tgreen:2", "壶:1", "杯:1", "红茶:1", "绿茶:2", "茶:3",
                ])
            #expect(try reader.terms(startingWith: Array("T".utf8)).list() == ["Tblack:1", "Tgreen:2"])
            #expect(try reader.terms(startingWith: Array("Z".utf8)).list().isEmpty)
        }
    }

    @Test func `the terms of a document come with their frequency in it`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let reader = try IndexReader(path: folder.appending("index"))
            #expect(try reader.terms(of: 3).list() == ["Q3:0", "Tgreen:0", "壶:3", "绿茶:2", "茶:2"])
        }
    }

    @Test func `a cursor at its end stays there`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let reader = try IndexReader(path: folder.appending("index"))
            var terms = try reader.terms(startingWith: Array("Q3".utf8))
            var documents = try reader.documents(containing: Array("红茶".utf8))
            #expect(try terms.next() == TermCursor.Element?.some(try #require(try firstTerm(reader, "Q3"))))
            #expect(try documents.next() == 2)
            for _ in 0..<2 {
                #expect(try terms.next() == nil)
                #expect(try documents.next() == nil)
            }
        }
    }

    private func firstTerm(_ reader: IndexReader, _ prefix: String) throws -> TermCursor.Element? {
        var cursor = try reader.terms(startingWith: Array(prefix.utf8))
        return try cursor.next()
    }

    @Test func `documents ascend by ID, and the empty term is in all of them`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("index"))
            let reader = try IndexReader(path: folder.appending("index"))
            #expect(try reader.documents(containing: Array("绿茶".utf8)).list() == [1, 3])
            #expect(try reader.documents(containing: Array("咖啡".utf8)).list() == [])
            #expect(try reader.documents().list() == [1, 2, 3])
        }
    }

    @Test func `documents are asked for one after another, those that are there and those that are not`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeIndex(path, (1...1000).map { SampleDocument(terms: [($0 % 3 == 0 ? "茶" : "水", 1)]) })
            let reader = try IndexReader(path: path)
            for step in [1, 7, 400] {
                var documents = try reader.documents(containing: Array("茶".utf8))
                for id in stride(from: DocumentID(1), through: 1200, by: step) {
                    #expect(try documents.contains(id) == (id <= 1000 && id % 3 == 0), "\(id)")
                    #expect(try documents.contains(id) == (id <= 1000 && id % 3 == 0), "\(id), again")
                }
                #expect(try !documents.contains(1200))
                #expect(try documents.next() == nil)
            }
            var none = try reader.documents(containing: Array("酒".utf8))
            #expect(try !none.contains(1))
        }
    }

    @Test func `a reader sees a later commit when it reopens`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            try makeTeaIndex(path)
            let reader = try IndexReader(path: path)
            #expect(try reader.reopen() == false)

            var writer = try IndexWriter(path: path, opening: .existing)
            try writer.add(SampleDocument(terms: [("白茶", 1)]).document())
            try writer.close()

            #expect(try reader.documentCount == 3)
            #expect(try reader.reopen())
            #expect(try reader.documentCount == 4)
            #expect(try reader.revision == 2)
        }
    }

    @Test func `a frequency is read once in a revision, and anew in the next`() throws {
        try withTemporaryFolder { folder in
            let path = folder.appending("index")
            // So many terms that the file has more blocks than the engine keeps.
            try makeIndex(path, [SampleDocument(terms: (0..<5_000).map { ("词\($0)", 1) } + [("茶", 1)])])
            let reader = try IndexReader(path: path)
            let terms = ["茶", "无"].map { Array($0.utf8) }
            #expect(try terms.map(reader.termFrequency) == [1, 0])

            let file = path.appending("postlist.glass")
            var whole: [UInt8] = []
            try edit(file) {
                whole = $0
                $0 = []
            }
            #expect(throws: IndexError.self) { try reader.termFrequency(Array("词77".utf8)) }
            #expect(try terms.map(reader.termFrequency) == [1, 0])

            try edit(file) { $0 = whole }
            var writer = try IndexWriter(path: path, opening: .existing)
            try writer.add(SampleDocument(terms: [("茶", 1), ("无", 1)]).document())
            try writer.close()
            #expect(try reader.reopen())
            #expect(try terms.map(reader.termFrequency) == [2, 1])
        }
    }

    @Test func `a stub file opens the index that it names`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("gen-000001"))
            try edit(folder.appending("XAPIANDB")) { $0 = Array("auto gen-000001\n".utf8) }
            #expect(try IndexReader(path: folder).documentCount == 3)
            #expect(try IndexReader(path: folder.appending("XAPIANDB")).documentCount == 3)
        }
    }

    @Test func `a stub of two shards is one index without a revision`() throws {
        try withTemporaryFolder { folder in
            try makeTeaIndex(folder.appending("a"))
            try makeTeaIndex(folder.appending("b"))
            try edit(folder.appending("XAPIANDB")) { $0 = Array("auto a\nauto b\n".utf8) }
            let reader = try IndexReader(path: folder)
            #expect(try reader.documentCount == 6)
            #expect(try reader.documents(containing: Array("红茶".utf8)).list() == [3, 4])
            let error = #expect(throws: IndexError.self) { try reader.revision }
            #expect(error?.kind == .unsupported)
        }
    }

    @Test func `metadata is read from the shard that a document is in`() throws {
        try withTemporaryFolder { folder in
            for name in ["a", "b"] {
                try makeTeaIndex(folder.appending(name))
                var writer = try IndexWriter(path: folder.appending(name), opening: .existing)
                try writer.setMetadata("name", Array(name.utf8))
                try writer.setMetadata("only-\(name)", Array(name.utf8))
                try writer.close()
            }
            try edit(folder.appending("XAPIANDB")) { $0 = Array("auto a\nauto b\n".utf8) }
            let reader = try IndexReader(path: folder)
            func value(_ key: String, _ id: DocumentID) throws -> String? {
                try reader.withMetadata(key, besideDocument: id) { String(decoding: $0, as: UTF8.self) }
            }
            #expect(try (1...6).map { try value("name", $0) } == ["a", "b", "a", "b", "a", "b"])
            #expect(try (1...2).map { try value("only-b", $0) } == [nil, "b"])
            #expect(try reader.metadata("name") == Array("a".utf8))
            let single = try IndexReader(path: folder.appending("b"))
            #expect(try single.withMetadata("name", besideDocument: 1) { $0.count } == 1)
        }
    }

    @Test func `a path that is not UTF-8 opens`() throws {
        try withTemporaryFolder { folder in
            let name: [CChar] = [CChar(bitPattern: 0xB2), CChar(bitPattern: 0xE8), 0]
            let path = folder.appending(FilePath(platformString: name).components)
            try makeTeaIndex(path)
            #expect(try IndexReader(path: path).documentCount == 3)
        }
    }
}
