/// A set of bytes, as a pattern's `[a-z]` names one.
struct ByteSet: Hashable, Sendable {
    private var words: SIMD4<UInt64> = .zero

    func contains(_ byte: UInt8) -> Bool {
        words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1
    }

    mutating func insert(_ byte: UInt8) {
        words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
    }

    mutating func formUnion(_ other: ByteSet) {
        words |= other.words
    }

    mutating func invert() {
        words = ~words
    }
}

extension ByteSet {
    /// Those of a class such as `alpha`, in ASCII and as git counts them; nil for another name.
    init?(class name: some Collection<UInt8>) {
        let contains: (UInt8) -> Bool
        switch String(decoding: name, as: UTF8.self) {
        case "alnum": contains = { Self.isLetter($0) || Self.isDigit($0) }
        case "alpha": contains = Self.isLetter
        case "blank": contains = { $0 == 0x20 || $0 == 0x09 }
        case "cntrl": contains = { $0 < 0x20 || $0 == 0x7F }
        case "digit": contains = Self.isDigit
        case "graph": contains = { $0 > 0x20 && $0 < 0x7F }
        case "lower": contains = { $0 >= 0x61 && $0 <= 0x7A }
        case "print": contains = { $0 >= 0x20 && $0 < 0x7F }
        case "punct": contains = { $0 > 0x20 && $0 < 0x7F && !Self.isLetter($0) && !Self.isDigit($0) }
        // Not the vertical tab and the form feed, unlike C.
        case "space": contains = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
        case "upper": contains = { $0 >= 0x41 && $0 <= 0x5A }
        case "xdigit": contains = { Self.isDigit($0) || $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66 }
        default: return nil
        }
        for byte in UInt8.min..<0x80 where contains(byte) { insert(byte) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A }
    private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
}
