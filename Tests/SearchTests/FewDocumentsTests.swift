import TestSupport
import Testing
import XapianIndex

@testable import Search

@Suite struct FewDocumentsTests {
    private func withReader(_ texts: [String], _ body: (IndexReader) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(
                generation: 1, texts.enumerated().map { .init(name: "\($0).txt", title: "题", text: $1) })
            try body(IndexReader(path: folder))
        }
    }

    private func terms(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

    @Test func `the documents that have all of some terms, and terms that tell them from all others`() throws {
        let rows: [(words: [String], ids: [DocumentID], telling: [String])] = [
            (["渡口"], [1, 2, 3], ["渡口"]),
            // What all of them have tells nothing more.
            (["渡口", "薄雾"], [1, 3], ["薄雾"]), (["薄雾", "口的"], [1], ["口的"]),
            (["渡口", "远山", "薄雾"], [3], ["远山", "薄雾"]),
            // Each stands somewhere, but not together; or one stands nowhere.
            (["口的", "远山"], [], ["口的", "远山"]), (["渡口", "沙漠"], [], ["沙漠"]),
        ]
        try withReader(["渡口的薄雾", "渡口与远山", "远山、薄雾、渡口"]) { reader in
            for row in rows {
                let few = try #require(try FewDocuments(having: terms(row.words), reader))
                #expect(few.ids == row.ids, "\(row.words)")
                #expect(Set(few.telling) == Set(terms(row.telling)), "\(row.words)")
            }
        }
    }

    @Test func `some can be kept of the documents, and none come back`() throws {
        try withReader(["渡口的薄雾", "渡口与远山", "远山、薄雾、渡口"]) { reader in
            var few = try #require(try FewDocuments(having: terms(["渡口"]), reader))
            try few.keep(having: terms(["薄雾"]), reader)
            #expect(few.ids == [1, 3])
            try few.keep(having: [], reader)
            #expect(few.ids == [1, 3])
            try few.keep(having: terms(["沙漠"]), reader)
            #expect(few.ids.isEmpty)
            try few.keep(having: terms(["渡口"]), reader)
            #expect(few.ids.isEmpty)
        }
    }

    @Test func `documents are not gone through when even the rarest term is in many, or there is no term`() throws {
        try withReader(Array(repeating: "渡口", count: FewDocuments.most) + ["薄雾渡口"]) { reader in
            for (words, count) in [(["渡口"], nil), ([], nil), (["渡口", "薄雾"], 1)] {
                let few = try FewDocuments(having: terms(words), reader)
                #expect(few?.ids.count == count, "\(words)")
            }
        }
    }

    @Test func `few candidates have the scores and totals that they have among a page of them`() throws {
        let texts = ["linux kernel, linux", "the linux kernel", "a linux kernel and a long text", "kernel linux"]
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(
                generation: 1, texts.enumerated().map { .init(name: "\($0).txt", title: "linux \($0)", text: $1) })
            let searcher = try Searcher(folder: folder, analyzer: index.analyzer)
            for filter in ["", " ext:txt"] {
                func answer(limit: Int) throws -> SearchAnswer {
                    try searcher.answer(
                        SearchRequest(query: "\"linux kernel\"" + filter, limit: limit, deadline: .now + .seconds(60)))
                }
                // Four candidates are not fewer than three places.
                let (few, page) = (try answer(limit: 10), try answer(limit: 3))
                #expect(few.hits.map(\.path) == page.hits.map(\.path))
                #expect(few.hits.map(\.score) == page.hits.map(\.score))
                #expect(few.hits.count == 3 && few.hits.allSatisfy { $0.score > 0 })
                #expect([few.totalLower, few.totalEstimated, few.totalUpper] == [3, 3, 3])
            }
        }
    }
}
