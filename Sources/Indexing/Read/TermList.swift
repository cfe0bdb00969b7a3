internal import GlassTables
internal import Glibc

/// The terms of one document, in one buffer, because a document has thousands of them.
struct TermList {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var frequencies: [UInt32] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
    }

    /// A term of the text, of which there are thousands: so apart from the others, which have a prefix.
    @inline(__always)
    mutating func append(_ term: UnsafeBufferPointer<UInt8>, frequency: UInt32) {
        bytes.append(contentsOf: term)
        ends.append(bytes.count)
        frequencies.append(frequency)
    }

    /// - Parameter frequency: 0 for a boolean term.
    mutating func append(prefix: String = "", _ term: some Collection<UInt8>, frequency: UInt32) {
        bytes.append(contentsOf: prefix.utf8)
        bytes.append(contentsOf: term)
        ends.append(bytes.count)
        frequencies.append(frequency)
    }

    var count: Int { ends.count }

    /// Adds the terms of another list; of a term that both have, the frequencies are added. Both are ascending by bytes,
    /// each term once, and so is what comes of it.
    mutating func merge(_ other: TermList) {
        guard count > 0 else {
            self = other
            return
        }
        var merged = TermList()
        merged.bytes.reserveCapacity(bytes.count + other.bytes.count)
        merged.ends.reserveCapacity(count + other.count)
        merged.frequencies.reserveCapacity(count + other.count)
        bytes.withUnsafeBufferPointer { mine in
            other.bytes.withUnsafeBufferPointer { theirs in
                var (i, j) = (0, 0)
                while i < count || j < other.count {
                    let a = i < count ? UnsafeBufferPointer(rebasing: mine[range(i)]) : nil
                    let b = j < other.count ? UnsafeBufferPointer(rebasing: theirs[other.range(j)]) : nil
                    let order = Self.order(a, b)
                    var frequency: UInt32 = 0
                    if order <= 0 {
                        frequency = frequencies[i]
                        i += 1
                    }
                    if order >= 0 {
                        frequency += other.frequencies[j]
                        j += 1
                    }
                    if let term = order <= 0 ? a : b { merged.append(term, frequency: frequency) }
                }
            }
        }
        self = merged
    }

    private func range(_ index: Int) -> Range<Int> {
        (index == 0 ? 0 : ends[index - 1])..<ends[index]
    }

    /// Below 0 when the first term comes first; nil comes behind all.
    private static func order(_ a: UnsafeBufferPointer<UInt8>?, _ b: UnsafeBufferPointer<UInt8>?) -> Int {
        guard let a, let start = a.baseAddress else { return 1 }
        guard let b, let other = b.baseAddress else { return -1 }
        let order = Int(memcmp(start, other, min(a.count, b.count)))
        return order == 0 ? a.count - b.count : order
    }

    /// The sum of the frequencies.
    var length: UInt64 { frequencies.reduce(0) { $0 + UInt64($1) } }

    /// Lends the terms to a writer of tables.
    func withUnsafeTerms(_ body: (DocumentTerms) throws -> Void) throws {
        try bytes.withUnsafeBufferPointer { bytes in
            try ends.withUnsafeBufferPointer { ends in
                try frequencies.withUnsafeBufferPointer { frequencies in
                    try body(DocumentTerms(bytes: bytes, ends: ends, frequencies: frequencies))
                }
            }
        }
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (end, frequency) in zip(ends, frequencies) {
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]), frequency)
                start = end
            }
        }
    }
}
