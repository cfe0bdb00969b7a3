/// Percent-encoding as RFC 3986 has it, over bytes: text that is ASCII and keeps every byte.
package enum PercentEncoding {
    /// Encodes everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`, so the result fits any part of a URI.
    ///
    /// `雷 军` gives `%E9%9B%B7%20%E5%86%9B`.
    ///
    /// - Parameter keepsSlashes: Leaves `/` as it is, for the path of a URI.
    package static func encoded(_ bytes: some Sequence<UInt8>, keepsSlashes: Bool = false) -> String {
        encoded(Array(bytes), keepsSlashes: keepsSlashes)
    }

    /// The same of an array.
    package static func encoded(_ bytes: [UInt8], keepsSlashes: Bool = false) -> String {
        // A page of hits has ten paths to encode.
        String(unsafeUninitializedCapacity: 3 * bytes.count) { text in
            var count = 0
            for byte in bytes {
                if isUnreserved(byte) || keepsSlashes && byte == UInt8(ascii: "/") {
                    text[count] = byte
                    count += 1
                } else {
                    text[count] = UInt8(ascii: "%")
                    text[count + 1] = hexadecimalDigit(byte >> 4)
                    text[count + 2] = hexadecimalDigit(byte & 15)
                    count += 3
                }
            }
            return count
        }
    }

    /// The exact bytes behind encoded text; nil when a `%` is not followed by two hexadecimal digits.
    package static func decoded(_ text: some StringProtocol) -> [UInt8]? {
        decoded(utf8: Array(text.utf8))
    }

    /// The same of the bytes of the text.
    package static func decoded(utf8 text: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(value), let low = rest.popFirst().flatMap(value) else {
                return nil
            }
            bytes.append(high << 4 | low)
        }
        return bytes
    }

    private static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
