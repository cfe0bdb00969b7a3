import Analysis
import SystemPackage
import TestSupport
import Testing
import XapianIndex

@testable import Search

struct SuggesterTests {
    private static let documents: [SampleIndex.Document] = [
        .init(name: "1.txt", title: "造船厂的早晨", text: "造船厂开门很早。船坞里有智能家居的展台，也有智能手机。"),
        .init(name: "2.txt", title: "造船厂的早晨", text: "第二篇同名。智能家居卖得好，船坞很大。"),
        .init(name: "3.txt", title: "在船坞过夜", text: "Harbour lights, harbours and a Harbor master. 智能手机在响。"),
        .init(name: "4.txt", title: "檢索入門", text: "檢索之道。harbour cases, harbour case 5. 智能手表。"),
        .init(name: "5.txt", title: "小米 MIX2 开箱", text: "iPhone case，智能手表和智能家居。96.9%"),
    ]

    private func withSuggester(
        _ documents: [SampleIndex.Document] = documents, _ body: (Suggester) throws -> Void
    ) throws {
        try withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, documents)
            let suggester = Suggester(
                queryAnalyzer: try index.analyzer.makeQueryAnalyzer(), folder: try index.analyzer.makeFolder(),
                reader: try IndexReader(path: folder), step: .seconds(20))
            try body(suggester)
        }
    }

    private func request(_ text: String, limit: Int = 10) -> SuggestRequest {
        SuggestRequest(text: text, limit: limit, deadline: .now + .seconds(60))
    }

    private func line(_ suggestion: Suggestion) -> String {
        "\(suggestion.source) \(suggestion.text) \(suggestion.isEstimated ? "~" : "")\(suggestion.documentCount)"
    }

    @Test func `titles come first, then terms, then what was typed in pinyin`() throws {
        let expected: [(String, [String])] = [
            ("造", ["title 造船厂的早晨 2", "term 造船 2"]),
            // Those that begin with it, then those that contain it.
            ("船坞", ["title 在船坞过夜 1", "term 船坞里 1", "term 船坞很大 1", "term 船坞过夜 1"]),
            // Frequent wholes, not a beginning that they share.
            ("智能", ["term 智能家居 3", "term 智能手机 2", "term 智能手表 2"]),
            ("harb", ["term harbour 2", "term harbor 1", "term harbours 1"]),
            ("harbour ca", ["term harbour case ~1", "term harbour cases ~1"]),
            // Typed with a mark, which other documents may not have: what is read here is not all that is found.
            (". 智", ["term . 智能手 ~4"]),
            ("9", ["term 96.9 1"]),
            // Not what begins with a function character, or ends with one.
            ("的", ["title 造船厂的早晨 2"]), ("手", ["term 手机 2", "term 手表 2"]),
            // Found by the simplified form, shown as the document writes it.
            ("检索", ["title 檢索入門 1", "term 检索入门 1"]),
            ("zaochuan", ["pinyin 造船厂的早晨 2"]),
            ("zcc", ["pinyin 造船厂的早晨 2"]),
            ("xmmix", ["pinyin 小米 MIX2 开箱 1"]),
            ("guo ye", ["pinyin 在船坞过夜 1"]),
            ("mix", ["title 小米 MIX2 开箱 1", "term mix 1"]),
            ("没有这个", []),
        ]
        try withSuggester { suggester in
            for (text, suggestions) in expected {
                let answer = try suggester.answer(request(text))
                #expect(answer.suggestions.map(line) == suggestions, "\(text)")
                #expect(!answer.isCutShort)
            }
        }
    }

    @Test func `a full list is half titles, and no pinyin`() throws {
        let documents = (1...9).map {
            SampleIndex.Document(name: "\($0).txt", title: "tao 桃\($0)", text: "tao tao\($0)a taob taoc taod taoe taof")
        }
        try withSuggester(documents) { suggester in
            let sources = try suggester.answer(request("tao", limit: 6)).suggestions.map(\.source)
            #expect(sources == [.title, .title, .title, .term, .term, .term])
            let one = try suggester.answer(request("tao", limit: 1))
            #expect(one.suggestions.map(\.source) == [.title])
            let none = try suggester.answer(request("tao", limit: 0))
            #expect(none.suggestions.isEmpty)
        }
    }

    @Test func `texts of any length are looked at`() throws {
        let text = String(repeating: "山路很长。", count: 400) + "山路尽头，山路尽头。"
        try withSuggester([.init(name: "1.txt", title: "甲", text: text)]) { suggester in
            let answer = try suggester.answer(request("路尽"))
            #expect(answer.suggestions.map(line) == ["term 路尽头 1"])
        }
    }

    @Test(
        arguments: [
            "", " ", "\u{3000}\n", "\"", "？！", "\0", "\u{1B}[2J", "👍", "🇨🇳", "\u{FEFF}",
            String(repeating: "智", count: 4096),
            String(repeating: "a", count: 4096), String(repeating: "👍🏽", count: 1000), "智能\0家", "a\u{301}\u{301}", "'''",
        ])
    func `any text is answered`(_ text: String) throws {
        try withSuggester { suggester in
            let answer = try suggester.answer(request(text))
            #expect(answer.suggestions.count <= 10)
        }
    }

    @Test func `what is suggested is found, and the numbers are right`() async throws {
        var random = SeededRandom.announced()
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents)
            let service = try IndexSearchService(folder: folder, analyzer: index.analyzer, threads: 1, queueLimit: 4)
            let texts = Self.documents.flatMap { [$0.title, $0.text] }
            for _ in 0..<40 {
                let text = Array(try #require(texts.randomElement(using: &random)))
                let start = Int.random(in: text.indices, using: &random)
                let typed = String(text[start...].prefix(Int.random(in: 1...4, using: &random)))
                let suggester = Suggester(
                    queryAnalyzer: try index.analyzer.makeQueryAnalyzer(), folder: try index.analyzer.makeFolder(),
                    reader: try IndexReader(path: folder), step: .seconds(20))
                for suggestion in try suggester.answer(request(typed)).suggestions {
                    var search = SearchRequest(query: "\"\(suggestion.text)\"", deadline: .now + .seconds(60))
                    search.countsExactly = true
                    let found = try await service.search(search)
                    #expect(found.totalLower > 0, "\(typed): \(line(suggestion))")
                    if suggestion.source == .term, !suggestion.isEstimated {
                        #expect(found.totalLower == suggestion.documentCount, "\(typed): \(line(suggestion))")
                    }
                    if suggestion.source != .term {
                        let titled = Self.documents.count { $0.title == suggestion.text }
                        #expect(titled == suggestion.documentCount, "\(typed): \(line(suggestion))")
                    }
                }
            }
            await service.shutdown()
        }
    }

    @Test func `a deadline that has passed cuts the answer short`() throws {
        try withSuggester { suggester in
            var suggester = suggester
            suggester.step = .zero
            let answer = try suggester.answer(request("智能"))
            #expect(answer.suggestions.isEmpty)
            #expect(answer.isCutShort)
        }
    }
}
