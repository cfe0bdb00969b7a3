internal import Glibc

/// Bytes that grow at their end, and the ways in which glass codes numbers and strings among them.
///
/// | coding                     | what                                          | bytes             |
/// |----------------------------|-----------------------------------------------|-------------------|
/// | `appendNumber(300)`        | seven bits a byte, the lowest first           | `AC 02`           |
/// | `appendString("ab")`       | the length as a number, then the bytes        | `02 61 62`        |
/// | `appendSortable(300)`      | the order of the bytes is that of the numbers | `01 2C`           |
/// | `appendSortable(40_000)`   |                                               | `80 9C 40`        |
/// | `appendTerm("a\0b")`       | the order of terms, and room for what follows | `61 00 FF 62`     |
package struct GlassBytes: ~Copyable {
    private(set) var start: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int

    package init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        start = Self.resized(nil, to: self.capacity)
    }

    deinit {
        free(start)
    }

    /// Memory of the C library's, for it moves large pieces without copying or touching them.
    private static func resized(_ start: UnsafeMutablePointer<UInt8>?, to capacity: Int) -> UnsafeMutablePointer<UInt8>
    {
        guard let memory = realloc(start, capacity) else { preconditionFailure("out of memory") }
        return memory.assumingMemoryBound(to: UInt8.self)
    }

    /// Valid until something is appended.
    package var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: start, count: count) }

    /// The memory that is kept.
    var capacityBytes: Int { capacity }

    /// Forgets the bytes; the memory is kept.
    package mutating func removeAll() {
        count = 0
    }

    /// Forgets the bytes from an offset on.
    mutating func truncate(to newCount: Int) {
        count = newCount
    }

    /// Gives back what is not in use.
    mutating func shrink() {
        capacity = max(count, 1)
        start = Self.resized(start, to: capacity)
    }

    /// Makes room for this many more bytes.
    @inline(__always)
    mutating func reserve(_ additional: Int) {
        if count &+ additional > capacity { grow(additional) }
    }

    @inline(never)
    private mutating func grow(_ additional: Int) {
        capacity = max(count + additional, capacity + capacity / 2)
        start = Self.resized(start, to: capacity)
    }

    @inline(__always)
    package mutating func append(_ byte: UInt8) {
        reserve(1)
        start[count] = byte
        count &+= 1
    }

    @inline(__always)
    package mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress else { return }
        append(source, count: bytes.count)
    }

    @inline(__always)
    mutating func append(_ source: UnsafePointer<UInt8>, count additional: Int) {
        reserve(additional)
        memcpy(start + count, source, additional)
        count &+= additional
    }

    /// The upper bytes of a number, eight at most, for which there is room for eight.
    @inline(__always)
    mutating func appendHead(_ head: UInt64, count additional: Int) {
        UnsafeMutableRawPointer(start + count).storeBytes(of: head.bigEndian, as: UInt64.self)
        count &+= additional
    }

    /// V: seven bits to the byte, the lowest first; the highest bit says that another byte follows.
    @inline(__always)
    package mutating func appendNumber(_ number: UInt64) {
        reserve(10)
        var rest = number
        while rest >= 0x80 {
            start[count] = UInt8(truncatingIfNeeded: rest) | 0x80
            count &+= 1
            rest &>>= 7
        }
        start[count] = UInt8(truncatingIfNeeded: rest)
        count &+= 1
    }

    @inline(__always)
    mutating func appendNumber(_ number: UInt32) {
        appendNumber(UInt64(number))
    }

    /// S: a length, then the bytes.
    package mutating func appendString(_ bytes: UnsafeBufferPointer<UInt8>) {
        appendNumber(UInt64(bytes.count))
        append(bytes)
    }

    /// P: two bytes below 2¹⁵, else three to five with the upper bits of the first set, the highest byte first.
    package mutating func appendSortable(_ number: UInt32) {
        let (length, mark): (Int, UInt8) =
            switch number {
            case ..<(1 << 15): (2, 0)
            case ..<(1 << 22): (3, 0x80)
            case ..<(1 << 29): (4, 0xC0)
            default: (5, 0xE0)
            }
        for index in 0..<length {
            let byte = UInt8(truncatingIfNeeded: UInt64(number) >> UInt64(8 * (length - 1 - index)))
            append(index == 0 ? byte | mark : byte)
        }
    }

    /// Z: a zero byte becomes `00 FF`, so that a zero byte and something less than `FF` may follow the term.
    package mutating func appendTerm(_ term: UnsafeBufferPointer<UInt8>) {
        guard let start = term.baseAddress, memchr(start, 0, term.count) != nil else { return append(term) }
        for byte in term {
            append(byte)
            if byte == 0 { append(0xFF) }
        }
    }

    /// The least significant byte first, without leading zeros: nothing for 0.
    mutating func appendShortest(_ number: UInt32) {
        var rest = number
        while rest > 0 {
            append(UInt8(truncatingIfNeeded: rest))
            rest >>= 8
        }
    }
}
