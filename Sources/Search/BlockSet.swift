/// Some blocks of a long text, a bit for each: the form in which filters are stored.
struct BlockSet {
    private(set) var bytes: [UInt8]

    init(bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
    }

    /// All of so many blocks.
    init(all count: Int) {
        bytes = [UInt8](repeating: 0xFF, count: (count + 7) / 8)
        if !count.isMultiple(of: 8) { bytes[bytes.count - 1] = UInt8(1 << (count % 8) - 1) }
    }

    func contains(_ block: Int) -> Bool {
        bytes[block / 8] & 1 << UInt8(block % 8) != 0
    }

    mutating func formIntersection(_ other: some Collection<UInt8>) {
        for (index, byte) in other.enumerated() { bytes[index] &= byte }
    }

    mutating func formUnion(_ other: BlockSet) {
        for (index, byte) in other.bytes.enumerated() { bytes[index] |= byte }
    }

    /// The blocks, ascending.
    var elements: [Int] {
        var elements: [Int] = []
        for (index, byte) in bytes.enumerated() {
            var rest = byte
            while rest != 0 {
                elements.append(8 * index + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return elements
    }
}
