internal import Wire

extension SearchParameters {
    /// Reads the parameters of a search. An empty query is a query; an absent one is an error.
    ///
    /// Throws: `RequestError` for a parameter that is unknown, repeated, missing, or has a value that is not allowed.
    init(_ target: RequestTarget) throws(RequestError) {
        let values = try target.values(of: Name.allCases.map(\.rawValue))
        guard let query = values[Name.query.rawValue] else { throw .missingParameter(Name.query.rawValue) }
        // Counting characters is slow, and a text has at least as many bytes as characters.
        if query.utf8.count > Self.longestQueryCharacters, query.count > Self.longestQueryCharacters {
            throw .queryTooLong(characters: query.count)
        }
        self.init(query: query)
        limit = try Self.number(.limit, values, upTo: Self.largestLimit) ?? limit
        offset = try Self.number(.offset, values, upTo: Self.largestOffset) ?? offset
        sort = try Self.word(.sort, values, Sort.allCases) ?? sort
        match = try Self.word(.match, values, [Match.all, .any]) ?? match
        countsExactly = try Self.flag(.count, values, "exact")
        explains = try Self.flag(.explain, values, "true")
    }

    /// A number of decimal digits and nothing else: no sign, no blank.
    private static func number(
        _ name: Name, _ values: [String: String], upTo largest: Int
    ) throws(RequestError) -> Int? {
        guard let text = values[name.rawValue] else { return nil }
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let number = Int(text), number <= largest else {
            throw .badValue(parameter: name.rawValue, value: text, wanted: "a whole number from 0 to \(largest)")
        }
        return number
    }

    private static func word<Word: RawRepresentable<String>>(
        _ name: Name, _ values: [String: String], _ words: [Word]
    ) throws(RequestError) -> Word? {
        guard let text = values[name.rawValue] else { return nil }
        guard let word = Word(rawValue: text) else {
            let wanted = "one of \(words.map(\.rawValue).joined(separator: ", "))"
            throw .badValue(parameter: name.rawValue, value: text, wanted: wanted)
        }
        return word
    }

    private static func flag(
        _ name: Name, _ values: [String: String], _ only: String
    ) throws(RequestError) -> Bool {
        guard let text = values[name.rawValue] else { return false }
        guard text == only else { throw .badValue(parameter: name.rawValue, value: text, wanted: "'\(only)'") }
        return true
    }
}

extension RequestTarget {
    /// The values by name, when each name is known and given once.
    func values(of known: [String]) throws(RequestError) -> [String: String] {
        var values: [String: String] = [:]
        for parameter in parameters {
            guard known.contains(parameter.name) else { throw .unknownParameter(parameter.name, known: known) }
            guard values.updateValue(parameter.value, forKey: parameter.name) == nil else {
                throw .repeatedParameter(parameter.name)
            }
        }
        return values
    }
}
