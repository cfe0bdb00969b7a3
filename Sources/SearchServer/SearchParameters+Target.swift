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
        if let text = values[Name.limit.rawValue] {
            limit = try Self.number(Name.limit.rawValue, text, upTo: Self.largestLimit)
        }
        if let text = values[Name.offset.rawValue] {
            offset = try Self.number(Name.offset.rawValue, text, upTo: Self.largestOffset)
        }
        sort = try Self.word(.sort, values, Sort.allCases) ?? sort
        match = try Self.word(.match, values, [Match.all, .any]) ?? match
        countsExactly = try Self.flag(.count, values, "exact")
        if let text = values[Name.facets.rawValue] {
            guard let facets = Facet.list(text) else {
                let known = Facet.allCases.map(\.rawValue).joined(separator: ", ")
                throw .badValue(
                    parameter: Name.facets.rawValue, value: text, wanted: "a list, with commas, of \(known)")
            }
            self.facets = facets
        }
        explains = try Self.flag(.explain, values, "true")
    }

    /// A number of decimal digits and nothing else: no sign, no blank.
    static func number(_ name: String, _ text: String, upTo largest: Int) throws(RequestError) -> Int {
        let isDigits = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard isDigits, let number = Int(text), number <= largest else {
            throw .badValue(parameter: name, value: text, wanted: "a whole number from 0 to \(largest)")
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
    /// The values by name, when each name is known and given once, and each value is text.
    func values(of known: [String]) throws(RequestError) -> [String: String] {
        var values: [String: String] = [:]
        for (name, parameter) in try parameters(of: known) { values[name] = try parameter.text }
        return values
    }

    /// The parameters by name, when each name is known and given once.
    func parameters(of known: [String]) throws(RequestError) -> [String: Parameter] {
        var byName: [String: Parameter] = [:]
        for parameter in parameters {
            guard known.contains(parameter.name) else { throw .unknownParameter(parameter.name, known: known) }
            guard byName.updateValue(parameter, forKey: parameter.name) == nil else {
                throw .repeatedParameter(parameter.name)
            }
        }
        return byName
    }
}
