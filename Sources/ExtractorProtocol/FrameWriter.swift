/// Puts values one after another into bytes that `FrameReader` takes apart: numbers in little-endian order, everything
/// else behind its length.
struct FrameWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ flag: Bool) {
        append(flag ? 1 : 0 as UInt8)
    }

    mutating func append(_ field: [UInt8]) {
        append(UInt32(field.count))
        bytes.append(contentsOf: field)
    }

    mutating func append(_ text: String) {
        append(UInt32(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append(_ texts: [String]) {
        append(UInt32(texts.count))
        for text in texts { append(text) }
    }

    mutating func append(numbers: [Int]) {
        append(UInt32(numbers.count))
        bytes.reserveCapacity(bytes.count + 4 * numbers.count)
        for number in numbers { append(UInt32(clamping: number)) }
    }

    /// Nil is a flag; anything else is a flag and what `body` appends.
    mutating func append<Value>(optional value: Value?, _ body: (inout FrameWriter, Value) -> Void) {
        append(value != nil)
        if let value { body(&self, value) }
    }
}
