import Analysis
import Queries
import Search
import TestSupport
import Testing

@Suite struct SynonymSearchTests {
    @Test(
        arguments: [
            ("电脑", ["台式.txt", "机房.txt"]),
            ("電腦 便宜", ["台式.txt"]),
            ("“电脑”", ["台式.txt"]),
            ("计算机", ["机房.txt"]),
        ] as [(String, [String])])
    func `a document with a synonym is found`(query: String, expected: [String]) async throws {
        try await withTemporaryFolder { folder in
            let index = try SampleIndex(folder: folder)
            try index.write(
                generation: 1,
                [
                    .init(name: "台式.txt", title: "买", text: "便宜的电脑也能用很久。"),
                    .init(name: "机房.txt", title: "看", text: "这里有一排计算机。"),
                    .init(name: "菜.txt", title: "吃", text: "今天的菜很便宜。"),
                ])
            let synonyms = try Synonyms(
                Array("电脑 => 计算机".utf8), of: "s.txt", index.analyzer.makeQueryAnalyzer())
            let service = try IndexSearchService(
                folder: folder, analyzer: index.analyzer, synonyms: synonyms, threads: 1, queueLimit: 1)
            let answer = try await service.search(SearchRequest(query: query, deadline: .now + .seconds(20)))
            await service.shutdown()
            let names = answer.hits.map { String(decoding: $0.path.dropFirst("/文档/".utf8.count), as: UTF8.self) }
            #expect(names.sorted() == expected.sorted())
        }
    }
}
