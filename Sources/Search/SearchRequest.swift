/// What is asked of the index: a query and the page that is wanted.
package struct SearchRequest: Sendable {
    package enum Match: Sendable { case all, any }
    package enum Sort: Sendable { case relevance, oldestFirst, newestFirst, path, smallestFirst, largestFirst }

    /// What was typed.
    package var query: String
    package var limit: Int
    package var offset: Int
    package var sort: Sort
    package var match: Match
    package var countsExactly: Bool
    /// The fields whose values shall be counted among the documents that match.
    package var facets: [Facet.Field]
    package var explains: Bool
    /// When the answer must be there; what is not done by then is left out and said in a notice.
    package var deadline: ContinuousClock.Instant

    package init(
        query: String, limit: Int = 10, offset: Int = 0, sort: Sort = .relevance, match: Match = .all,
        countsExactly: Bool = false, facets: [Facet.Field] = [], explains: Bool = false,
        deadline: ContinuousClock.Instant
    ) {
        self.query = query
        self.limit = limit
        self.offset = offset
        self.sort = sort
        self.match = match
        self.countsExactly = countsExactly
        self.facets = facets
        self.explains = explains
        self.deadline = deadline
    }
}
