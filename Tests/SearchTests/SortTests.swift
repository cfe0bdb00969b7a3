import Analysis
import Search
import TestSupport
import Testing

/// Every order, with many equals and with documents that have no date of their own.
@Suite struct SortTests {
    private static let documents: [SampleIndex.Document] = (0..<40).map { number in
        .init(
            name: "\(number * 7 % 40).txt", title: "", text: "车" + String(repeating: "字", count: number % 4),
            // A third has no date and stands where the file's modification, 1970, puts it.
            dateSeconds: number % 3 == 0 ? nil : Int64(number / 8 - 2) * 86_400)
    }

    private func withService<Result>(_ body: (IndexSearchService) async throws -> Result) async throws -> Result {
        try await withTemporaryFolder { folder in
            try SampleIndex(folder: folder).write(generation: 1, Self.documents)
            let service = try IndexSearchService(folder: folder, analyzer: try Analyzer(), threads: 1, queueLimit: 4)
            let result: Swift.Result<Result, any Error>
            do { result = .success(try await body(service)) } catch { result = .failure(error) }
            await service.shutdown()
            return try result.get()
        }
    }

    private func hits(
        _ service: IndexSearchService, _ query: String, _ sort: SearchRequest.Sort, limit: Int = 1000, offset: Int = 0
    ) async throws -> [SearchHit] {
        let request = SearchRequest(
            query: query, limit: limit, offset: offset, sort: sort, deadline: .now + .seconds(20))
        return try await service.search(request).hits
    }

    @Test(arguments: [
        SearchRequest.Sort.relevance, .oldestFirst, .newestFirst, .path, .smallestFirst, .largestFirst,
    ])
    func `hits are in the order asked for, and pages follow each other without a gap or a repetition`(
        sort: SearchRequest.Sort
    ) async throws {
        try await withService { service in
            let whole = try await hits(service, "车", sort)
            #expect(whole.count == 40)
            for (first, second) in zip(whole, whole.dropFirst()) {
                let isOrdered =
                    switch sort {
                    case .relevance: first.score >= second.score
                    case .oldestFirst: (first.dateSeconds ?? 0) <= (second.dateSeconds ?? 0)
                    case .newestFirst: (first.dateSeconds ?? 0) >= (second.dateSeconds ?? 0)
                    case .path: first.path.lexicographicallyPrecedes(second.path)
                    case .smallestFirst: first.sizeBytes <= second.sizeBytes
                    case .largestFirst: first.sizeBytes >= second.sizeBytes
                    }
                #expect(isOrdered)
            }
            var paged: [[UInt8]] = []
            for offset in stride(from: 0, to: 49, by: 7) {
                paged += try await hits(service, "车", sort, limit: 7, offset: offset).map(\.path)
            }
            #expect(paged == whole.map(\.path))
        }
    }

    @Test func `a query of filters alone lists the newest first, unless another order is asked for`() async throws {
        try await withService { service in
            let listed = try await hits(service, "type:text/plain", .relevance).map(\.path)
            #expect(listed.count == 40)
            #expect(try await hits(service, "type:text/plain", .newestFirst).map(\.path) == listed)
            let byPath = try await hits(service, "type:text/plain", .path).map(\.path)
            #expect(byPath == listed.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test func `facets of a query of filters alone count what the filters leave`() async throws {
        try await withService { service in
            let request = SearchRequest(
                query: "type:text/plain", limit: 1, facets: [.type], deadline: .now + .seconds(20))
            let facets = try await service.search(request).facets
            #expect(facets == [Facet(field: .type, values: [.init(value: "text/plain", count: 40)], isExact: true)])
        }
    }
}
