import Testing
import Wire

struct SearchParametersTests {
    @Test func `what is as by default is not sent`() {
        #expect(items(SearchParameters(query: "雷军 造车")) == ["q=雷军 造车"])
        #expect(items(SearchParameters(query: "")) == ["q="])
    }

    @Test func `everything that differs is sent under its name`() {
        var parameters = SearchParameters(query: "a")
        parameters.limit = 0
        parameters.offset = 20
        parameters.sort = .newestFirst
        parameters.match = .any
        parameters.countsExactly = true
        parameters.facets = [.year, .tag]
        parameters.explains = true
        #expect(
            items(parameters)
                == [
                    "q=a", "limit=0", "offset=20", "sort=-date", "match=any", "count=exact", "facet=year,tag",
                    "explain=true",
                ])
    }

    @Test func `the values of sort and match are those of the contract`() {
        #expect(
            SearchParameters.Sort.allCases.map(\.rawValue) == ["relevance", "date", "-date", "path", "size", "-size"])
        #expect(SearchParameters.Match.allCases.map(\.rawValue) == ["all", "any"])
    }

    @Test(
        arguments: [
            ("author", [.author]), ("year,tag,type", [.year, .tag, .type]), ("tag,tag,author,tag", [.tag, .author]),
            ("", nil), ("tag,", nil), (",tag", nil), ("tag, type", nil), ("Tag", nil), ("tags", nil),
        ] as [(String, [SearchParameters.Facet]?)])
    func `a list of facets has known names and nothing else`(text: String, facets: [SearchParameters.Facet]?) {
        #expect(SearchParameters.Facet.list(text) == facets)
    }

    @Test func `the limits are those of the contract`() {
        #expect(SearchParameters.defaultLimit == 10)
        #expect(SearchParameters.largestLimit == 1000)
        #expect(SearchParameters.longestQueryCharacters == 4096)
    }

    private func items(_ parameters: SearchParameters) -> [String] {
        parameters.queryItems.map { "\($0.name.rawValue)=\($0.value)" }
    }
}
