extension [UInt8] {
    /// With "\n" for "\r\n" and "\r". The bytes themselves, not copied, when they are so.
    var withPlainLineEnds: [UInt8] {
        guard var carriageReturn = firstOffset(of: 0x0D) else { return self }
        var plain: [UInt8] = []
        plain.reserveCapacity(count)
        var start = 0
        while true {
            plain += self[start..<carriageReturn]
            plain.append(0x0A)
            start = carriageReturn + 1
            if start < count, self[start] == 0x0A { start += 1 }
            guard let next = firstOffset(of: 0x0D, from: start) else { break }
            carriageReturn = next
        }
        plain += self[start...]
        return plain
    }
}
