internal import Glibc

extension [UInt8] {
    /// Where `byte` first stands at or after `start`. As fast as memory is read.
    func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
        withUnsafeBytes { buffer in
            guard start < buffer.count, let base = buffer.baseAddress else { return nil }
            guard let found = memchr(base + start, Int32(byte), buffer.count - start) else { return nil }
            return UnsafeRawPointer(found) - base
        }
    }
}
extension UnsafeBufferPointer<UInt8> {
    /// Where `byte` first stands in the range. As fast as memory is read.
    func firstOffset(of byte: UInt8, in range: Range<Int>) -> Int? {
        guard let base = baseAddress, !range.isEmpty else { return nil }
        precondition(range.upperBound <= count, "the range lies in the buffer")
        guard let found = memchr(base + range.lowerBound, Int32(byte), range.count) else { return nil }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
