// Numbers of seven bits to the byte, the lowest first; the highest bit says that another byte follows.

extension [UInt8] {
    /// - Precondition: not negative.
    mutating func append(varint number: Int) {
        var rest = UInt(number)
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// How many numbers there are, and each one's distance from the one before; none falls.
    mutating func append(rising numbers: [Int], from start: Int) {
        append(varint: numbers.count)
        var last = start
        for number in numbers {
            append(varint: number - last)
            last = number
        }
    }
}

/// Reads what was appended, from the beginning.
struct VarintReader {
    private static let largest = 1 << 56

    private(set) var rest: UnsafeBufferPointer<UInt8>

    init(rest: UnsafeBufferPointer<UInt8>) {
        self.rest = rest
    }

    mutating func number() throws(TextBlockError) -> Int {
        var number = 0
        for (index, byte) in rest.prefix(8).enumerated() {
            number |= Int(byte & 0x7F) << (7 * index)
            if byte < 0x80 {
                rest = UnsafeBufferPointer(rebasing: rest[(index + 1)...])
                return number
            }
        }
        throw .malformed
    }

    mutating func rising(from start: Int) throws(TextBlockError) -> [Int] {
        let count = try number()
        // Each takes a byte at least.
        guard count <= rest.count else { throw .malformed }
        var numbers: [Int] = []
        numbers.reserveCapacity(count)
        var last = start
        for _ in 0..<count {
            // Two numbers of seven times eight bits have a sum, and so has a line with what is counted on from it.
            last += try number()
            guard last <= Self.largest else { throw .malformed }
            numbers.append(last)
        }
        return numbers
    }
}
