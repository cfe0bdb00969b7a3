/// JSON as it is written: objects and arrays opened and closed, and what stands in them in the order of the calls.
///
/// It is for records and for answers to searches, of which there are many: Foundation's encoder takes a tenth of a millisecond
/// for a page of hits, a tenth of the whole request, and took 3 % of a build. It writes what is rare.
package struct JSONText {
    package private(set) var bytes: [UInt8] = []
    /// False when there was a number that JSON has not: infinity, or none at all.
    package private(set) var isValid = true
    /// Nothing stands before in the object or array.
    private var isFirst = true

    package init(reserving byteCount: Int) {
        bytes.reserveCapacity(byteCount)
    }

    /// A value that is an object.
    package mutating func object(_ body: (inout JSONText) -> Void) {
        enclosed("{", "}", body)
    }

    /// A member that is an array of so many elements; `body` writes the one of that index.
    package mutating func array(_ key: StaticString, count: Int, _ body: (inout JSONText, _ index: Int) -> Void) {
        self.key(key)
        enclosed("[", "]") { text in
            for index in 0..<count {
                text.separate()
                body(&text, index)
            }
        }
    }

    package mutating func member(_ key: StaticString, _ value: String) {
        self.key(key)
        string(value)
    }

    package mutating func member(_ key: StaticString, _ value: String?) {
        if let value { member(key, value) }
    }

    package mutating func member(_ key: StaticString, _ value: Int?) {
        if let value { member(key, Int64(value)) }
    }

    package mutating func member(_ key: StaticString, _ value: Int64?) {
        guard let value else { return }
        self.key(key)
        number(value)
    }

    package mutating func member(_ key: StaticString, _ value: UInt64) {
        self.key(key)
        append(decimal: value)
    }

    package mutating func member(_ key: StaticString, _ value: Double?) {
        guard let value else { return }
        if !value.isFinite { isValid = false }
        let text = value.description
        self.key(key)
        bytes.append(contentsOf: text.hasSuffix(".0") ? text.utf8.dropLast(2) : text.utf8[...])
    }

    package mutating func member(_ key: StaticString, _ value: Bool?) {
        guard let value else { return }
        self.key(key)
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
    }

    package mutating func member(_ key: StaticString, _ values: [String]) {
        array(key, count: values.count) { text, index in text.string(values[index]) }
    }

    package mutating func member(_ key: StaticString, _ values: [Int]) {
        array(key, count: values.count) { text, index in text.number(Int64(values[index])) }
    }

    /// A member whose value was written already.
    package mutating func member(_ key: StaticString, json: [UInt8]) {
        self.key(key)
        bytes += json
    }

    /// A member that is an object.
    package mutating func member(_ key: StaticString, _ body: (inout JSONText) -> Void) {
        self.key(key)
        object(body)
    }

    private mutating func enclosed(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ body: (inout JSONText) -> Void
    ) {
        bytes.append(UInt8(ascii: opening))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: closing))
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    private mutating func key(_ key: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        key.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
    }

    private mutating func number(_ value: Int64) {
        if value < 0 { bytes.append(UInt8(ascii: "-")) }
        append(decimal: value.magnitude)
    }

    private mutating func append(decimal value: UInt64) {
        let start = bytes.count
        var rest = value
        repeat {
            bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        bytes[start...].reverse()
    }

    private mutating func string(_ value: String) {
        bytes.append(UInt8(ascii: "\""))
        var value = value
        value.withUTF8 { text in
            var start = 0
            for index in text.indices where text[index] < 0x20 || text[index] == 0x22 || text[index] == 0x5C {
                bytes.append(contentsOf: text[start..<index])
                escape(text[index])
                start = index + 1
            }
            bytes.append(contentsOf: text[start...])
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case 0x22, 0x5C: bytes.append(byte)
        default:
            bytes.append(contentsOf: "u00".utf8)
            for digit in [byte >> 4, byte & 0x0F] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
        }
    }
}
