/// Reads a number of bytes.
enum ByteSize {
    /// The bytes of `5688`, `1M`, `1.5GB`, `10KiB`: as the typed digits say it, `1M` is all below 2M as a year is all of
    /// its days. Units go in steps of 1024; nil when it is none, or when nobody can have that many.
    static func range(_ typed: Substring) -> ClosedRange<Int64>? {
        let digits = typed.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard let unit = unit(typed[digits.endIndex...]), parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
            return nil
        }
        let decimals = parts.count == 2 ? parts[1].count : 0
        // Eighteen digits of tebibytes are 2^100: more than enough, and no overflow.
        guard digits.count <= 18, decimals == 0 || unit > 1, let number = Int128(parts.joined()) else { return nil }
        let scale = (0..<decimals).reduce(Int128(1)) { scale, _ in scale * 10 }
        let lower = (number * unit + scale - 1) / scale
        let upper = ((number + 1) * unit + scale - 1) / scale - 1
        let largest = Int128(Int64.max)
        return Int64(min(lower, largest))...Int64(min(max(lower, upper), largest))
    }

    private static func unit(_ typed: Substring) -> Int128? {
        switch typed {
        case "", "b": 1
        case "k", "kb", "kib": 1 << 10
        case "m", "mb", "mib": 1 << 20
        case "g", "gb", "gib": 1 << 30
        case "t", "tb", "tib": 1 << 40
        default: nil
        }
    }
}
