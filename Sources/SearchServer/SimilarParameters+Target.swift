internal import Wire

extension SimilarParameters {
    /// Reads the parameters of a search for similar documents.
    ///
    /// Throws: `RequestError` for a parameter that is unknown, repeated, missing, or has a value that is not allowed.
    init(_ target: RequestTarget) throws(RequestError) {
        let parameters = try target.parameters(of: Name.allCases.map(\.rawValue))
        guard let path = parameters[Name.path.rawValue] else { throw .missingParameter(Name.path.rawValue) }
        guard path.value.first == UInt8(ascii: "/"), !path.value.contains(0) else {
            let value = String(decoding: path.value, as: UTF8.self)
            throw .badValue(parameter: Name.path.rawValue, value: value, wanted: "an absolute path")
        }
        self.init(path: path.value)
        if let text = try parameters[Name.limit.rawValue]?.text {
            limit = try SearchParameters.number(Name.limit.rawValue, text, upTo: SearchParameters.largestLimit)
        }
    }
}
