import Analysis
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Queries
@testable import Search

/// Queries of thousands of different words and characters are bounded by what is rarest in them.
@Suite struct LongQueryTests {
    /// Characters that follow one another nowhere but here.
    private static let characters = (0..<4096).map { String(UnicodeScalar(UInt32(0x4E00 + $0)) ?? "一") }

    private static func words(_ count: Int) -> [String] {
        (0..<count).map { characters[2 * $0] + characters[2 * $0 + 1] }
    }

    private func search(
        _ query: String, _ texts: [String], match: SearchRequest.Match = .all, countsExactly: Bool = false
    ) throws -> SearchAnswer {
        try withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(
                generation: 1, texts.enumerated().map { .init(name: "\($0).txt", title: "题", text: $1) })
            let request = SearchRequest(
                query: query, match: match, countsExactly: countsExactly, deadline: .now + .seconds(60))
            return try Searcher(folder: folder, analyzer: Analyzer()).answer(request)
        }
    }

    private func names(_ answer: SearchAnswer) -> [String] {
        answer.hits.map { String(decoding: $0.path, as: UTF8.self) }
    }

    @Test
    func `of more things than are looked for the rarest are kept, in their order, without those that are nowhere`()
        throws
    {
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, [.init(name: "a", title: "题", text: "文")])
            let rarest = RarestTerms(reader: try IndexReader(path: folder))
            let numbers = Array(1...1000)
            let (few, areFewCut) = try rarest.ofAny(Array(numbers.prefix(RarestTerms.most))) { _ in 0 }
            #expect(few.count == RarestTerms.most && !areFewCut)
            let (some, areSomeCut) = try rarest.ofAny(numbers) { $0 > 900 ? 1001 - $0 : 0 }
            #expect(some == Array(901...1000) && !areSomeCut)
            let (kept, isCut) = try rarest.ofAny(numbers) { 1001 - $0 }
            #expect(kept == Array(1001 - RarestTerms.most...1000) && isCut)
            let terms = numbers.map { Array("\($0)".utf8) }
            #expect(try rarest.ofAll(terms, in: []) == [Array("1".utf8)])
            #expect(try rarest.ofAll(Array(terms.prefix(5)), in: []) == Array(terms.prefix(5)))
        }
    }

    @Test
    func `a question of thousands of characters finds what has its rarest pairs, and says so only if that matters`()
        throws
    {
        let question = Self.characters.joined()
        let answer = try search(question, [Self.characters[10...11].joined() + "，别的。", question, "没有。"])
        // The pair of the first text is the most frequent of all.
        #expect(names(answer) == ["/文档/1.txt"] && answer.hits.allSatisfy(\.isExact))
        #expect(answer.notices.map(\.code) == ["long-query"] && answer.totalUpper == 3)
        // Few of the pairs are anywhere, so none that is had to be left out.
        let short = try search(question, [Self.characters[10...11].joined(), Self.characters[90...99].joined()])
        #expect(short.hits.count == 2 && short.notices == [])
        #expect((short.totalLower, short.totalUpper) == (2, 2))
    }

    @Test func `a quotation of thousands of characters finds what contains it, and nothing else`() throws {
        let text = Self.characters.joined()
        let answer = try search("\"\(text)\"", [text, String(text.dropFirst()), text + "。"], countsExactly: true)
        #expect(Set(names(answer)) == ["/文档/0.txt", "/文档/2.txt"])
        #expect(answer.totalLower == 2 && answer.totalUpper == 2 && answer.notices == [])
    }

    @Test func `of hundreds of words, all are needed, and any of the rarest will do`() throws {
        let words = Self.words(300)
        let query = words.joined(separator: " ")
        let all = try search(query, [query, words.dropLast().joined(separator: " ")])
        #expect(names(all) == ["/文档/0.txt"] && all.notices == [])
        let none = try search(query, ["没有。", words[7] + "，别的。"])
        #expect(names(none) == ["/文档/1.txt"] && none.notices.map(\.code) == ["partial"])
        let most = try search(query, [words.dropLast().joined(separator: " "), words[7] + "，别的。"])
        #expect(names(most).first == "/文档/0.txt" && most.notices.map(\.code) == ["partial", "long-query"])
        #expect(most.totalUpper == 2)
        let any = try search(query, [words[299], words[7] + "，别的。"], match: .any)
        #expect(any.hits.count == 2 && any.notices == [])
    }

    @Test func `of hundreds of words that stand nowhere, nothing is found, whatever else is asked for`() throws {
        let query = Self.words(300).joined(separator: " ") + " size:>1"
        for match in [SearchRequest.Match.all, .any] {
            #expect(try search(query, ["没有。", "别的。"], match: match).hits.isEmpty)
        }
    }
}
