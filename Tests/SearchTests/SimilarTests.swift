import Analysis
import Search
import SystemPackage
import TestSupport
import Testing

@Suite struct SimilarTests {
    private static let filler: [SampleIndex.Document] = (0..<60).map { number in
        .init(name: "杂\(number).txt", title: "杂", text: "第\(number)篇，说的是天气与收成，年年如此。")
    }

    private static let documents: [SampleIndex.Document] =
        [
            .init(name: "茶甲.txt", title: "绿茶", text: "绿茶的采摘与杀青：嫩芽要在清晨采，炒锅的火候决定香气。Brewing green tea."),
            .init(name: "茶乙.txt", title: "炒茶", text: "炒锅要热，火候要稳，嫩芽杀青之后揉捻。He brews it at dawn."),
            .init(name: "茶丙.txt", title: "茶具", text: "紫砂壶与盖碗，各有各的香气。"),
            .init(name: "马.txt", title: "马政", text: "战马的饲养与牧场。"),
        ] + filler

    private func similar(
        to name: String, limit: Int = 10, _ documents: [SampleIndex.Document] = documents,
        deadline: ContinuousClock.Instant = .now + .seconds(20)
    ) async throws -> SearchAnswer {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, documents)
            let service = try IndexSearchService(
                folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 4)
            let request = SimilarRequest(path: Array("/文档/\(name)".utf8), limit: limit, deadline: deadline)
            let result: Result<SearchAnswer, any Error>
            do { result = .success(try await service.similar(request)) } catch { result = .failure(error) }
            await service.shutdown()
            return try result.get()
        }
    }

    private func names(_ answer: SearchAnswer) -> [String] {
        answer.hits.map { String(decoding: $0.path, as: UTF8.self).replacing("/文档/", with: "") }
    }

    @Test func `what shares most comes first, and the document itself is left out`() async throws {
        let answer = try await similar(to: "茶甲.txt")
        #expect(names(answer) == ["茶乙.txt", "茶丙.txt"])
        #expect(answer.totalLower == 2 && answer.totalUpper == 2)
        #expect(answer.notices.isEmpty)
        #expect(answer.hits.allSatisfy { !$0.isPartial && !$0.isExact })
    }

    @Test func `the snippet shows what is shared, a word in another form too`() async throws {
        let answer = try await similar(to: "茶甲.txt", limit: 1)
        let marked = try #require(answer.hits.first).snippet.filter(\.isMatch).map(\.text).joined(separator: "|")
        for shared in ["炒锅", "火候", "嫩芽", "杀青", "brews"] { #expect(marked.contains(shared), "\(marked)") }
    }

    @Test func `what every document says, or this one alone, makes nothing similar`() async throws {
        let answer = try await similar(to: "马.txt")
        #expect(answer.hits.isEmpty && answer.totalUpper == 0)
        // The filler has all its words in common, and none of them counts.
        #expect(try await similar(to: "杂3.txt").hits.isEmpty)
    }

    @Test func `a document without text is like none`() async throws {
        let answer = try await similar(to: "空", [.init(name: "空", title: "", text: ""), Self.documents[0]])
        #expect(answer.hits.isEmpty && answer.notices.isEmpty)
    }

    @Test(arguments: ["", "relative", "/文档/", "/文档/无.txt", "/", "茶甲.txt\0"])
    func `a path that the index does not have is an error that names it`(name: String) async throws {
        await #expect(throws: SearchError.notIndexed(path: "/文档/\(name)")) { try await similar(to: name) }
    }

    @Test func `a path longer than any term is looked up, and cut in the sentence`() async throws {
        let long = String(repeating: "长", count: 20_000)
        let error = await #expect(throws: SearchError.self) { try await similar(to: long) }
        #expect(try #require(error).description.count < 1100)
        let found = Self.documents + [.init(name: long, title: "", text: "炒锅，火候。")]
        #expect(try await Set(names(similar(to: long, found))) == ["茶甲.txt", "茶乙.txt"])
    }

    @Test func `a limit cuts the list and not the count`() async throws {
        let answer = try await similar(to: "茶甲.txt", limit: 1)
        #expect(names(answer) == ["茶乙.txt"])
        #expect(answer.totalUpper >= 2)
        #expect(try await similar(to: "茶甲.txt", limit: 0).hits.isEmpty)
    }

    @Test func `a deadline that has passed is an error`() async throws {
        await #expect(throws: SearchError.deadlinePassed) { try await similar(to: "茶甲.txt", deadline: .now) }
    }

    @Test func `a long document is found and shown like any other`() async throws {
        let padding = String(repeating: "草木虫鱼，山川河流，各有其名。\n\n", count: 100)
        let long = SampleIndex.Document(
            name: "长.txt", title: "长", text: padding + "炒锅的火候，嫩芽的杀青。\n\n" + padding)
        let answer = try await similar(to: "茶甲.txt", Self.documents + [long])
        #expect(names(answer).contains("长.txt"))
    }
}
