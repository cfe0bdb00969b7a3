internal import URIs

/// The target of a request line, such as `/v1/search?q=%E8%BD%A6&limit=5`: its path and its parameters, decoded.
struct RequestTarget: Hashable, Sendable {
    /// As it was sent, not decoded: no path of ours needs an escape.
    var path: String
    /// In the order they were sent, duplicates included.
    var parameters: [Parameter]

    struct Parameter: Hashable, Sendable {
        var name: String
        /// Decoded: bytes, because a path need not be UTF-8.
        var value: [UInt8]
        /// As it was sent.
        fileprivate var encodedValue: Substring

        /// The value as text.
        ///
        /// Throws: `RequestError.badEncoding` when it is not UTF-8.
        var text: String {
            get throws(RequestError) {
                guard let text = String(validating: value, as: UTF8.self) else {
                    throw .badEncoding(String(encodedValue))
                }
                return text
            }
        }
    }

    /// Reads a target as a form is encoded: `+` is a blank, and `curl --data-urlencode` writes it so.
    ///
    /// An absolute target (`http://host/path`) is taken too, as every server has to; a fragment is part of the value.
    ///
    /// Throws: `RequestError.badEncoding` for a `%` without two hexadecimal digits and for a name that is not UTF-8.
    init(_ text: String) throws(RequestError) {
        var rest = Substring(text)
        for scheme in ["http://", "https://"] where rest.lowercased().hasPrefix(scheme) {
            rest = rest.dropFirst(scheme.count).drop { $0 != "/" && $0 != "?" }
        }
        let pathEnd = rest.firstIndex(of: "?") ?? rest.endIndex
        path = String(rest[..<pathEnd])
        parameters = []
        for pair in rest[pathEnd...].dropFirst().split(separator: "&") {
            let nameEnd = pair.firstIndex(of: "=") ?? pair.endIndex
            let (encodedName, encodedValue) = (pair[..<nameEnd], pair[nameEnd...].dropFirst())
            guard let name = String(validating: try Self.decode(encodedName), as: UTF8.self) else {
                throw .badEncoding(String(encodedName))
            }
            parameters.append(
                Parameter(name: name, value: try Self.decode(encodedValue), encodedValue: encodedValue))
        }
    }

    private static func decode(_ text: Substring) throws(RequestError) -> [UInt8] {
        // Before decoding: a `+` that was meant as such was sent as `%2B`.
        let blanks = text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }
        guard let bytes = PercentEncoding.decoded(utf8: blanks) else { throw .badEncoding(String(text)) }
        return bytes
    }
}
