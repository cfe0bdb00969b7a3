/// The 64-bit Fowler–Noll–Vo hash (variant 1a): the same on every machine and in every release.
struct FNV1a {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always)
    mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    mutating func combine(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { combine(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    /// Sixteen hexadecimal digits.
    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
