import Analysis
import Search
import TestSupport
import Testing

@Suite struct FacetTests {
    private static let documents: [SampleIndex.Document] = [
        .init(
            name: "一", title: "一", text: "高端化的路", dateSeconds: 1_483_228_800 + 86_400, author: "張三",
            tags: ["AI", "手机"]),
        .init(name: "二", title: "二", text: "高端化，再谈", dateSeconds: 1_546_300_800 + 86_400, author: "张三", tags: ["ai"]),
        // Has the pairs of 高端化 and not the word.
        .init(name: "三", title: "三", text: "高端，端化", author: "李四", tags: ["手机"], mediaType: "text/markdown"),
        .init(name: "四", title: "四", text: "别的话", author: "李四", tags: ["茶"]),
    ]

    private func answer(
        _ query: String, _ fields: [Facet.Field], _ documents: [SampleIndex.Document] = documents,
        change: (inout SearchRequest) -> Void = { _ in }
    ) async throws -> SearchAnswer {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, documents)
            let service = try IndexSearchService(folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 4)
            var request = SearchRequest(query: query, facets: fields, deadline: .now + .seconds(20))
            change(&request)
            let result: Result<SearchAnswer, any Error>
            do { result = .success(try await service.search(request)) } catch { result = .failure(error) }
            await service.shutdown()
            return try result.get()
        }
    }

    /// `AI 2, 手机 1`
    private func rendered(_ facet: Facet) -> String {
        facet.values.map { "\($0.value) \($0.count)" }.joined(separator: ", ")
    }

    @Test func `values are counted among the documents whose text was verified, in the order asked for`() async throws {
        let facets = try await answer("高端化", [.year, .tag, .author, .type]).facets
        #expect(facets.map(\.field) == [.year, .tag, .author, .type])
        #expect(
            facets.map(rendered) == ["2017 1, 2019 1", "AI 2, 手机 1", "張三 2", "text/plain 2"])
        #expect(facets.allSatisfy { $0.isExact })
    }

    @Test func `a page of no hits, and a later page, have the same facets`() async throws {
        for (limit, offset) in [(0, 0), (1, 1), (10, 1000)] {
            let facets = try await answer("高端化", [.tag]) {
                $0.limit = limit
                $0.offset = offset
            }.facets
            #expect(facets.map(rendered) == ["AI 2, 手机 1"])
        }
    }

    @Test func `where terms decide, every match is counted`() async throws {
        let facets = try await answer("高端", [.tag]).facets
        #expect(facets.map(rendered) == ["AI 2, 手机 2"])
        #expect(facets.allSatisfy { $0.isExact })
    }

    @Test func `documents that have some of the words are counted when they are the answer`() async throws {
        let answer = try await answer("高端化 别的话", [.tag])
        #expect(answer.notices.first?.code == "partial")
        #expect(answer.facets.map(rendered) == ["AI 2, 手机 1, 茶 1"])
    }

    @Test(arguments: ["没有的词", "", "，"])
    func `nothing found has facets without values`(query: String) async throws {
        let facets = try await answer(query, [.tag, .year]).facets
        #expect(
            facets == [Facet(field: .tag, values: [], isExact: true), Facet(field: .year, values: [], isExact: true)])
    }

    @Test func `facets are told only when they are asked for`() async throws {
        #expect(try await answer("高端化", []).facets.isEmpty)
    }

    @Test func `the twenty most frequent are told, equals by name`() async throws {
        let documents = (0..<60).map { number in
            SampleIndex.Document(
                name: "\(number)", title: "", text: "车",
                tags: ["t\(100 + number % 30)"] + (number < 3 ? ["罕"] : []) + ["全"])
        }
        let facet = try #require(try await answer("车", [.tag], documents).facets.first)
        #expect(facet.values.count == 20)
        #expect(rendered(facet).hasPrefix("全 60, 罕 3, t100 2, t101 2, t102 2"))
        #expect(facet.values.last == Facet.Value(value: "t117", count: 2))
    }

    @Test
    func `of too many candidates to verify the counts say that they are estimates, unless exactness is asked for`()
        async throws
    {
        let documents = (0..<2100).map { number in
            SampleIndex.Document(
                name: "\(number)", title: "", text: number % 2 == 0 ? "高端化" : "高端，端化", tags: ["甲"])
        }
        let estimate = try await answer("高端化", [.tag], documents).facets
        #expect(estimate == [Facet(field: .tag, values: [.init(value: "甲", count: 2100)], isExact: false)])
        let exact = try await answer("高端化", [.tag], documents) { $0.countsExactly = true }.facets
        #expect(exact == [Facet(field: .tag, values: [.init(value: "甲", count: 1050)], isExact: true)])
    }
}
