/// Reads back the numbers that `GlassBytes.appendNumber` wrote. It trusts them: they never left this process's memory.
struct NumberReader {
    private(set) var next: UnsafePointer<UInt8>
    let end: UnsafePointer<UInt8>

    init(_ bytes: UnsafeBufferPointer<UInt8>, from start: UnsafePointer<UInt8>) {
        next = start
        end = start + bytes.count
    }

    var isAtEnd: Bool {
        @inline(__always) get { next >= end }
    }

    @inline(__always)
    mutating func number() -> UInt64 {
        var byte = next.pointee
        next += 1
        if byte < 0x80 { return UInt64(byte) }
        var number = UInt64(byte & 0x7F)
        var shift: UInt64 = 7
        repeat {
            byte = next.pointee
            next += 1
            number |= UInt64(byte & 0x7F) &<< shift
            shift &+= 7
        } while byte >= 0x80
        return number
    }

    @inline(__always)
    mutating func skip(_ count: Int) {
        next += count
    }
}
