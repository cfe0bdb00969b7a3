internal import URIs

/// A document's path, which is bytes, in the two forms a client gets.
struct DocumentPath: Hashable, Sendable {
    let bytes: [UInt8]

    /// For people: what is UTF-8 as it is; other bytes, and those of control characters, as `\xNN`.
    ///
    /// | Bytes             | `/文`    | 2F C0 | `a` 0A | C2 9B      |
    /// |-------------------|----------|-------|--------|------------|
    /// | Shown             | `/文`    | `/\xC0` | `a\x0A` | `\xC2\x9B` |
    var display: String {
        if let whole = String(validating: bytes, as: UTF8.self), !whole.unicodeScalars.contains(where: Self.isControl) {
            return whole
        }
        var shown = ""
        var rest = bytes[...]
        while !rest.isEmpty {
            let (scalar, length) = Self.firstScalar(of: rest)
            if let scalar, !Self.isControl(scalar) {
                shown.unicodeScalars.append(scalar)
            } else {
                for byte in rest.prefix(length) { shown += "\\x" + Self.hexadecimal(byte) }
            }
            rest = rest.dropFirst(length)
        }
        return shown
    }

    /// For programs: a `file://` URI that gives back every byte. Only RFC 3986's unreserved characters and `/` stand
    /// as they are.
    var uri: String {
        "file://" + PercentEncoding.encoded(bytes, keepsSlashes: true)
    }

    /// The scalar that begins the bytes and its length, or nil and 1 where no valid one begins.
    private static func firstScalar(of bytes: ArraySlice<UInt8>) -> (scalar: Unicode.Scalar?, length: Int) {
        for length in 1...min(4, bytes.count) {
            if let text = String(validating: bytes.prefix(length), as: UTF8.self) {
                return (text.unicodeScalars.first, length)
            }
        }
        return (nil, 1)
    }

    /// The general category Cc, which is fixed.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "0" + digits : digits
    }
}
