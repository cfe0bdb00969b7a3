/// A term of one or two characters of three bytes as a number: the first character in the upper 16 bits, the second, or
/// zero, in the lower. The order of the numbers is the order of the terms, so that nothing has to be looked up for most
/// terms of Chinese text.
///
/// `智` is `0x667A0000`, `智能` is `0x667A80FD`.
package enum Gram {
    /// No gram is less: below are the numbers of other terms.
    static let lowest: UInt32 = 0x0800_0000

    /// Nil for any other term. Only the one form of a character that UTF-8 allows counts, so a gram's bytes follow from
    /// its number.
    @inline(__always)
    static func number(of term: UnsafeBufferPointer<UInt8>) -> UInt32? {
        guard term.count == 3 || term.count == 6 else { return nil }
        let first = character(term, 0)
        guard first >= 0x800 else { return nil }
        if term.count == 3 { return first << 16 }
        let second = character(term, 3)
        return second >= 0x800 ? first << 16 | second : nil
    }

    /// The bytes of a gram in the upper bytes of a number, and how many they are.
    @inline(__always)
    static func head(_ number: UInt32) -> (head: UInt64, byteCount: Int) {
        let second = number & 0xFFFF
        let first = utf8(number >> 16) << 40
        return second == 0 ? (first, 3) : (first | utf8(second) << 16, 6)
    }

    /// Lends the bytes of a gram.
    package static func withBytes<Result>(of number: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        let (head, byteCount) = head(number)
        return withUnsafeBytes(of: head.bigEndian) { bytes in
            bytes.withMemoryRebound(to: UInt8.self) { body(UnsafeBufferPointer(rebasing: $0[..<byteCount])) }
        }
    }

    /// 0 for what is no character of three bytes.
    @inline(__always)
    private static func character(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt32 {
        let (a, b, c) = (UInt32(bytes[start]), UInt32(bytes[start + 1]), UInt32(bytes[start + 2]))
        guard a & 0xF0 == 0xE0, b & 0xC0 == 0x80, c & 0xC0 == 0x80 else { return 0 }
        return (a & 0x0F) << 12 | (b & 0x3F) << 6 | c & 0x3F
    }

    @inline(__always)
    private static func utf8(_ character: UInt32) -> UInt64 {
        UInt64(0xE0_8080 | (character & 0xF000) << 4 | (character & 0xFC0) << 2 | character & 0x3F)
    }
}
