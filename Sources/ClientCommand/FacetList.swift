internal import ArgumentParser
internal import Wire

/// Fields to count, as one `--facet` names them.
struct FacetList: ExpressibleByArgument {
    private(set) var facets: [SearchParameters.Facet] = []

    init() {}

    init?(argument: String) {
        guard let facets = SearchParameters.Facet.list(argument) else { return nil }
        self.facets = facets
    }

    static var allValueStrings: [String] { SearchParameters.Facet.allCases.map(\.rawValue) }

    /// Adds the fields of another list that are not yet here.
    mutating func append(_ other: FacetList) {
        facets += other.facets.filter { !facets.contains($0) }
    }
}
