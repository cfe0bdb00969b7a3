/// The parameters of `GET /v1/similar`, under the names they have in the request's query string.
///
/// The answer is a `SearchResponse`, with the document's path for people as the query.
package struct SimilarParameters: Hashable, Sendable {
    /// The document's absolute path: its bytes, which need not be UTF-8.
    package var path: [UInt8]
    /// The number of hits wanted, 0 to `SearchParameters.largestLimit`.
    package var limit = SearchParameters.defaultLimit

    package init(path: [UInt8]) {
        self.path = path
    }

    /// The names in the query string.
    package enum Name: String, CaseIterable, Sendable { case path, limit }

    /// The parameters that differ from the defaults, as name and value, not yet percent-encoded.
    package var queryItems: [(name: Name, value: [UInt8])] {
        var items: [(name: Name, value: [UInt8])] = [(.path, path)]
        if limit != SearchParameters.defaultLimit { items.append((.limit, Array(String(limit).utf8))) }
        return items
    }
}
