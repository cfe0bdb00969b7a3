/// Decoding and encoding of UTF-8 that is known to be valid, for the loops that see every character.
enum UTF8Bytes {
    /// The offset of the first byte from `offset` on that is not ASCII.
    @inline(__always)
    static func endOfASCII(from offset: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var at = offset
        while at + 8 <= bytes.count,
            bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
            at += 8
        }
        while at < bytes.count, bytes[at] < 0x80 { at += 1 }
        return at
    }

    @inline(__always)
    static func isContinuation(_ byte: UInt8) -> Bool {
        byte & 0xC0 == 0x80
    }

    /// The three-byte character at an offset.
    @inline(__always)
    static func decode3(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> UInt32 {
        UInt32(bytes[offset] & 0x0F) << 12 | UInt32(bytes[offset + 1] & 0x3F) << 6 | UInt32(bytes[offset + 2] & 0x3F)
    }

    /// The character at an offset, and its length in bytes.
    @inline(__always)
    static func decode(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (codePoint: UInt32, length: Int) {
        let lead = bytes[offset]
        if lead < 0x80 { return (UInt32(lead), 1) }
        if lead < 0xE0 { return (UInt32(lead & 0x1F) << 6 | UInt32(bytes[offset + 1] & 0x3F), 2) }
        if lead < 0xF0 { return (decode3(bytes, at: offset), 3) }
        return (
            UInt32(lead & 0x07) << 18 | UInt32(bytes[offset + 1] & 0x3F) << 12
                | UInt32(bytes[offset + 2] & 0x3F) << 6 | UInt32(bytes[offset + 3] & 0x3F), 4
        )
    }

    /// The same, faster for what CJK text consists of: characters of three bytes.
    @inline(__always)
    static func decodeCJK(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (codePoint: UInt32, length: Int) {
        bytes[offset] & 0xF0 == 0xE0 ? (decode3(bytes, at: offset), 3) : decode(bytes, at: offset)
    }

    /// The offset at which the character before `offset` begins; `offset` must be above 0.
    @inline(__always)
    static func start(before offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var start = offset - 1
        while start > 0, isContinuation(bytes[start]) { start -= 1 }
        return start
    }

    @inline(__always)
    static func encode3(_ codePoint: UInt32, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
        bytes[offset] = UInt8(truncatingIfNeeded: 0xE0 | codePoint >> 12)
        bytes[offset + 1] = UInt8(truncatingIfNeeded: 0x80 | (codePoint >> 6 & 0x3F))
        bytes[offset + 2] = UInt8(truncatingIfNeeded: 0x80 | (codePoint & 0x3F))
    }

    @inline(__always)
    static func encode4(_ codePoint: UInt32, into bytes: UnsafeMutableBufferPointer<UInt8>, at offset: Int) {
        bytes[offset] = UInt8(truncatingIfNeeded: 0xF0 | codePoint >> 18)
        bytes[offset + 1] = UInt8(truncatingIfNeeded: 0x80 | (codePoint >> 12 & 0x3F))
        bytes[offset + 2] = UInt8(truncatingIfNeeded: 0x80 | (codePoint >> 6 & 0x3F))
        bytes[offset + 3] = UInt8(truncatingIfNeeded: 0x80 | (codePoint & 0x3F))
    }
}
