internal import Glibc

/// What the values of a file's bytes say before anything is decoded.
struct ByteStatistics {
    /// Whether there is a zero byte.
    let hasNUL: Bool
    /// Whether all bytes are below 0x80.
    let isASCII: Bool
    /// Whether there are controls as in a binary file: more than one in fifty bytes of the beginning, the middle or the
    /// end, beyond two, and in a short file more than one in eight. Random bytes have one in ten.
    let hasManyControls: Bool
    /// Whether there are too many zero bytes for text that was damaged: more than one in a thousand, beyond
    /// one, and in a short file more than one in a hundred.
    let hasManyNULs: Bool

    init(of bytes: [UInt8]) {
        (hasNUL, isASCII, hasManyNULs) = bytes.withUnsafeBytes { bytes in
            let hasNUL = bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } ?? false
            let nulCount = hasNUL ? bytes.count { $0 == 0 } : 0
            return (hasNUL, Self.isASCII(bytes), nulCount > min(1 + bytes.count / 1000, bytes.count / 100))
        }
        let part = Self.partBytes
        let starts = bytes.count <= part * 3 ? [0] : [0, bytes.count / 2, bytes.count - part]
        let length = bytes.count <= part * 3 ? bytes.count : part
        hasManyControls = starts.contains { start in
            let controls = bytes.withUnsafeBytes {
                Self.controlCount(UnsafeRawBufferPointer(rebasing: $0[start..<(start + length)]))
            }
            return controls > min(2 + length / 50, length / 8)
        }
    }

    private static let partBytes = 4096

    private static func controlCount(_ bytes: UnsafeRawBufferPointer) -> Int {
        var count = 0
        var index = 0
        while index < bytes.count {
            // Eight bytes without any below 0x20 and without 0x7F, as most are, at once.
            if index + 8 <= bytes.count {
                let word = bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let below = (word &- 0x2020_2020_2020_2020) & ~word
                let deletes = word ^ 0x7F7F_7F7F_7F7F_7F7F
                if (below | (deletes &- 0x0101_0101_0101_0101) & ~deletes) & 0x8080_8080_8080_8080 == 0 {
                    index += 8
                    continue
                }
            }
            let end = min(index + 8, bytes.count)
            while index < end {
                switch bytes[index] {
                case 0x01...0x07, 0x0E...0x19, 0x1C...0x1F, 0x7F: count += 1
                default: break
                }
                index += 1
            }
        }
        return count
    }

    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var index = 0
        while index + 32 <= bytes.count {
            var word: UInt64 = 0
            for offset in stride(from: 0, to: 32, by: 8) {
                word |= bytes.loadUnaligned(fromByteOffset: index + offset, as: UInt64.self)
            }
            if word & 0x8080_8080_8080_8080 != 0 { return false }
            index += 32
        }
        return bytes[index...].allSatisfy { $0 < 0x80 }
    }
}
