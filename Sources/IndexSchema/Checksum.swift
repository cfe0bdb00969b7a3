/// A checksum of bytes: FNV-1a of 64 bits, folded to 32.
package struct Checksum {
    private var hash: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    /// As it is stored: 8 hexadecimal digits.
    package var text: String {
        let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
        return String(repeating: "0", count: Self.digitCount - digits.count) + digits
    }

    static let digitCount = 8
}
