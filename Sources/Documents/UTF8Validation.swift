/// Tells UTF-8 from what is not, strictly: no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// By hand because `String(validating:as:)` copies what it validates, and because runs of three-byte characters, which
/// is what Chinese is, deserve a loop of their own.
package enum UTF8Validation {
    package static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { isValid($0) }
    }

    package static func isValid(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let count = bytes.count
        var index = 0
        while index < count {
            let byte = bytes[index]
            if byte < 0x80 {
                index += 1
                while index + 8 <= count {
                    let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    if word & 0x8080_8080_8080_8080 != 0 { break }
                    index += 8
                }
            } else if byte >= 0xE1, byte <= 0xEC, index + 4 <= count {
                // Every CJK ideograph below U+D000, and kana: any two continuation bytes will do.
                repeat {
                    let word = UInt32(
                        littleEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self))
                    guard word & 0x00C0_C000 == 0x0080_8000 else { return false }
                    index += 3
                } while index + 4 <= count && bytes[index] >= 0xE1 && bytes[index] <= 0xEC
            } else {
                let length = length(of: bytes, at: index)
                if length == 0 { return false }
                index += length
            }
        }
        return true
    }

    /// The length of the character of several bytes at `index`; 0 when it is none.
    private static func length(of bytes: UnsafeRawBufferPointer, at index: Int) -> Int {
        let first = bytes[index]
        let (length, second): (Int, ClosedRange<UInt8>) =
            switch first {
            case 0xC2...0xDF: (2, 0x80...0xBF)
            case 0xE0: (3, 0xA0...0xBF)
            case 0xE1...0xEC, 0xEE...0xEF: (3, 0x80...0xBF)
            case 0xED: (3, 0x80...0x9F)
            case 0xF0: (4, 0x90...0xBF)
            case 0xF1...0xF3: (4, 0x80...0xBF)
            case 0xF4: (4, 0x80...0x8F)
            default: (0, 0...0)
            }
        guard length > 0, index + length <= bytes.count, second.contains(bytes[index + 1]) else { return 0 }
        for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 {
            return 0
        }
        return length
    }
}
