internal import CEncodings
internal import Glibc

/// One of ICU's converters, for one text. Opening it again costs about a microsecond: ICU keeps the tables.
final class Converter {
    private let converter: OpaquePointer

    /// - Parameter name: ICU's name or an alias; nil when it knows none.
    init?(_ name: String) {
        guard let converter = cenc_open(name) else { return nil }
        self.converter = converter
    }

    deinit {
        cenc_close(converter)
    }

    /// The text of all the bytes; call it once.
    ///
    /// - Parameter final: whether a character that the end cuts off is a fault.
    /// - Returns: Valid UTF-8 without NUL and without a byte order mark at its beginning, and how many places are
    ///   U+FFFD because they could not be decoded or were NUL.
    func decode(_ bytes: [UInt8], final: Bool) -> (text: [UInt8], replacementCount: Int) {
        bytes.withUnsafeBufferPointer { decode($0, final: final) }
    }

    func decode(_ bytes: UnsafeBufferPointer<UInt8>, final: Bool) -> (text: [UInt8], replacementCount: Int) {
        var text: [UInt8] = []
        var replacementCount = 0
        guard let start = bytes.baseAddress else { return (text, 0) }
        var read = 0
        var isFinished = false
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.stepBytes * 2) { target in
            guard let targetStart = target.baseAddress else { return }
            while !isFinished {
                let length = min(bytes.count - read, Self.stepBytes)
                let isLast = read + length == bytes.count
                let step = cenc_decode(converter, start + read, length, targetStart, target.count, isLast && final)
                read += step.bytes_read
                replacementCount += step.replacements
                replacementCount += append(UnsafeBufferPointer(rebasing: target[..<step.bytes_written]), to: &text)
                // Doubling as it grows, a large text would be held three times.
                if read >= Self.stepBytes, text.capacity < text.count * 2, bytes.count > 4 * Self.stepBytes {
                    let ratio = Double(text.count) / Double(read)
                    text.reserveCapacity(Int(Double(bytes.count) * ratio * 1.03) + Self.stepBytes)
                }
                isFinished = !step.succeeded || step.finished && isLast
            }
        }
        return (text, replacementCount)
    }

    /// - Returns: How many NULs were replaced.
    private func append(_ part: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) -> Int {
        var part = part[...]
        if text.isEmpty, part.starts(with: ByteOrderMark.utf8) { part = part.dropFirst(3) }
        var nulCount = 0
        while let nul = part.firstIndex(of: 0) {
            text += part[..<nul]
            text += [0xEF, 0xBF, 0xBD]
            part = part[(nul + 1)...]
            nulCount += 1
        }
        text += part
        return nulCount
    }

    private static let stepBytes = 64 << 10
}
