internal import Analysis
internal import GlassTables
internal import Glibc

/// The terms of one document, in few buffers, because a document has thousands of them: grams of the text as numbers, all
/// others as bytes.
struct TermList {
    /// As `TermAccumulator.drain` gives them: ascending, each once.
    private var grams: [UInt64] = []
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var frequencies: [UInt32] = []

    mutating func removeAll() {
        grams.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
    }

    /// Takes the terms of a text, when there are no others yet.
    mutating func append(drained accumulator: TermAccumulator) {
        var grams: [UInt64] = []
        swap(&grams, &self.grams)
        accumulator.drain(grams: &grams) { append($0, frequency: $1) }
        self.grams = grams
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

    /// Takes all terms of another list that are no grams.
    mutating func append(others other: TermList) {
        let start = bytes.count
        bytes += other.bytes
        for end in other.ends { ends.append(start + end) }
        frequencies += other.frequencies
    }

    var count: Int { grams.count + ends.count }

    /// Adds the terms of another list; of a term that both have, the frequencies are added. In both the grams and the others
    /// are ascending, each term once, and so they are in what comes of it.
    mutating func merge(_ other: TermList) {
        guard count > 0 else {
            self = other
            return
        }
        mergeGrams(other.grams)
        mergeOthers(other)
    }

    /// What this list has beyond another: terms with a higher frequency than there, and by how much it is higher. Both are as
    /// `merge` takes them.
    func subtracting(_ other: TermList) -> TermList {
        var counts: [[UInt8]: UInt32] = [:]
        other.forEachOther { counts[Array($0)] = $1 }
        var rest = TermList()
        let otherGrams = Dictionary(uniqueKeysWithValues: other.grams.map { ($0 >> 32, $0 & 0xFFFF_FFFF) })
        for gram in grams {
            let (count, otherCount) = (gram & 0xFFFF_FFFF, otherGrams[gram >> 32] ?? 0)
            if count > otherCount { rest.grams.append(gram - otherCount) }
        }
        forEachOther { term, count in
            let otherCount = counts[Array(term)] ?? 0
            if count > otherCount { rest.append(term, frequency: count - otherCount) }
        }
        return rest
    }

    private mutating func mergeGrams(_ other: [UInt64]) {
        guard !other.isEmpty else { return }
        var merged: [UInt64] = []
        merged.reserveCapacity(grams.count + other.count)
        var (i, j) = (0, 0)
        while i < grams.count, j < other.count {
            let (a, b) = (grams[i] >> 32, other[j] >> 32)
            if a == b {
                merged.append(grams[i] + other[j] & 0xFFFF_FFFF)
            } else {
                merged.append(a < b ? grams[i] : other[j])
            }
            i += a <= b ? 1 : 0
            j += b <= a ? 1 : 0
        }
        merged += grams[i...]
        merged += other[j...]
        grams = merged
    }

    private mutating func mergeOthers(_ other: TermList) {
        var merged = TermList()
        merged.bytes.reserveCapacity(bytes.count + other.bytes.count)
        merged.ends.reserveCapacity(ends.count + other.ends.count)
        merged.frequencies.reserveCapacity(ends.count + other.ends.count)
        bytes.withUnsafeBufferPointer { mine in
            other.bytes.withUnsafeBufferPointer { theirs in
                var (i, j) = (0, 0)
                while i < ends.count || j < other.ends.count {
                    let a = i < ends.count ? UnsafeBufferPointer(rebasing: mine[range(i)]) : nil
                    let b = j < other.ends.count ? UnsafeBufferPointer(rebasing: theirs[other.range(j)]) : nil
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
        (bytes, ends, frequencies) = (merged.bytes, merged.ends, merged.frequencies)
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
    var length: UInt64 {
        frequencies.reduce(0) { $0 + UInt64($1) } + grams.reduce(0) { $0 + $1 & 0xFFFF_FFFF }
    }

    /// Lends the terms to a writer of tables.
    func withUnsafeTerms(_ body: (DocumentTerms) throws -> Void) throws {
        try grams.withUnsafeBufferPointer { grams in
            try bytes.withUnsafeBufferPointer { bytes in
                try ends.withUnsafeBufferPointer { ends in
                    try frequencies.withUnsafeBufferPointer { frequencies in
                        try body(DocumentTerms(grams: grams, bytes: bytes, ends: ends, frequencies: frequencies))
                    }
                }
            }
        }
    }

    /// Calls the body with the grams, then with the others.
    func forEach(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        for gram in grams {
            Gram.withBytes(of: UInt32(gram >> 32)) { body($0, UInt32(truncatingIfNeeded: gram)) }
        }
        forEachOther(body)
    }

    private func forEachOther(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (end, frequency) in zip(ends, frequencies) {
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]), frequency)
                start = end
            }
        }
    }
}
