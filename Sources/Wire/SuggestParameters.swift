/// The parameters of `GET /v1/suggest`, under the names they have in the request's query string.
package struct SuggestParameters: Hashable, Sendable {
    package static let defaultLimit = 10
    /// The most suggestions a client may ask for.
    package static let largestLimit = 100

    /// What was typed so far; at most `SearchParameters.longestQueryCharacters` long.
    package var text: String
    /// The number of suggestions wanted, 0 to `largestLimit`.
    package var limit = SuggestParameters.defaultLimit

    package init(text: String) {
        self.text = text
    }

    /// The names in the query string.
    package enum Name: String, CaseIterable, Sendable {
        case text = "q"
        case limit
    }

    /// The parameters that differ from the defaults, as name and value, not yet percent-encoded.
    package var queryItems: [(name: Name, value: String)] {
        var items: [(name: Name, value: String)] = [(.text, text)]
        if limit != Self.defaultLimit { items.append((.limit, String(limit))) }
        return items
    }
}
