/// The parameters of `GET /v1/search`, under the names they have in the request's query string.
///
/// The client encodes them and the daemon decodes them with the same table, so a name stands in one place.
package struct SearchParameters: Hashable, Sendable {
    package enum Match: String, CaseIterable, Sendable { case all, any }

    package enum Sort: String, CaseIterable, Sendable {
        case relevance
        case date
        case newestFirst = "-date"
        case path
        case size
        case largestFirst = "-size"
    }

    /// A field whose values can be counted among the documents that match.
    package enum Facet: String, CaseIterable, Sendable { case author, tag, type, year }

    package static let defaultLimit = 10
    /// The largest page a client may ask for.
    package static let largestLimit = 1000
    /// The largest offset that may be asked for; far beyond what anybody pages to, and no sum with it overflows.
    package static let largestOffset = 1_000_000_000
    /// The longest query, in characters (Unicode scalars would punish decomposed text).
    package static let longestQueryCharacters = 4096

    /// What was typed, as it was typed.
    package var query: String
    /// The number of hits wanted, 0 to `largestLimit`.
    package var limit = SearchParameters.defaultLimit
    /// How many of the best hits to pass over.
    package var offset = 0
    package var sort = Sort.relevance
    package var match = Match.all
    /// Ask for the exact number of documents that match, whatever it costs within the deadline.
    package var countsExactly = false
    /// The fields whose values shall be counted, each once; sent as one list with commas.
    package var facets: [Facet] = []
    /// Ask for the query tree, the plan and the timings.
    package var explains = false

    package init(query: String) {
        self.query = query
    }
}

extension SearchParameters.Facet {
    /// The fields in a list such as `author,tag`, each once; nil when it is empty or has another word.
    package static func list(_ text: some StringProtocol) -> [Self]? {
        var list: [Self] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let facet = Self(rawValue: String(word)) else { return nil }
            if !list.contains(facet) { list.append(facet) }
        }
        return list
    }
}

extension SearchParameters {
    /// The names in the query string.
    package enum Name: String, CaseIterable, Sendable {
        case query = "q"
        case limit, offset, sort, match, count
        case facets = "facet"
        case explain
    }

    /// The parameters that differ from the defaults, as name and value, not yet percent-encoded.
    package var queryItems: [(name: Name, value: String)] {
        var items: [(name: Name, value: String)] = [(.query, query)]
        if limit != Self.defaultLimit { items.append((.limit, String(limit))) }
        if offset != 0 { items.append((.offset, String(offset))) }
        if sort != .relevance { items.append((.sort, sort.rawValue)) }
        if match != .all { items.append((.match, match.rawValue)) }
        if countsExactly { items.append((.count, "exact")) }
        if !facets.isEmpty { items.append((.facets, facets.map(\.rawValue).joined(separator: ","))) }
        if explains { items.append((.explain, "true")) }
        return items
    }
}
