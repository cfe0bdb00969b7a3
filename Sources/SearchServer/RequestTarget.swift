/// The target of a request line, such as `/v1/search?q=%E8%BD%A6&limit=5`: its path and its parameters, decoded.
struct RequestTarget: Hashable, Sendable {
    /// As it was sent, not decoded: no path of ours needs an escape.
    var path: String
    /// In the order they were sent, duplicates included.
    var parameters: [Parameter]

    struct Parameter: Hashable, Sendable {
        var name: String
        var value: String
    }

    /// Reads a target as a form is encoded: `+` is a blank, and `curl --data-urlencode` writes it so.
    ///
    /// An absolute target (`http://host/path`) is taken too, as every server has to; a fragment is part of the value.
    ///
    /// Throws: `RequestError.badEncoding` for a `%` without two hexadecimal digits and for bytes that are not UTF-8.
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
            parameters.append(
                Parameter(name: try Self.decode(pair[..<nameEnd]), value: try Self.decode(pair[nameEnd...].dropFirst()))
            )
        }
    }

    private static func decode(_ text: Substring) throws(RequestError) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"):
                bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexadecimalValue, let low = rest.popFirst()?.hexadecimalValue else {
                    throw .badEncoding(String(text))
                }
                bytes.append(high << 4 | low)
            default:
                bytes.append(byte)
            }
        }
        guard let decoded = String(validating: bytes, as: UTF8.self) else { throw .badEncoding(String(text)) }
        return decoded
    }
}

extension UInt8 {
    fileprivate var hexadecimalValue: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
