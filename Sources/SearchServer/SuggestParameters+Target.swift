internal import Wire

extension SuggestParameters {
    /// Reads the parameters of a request for suggestions. An empty text has none; an absent one is an error.
    ///
    /// Throws: `RequestError` for a parameter that is unknown, repeated, missing, or has a value that is not allowed.
    init(_ target: RequestTarget) throws(RequestError) {
        let values = try target.values(of: Name.allCases.map(\.rawValue))
        guard let text = values[Name.text.rawValue] else { throw .missingParameter(Name.text.rawValue) }
        let longest = SearchParameters.longestQueryCharacters
        if text.utf8.count > longest, text.count > longest { throw .queryTooLong(characters: text.count) }
        self.init(text: text)
        if let text = values[Name.limit.rawValue] {
            limit = try SearchParameters.number(Name.limit.rawValue, text, upTo: Self.largestLimit)
        }
    }
}
