import Analysis
import SystemPackage
import TestSupport
import Testing

@testable import Search

struct DidYouMeanTests {
    private static let documents: [SampleIndex.Document] = [
        .init(name: "1.txt", title: "造船厂的早晨", text: "造船厂开门很早，智能家居的展台也在。kubernetes cluster"),
        .init(name: "2.txt", title: "春游", text: "女儿的手机落在草地上，智能家居打不开。kubernetes linux"),
        .init(name: "3.txt", title: "手机与草地", text: "linux kernel，加剧的雨。手心，极限，智能，能加班。"),
        .init(name: "4.txt", title: "空", text: ""),
        .init(name: "5.txt", title: "鱼", text: "鳜鱼肥。跪鱼。"),
    ]

    private func withService(_ body: (IndexSearchService) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents)
            let service = try IndexSearchService(
                folder: folder, analyzer: index.analyzer, threads: 1, queueLimit: 4, guessPatience: .seconds(20))
            let result: Result<Void, any Error>
            do { result = .success(try await body(service)) } catch { result = .failure(error) }
            await service.shutdown()
            try result.get()
        }
    }

    private func answer(
        _ query: String, _ service: IndexSearchService, _ change: (inout SearchRequest) -> Void = { _ in }
    ) async throws -> SearchAnswer {
        var request = SearchRequest(query: query, deadline: .now + .seconds(60))
        change(&request)
        return try await service.search(request)
    }

    @Test func `a query that found nothing is guessed at`() async throws {
        let expected: [(String, String?)] = [
            // Latin words: a letter too few, another, swapped, the first one wrong or missing.
            ("kuberntes", "kubernetes"), ("linix", "linux"), ("liunx", "linux"), ("Ninux", "linux"),
            ("ubernetes", "kubernetes"),
            ("clustre", "cluster"), ("zzz", nil),
            // Characters of the same sound.
            ("智能加剧", "智能家居"), ("收集", "手机"), ("造传厂", "造船厂"),
            // Pinyin, in one word or with blanks.
            ("zhinengjiaju", "智能家居"), ("shou ji", "手机"), ("nver", "女儿"), ("zaochuanchang zaochen", "造船厂 早晨"),
            ("智能jiaju", "智能家居"),
            // Two words that stand side by side nowhere, in one document and in two.
            ("shoujijixian", "手机 极限"), ("linuxzzz shouji", "linuxzzz 手机"), ("zaochuannver", "造船 女儿"),
            // A rare character that is right beside one that is not.
            ("鳜余", "鳜鱼"),
            // What stands around it stays.
            ("\"liunx\"", "\"linux\""), ("title:chunyou", "title:春游"),
            // Nothing like it, or nothing to guess at.
            ("龘龘", nil), ("12345", nil), ("👍", nil), ("", nil), ("？", nil),
        ]
        try await withService { service in
            for (query, suggestion) in expected {
                let found = try await answer(query, service)
                #expect(found.suggestion == suggestion, "\(query)")
                #expect(found.notices.contains { $0.code == "did-you-mean" } == (suggestion != nil))
                if let suggestion { #expect(try await answer(suggestion, service).totalLower > 0, "\(suggestion)") }
            }
        }
    }

    @Test func `the notice says what was meant, and nothing was found`() async throws {
        try await withService { service in
            let found = try await answer("liunx", service)
            #expect(found.hits.isEmpty && found.totalUpper == 0)
            #expect(found.notices.map(\.message) == ["did you mean: linux"])
        }
    }

    @Test func `beside a filter only what no document has is guessed at`() async throws {
        try await withService { service in
            let expected: [(String, String?)] = [
                ("\"智能加剧\" ext:txt", "\"智能家居\" ext:txt"), ("造传厂 ext:txt", "造船厂 ext:txt"),
                // It has all pairs of the word, but apart from one another.
                ("智能加 ext:txt", "智能家 ext:txt"),
                // Documents have it, of another kind; nothing of that kind is meant.
                ("\"智能家居\" ext:md", nil), ("鳜鱼 ext:md", nil), ("智能加剧 ext:md", nil),
            ]
            for (query, suggestion) in expected {
                let found = try await answer(query, service)
                #expect(found.hits.isEmpty && found.suggestion == suggestion, "\(query)")
            }
        }
    }

    @Test func `what finds something, even a part, is not guessed at`() async throws {
        try await withService { service in
            // The last has only pieces of its words.
            for query in ["linux", "liunx linux", "手机", "收集 手机", "liunx OR linux", "手机店 造船师"] {
                let found = try await answer(query, service)
                #expect(found.totalUpper > 0)
                #expect(found.suggestion == nil)
            }
        }
    }

    @Test(
        arguments: [
            String(repeating: "智", count: 4096), String(repeating: "liunx ", count: 600), "\0\u{1B}[2J", "liunx\0",
            "((((", "-liunx",
            "date:2016 liunx", "liunx\"", String(repeating: "xian", count: 200), "a*b?c", "\u{FEFF}liunx",
        ])
    func `any query is answered`(_ query: String) async throws {
        try await withService { service in
            let found = try await answer(query, service)
            if let suggestion = found.suggestion {
                #expect(try await answer(suggestion, service).totalUpper > 0, "\(suggestion)")
            }
        }
    }

    @Test func `without patience nothing is guessed`() async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(generation: 1, Self.documents)
            let service = try IndexSearchService(
                folder: folder, analyzer: index.analyzer, threads: 1, queueLimit: 4, guessPatience: .zero)
            #expect(try await answer("liunx", service).suggestion == nil)
            await service.shutdown()
        }
    }
}
