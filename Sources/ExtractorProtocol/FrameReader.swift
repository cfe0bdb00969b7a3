/// Takes apart what a `FrameWriter` has put together, or what somebody else wants to be taken for it.
struct FrameReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(ProtocolBreach) -> Number
    {
        let range = try take(MemoryLayout<Number>.size)
        let start = range.lowerBound
        return bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Number.self)) }
    }

    mutating func flag() throws(ProtocolBreach) -> Bool {
        switch try number(UInt8.self) {
        case 0: return false
        case 1: return true
        default: throw ProtocolBreach("a flag is neither 0 nor 1")
        }
    }

    mutating func field(atMost limitBytes: Int) throws(ProtocolBreach) -> [UInt8] {
        Array(bytes[try take(try count(atMost: limitBytes))])
    }

    mutating func text(atMost limitBytes: Int) throws(ProtocolBreach) -> String {
        guard let text = String(validating: bytes[try take(try count(atMost: limitBytes))], as: UTF8.self) else {
            throw ProtocolBreach("a string is not UTF-8")
        }
        return text
    }

    mutating func texts(atMost limit: Int, ofBytes limitBytes: Int) throws(ProtocolBreach) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try count(atMost: limit)) { texts.append(try text(atMost: limitBytes)) }
        return texts
    }

    mutating func numbers() throws(ProtocolBreach) -> [Int] {
        let count = try count(atMost: bytes.count / 4)
        let start = try take(4 * count).lowerBound
        return bytes.withUnsafeBytes { bytes in
            (0..<count).map {
                Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * $0, as: UInt32.self)))
            }
        }
    }

    mutating func optional<Value>(
        _ body: (inout FrameReader) throws(ProtocolBreach) -> Value
    ) throws(ProtocolBreach) -> Value? {
        try flag() ? try body(&self) : nil
    }

    /// To be called at the end: nothing may be left over.
    func finish() throws(ProtocolBreach) {
        guard position == bytes.count else { throw ProtocolBreach("something is left over") }
    }

    private mutating func count(atMost limit: Int) throws(ProtocolBreach) -> Int {
        let count = Int(try number(UInt32.self))
        guard count <= limit else { throw ProtocolBreach("a field of \(count) where \(limit) are allowed") }
        return count
    }

    /// The range of the next bytes, which are passed.
    private mutating func take(_ count: Int) throws(ProtocolBreach) -> Range<Int> {
        guard count <= bytes.count - position else { throw ProtocolBreach("it ends too early") }
        defer { position += count }
        return position..<(position + count)
    }
}
