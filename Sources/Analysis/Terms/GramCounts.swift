/// The characters and pairs of CJK text in one document, each with how often it occurs.
///
/// A gram of the basic plane is one number: the first character in the upper 16 bits, the second, or zero, in the
/// lower. Its numeric order is the order of its UTF-8 bytes, so sorting numbers sorts terms.
struct GramCounts {
    private var occurrences: [UInt32] = []
    private var scratch: [UInt32] = []

    var isEmpty: Bool { occurrences.isEmpty }

    @inline(__always)
    mutating func append(_ gram: UInt32) {
        occurrences.append(gram)
    }

    /// Calls `body` with each gram once, ascending, and empties the counts; the memory is kept for the next document.
    @inline(__always)
    mutating func drain(_ body: (_ gram: UInt32, _ count: UInt32) -> Void) {
        guard !occurrences.isEmpty else { return }
        sort()
        occurrences.withUnsafeBufferPointer { sorted in
            var at = 0
            while at < sorted.count {
                let gram = sorted[at]
                var end = at + 1
                while end < sorted.count, sorted[end] == gram { end += 1 }
                body(gram, UInt32(truncatingIfNeeded: end - at))
                at = end
            }
        }
        occurrences.removeAll(keepingCapacity: true)
    }

    /// Radix sort in three passes of 11 bits; for short texts clearing its counters would cost more than sorting.
    private mutating func sort() {
        guard occurrences.count > 512 else {
            occurrences.sort()
            return
        }
        let count = occurrences.count
        if scratch.count < count { scratch = [UInt32](repeating: 0, count: max(count, 2 * scratch.count)) }
        occurrences.withUnsafeMutableBufferPointer { occurrences in
            scratch.withUnsafeMutableBufferPointer { scratch in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 3 * 2048) { starts in
                    starts.initialize(repeating: 0)
                    for gram in occurrences {
                        starts[Int(gram & 0x7FF)] += 1
                        starts[2048 + Int(gram >> 11 & 0x7FF)] += 1
                        starts[4096 + Int(gram >> 22)] += 1
                    }
                    for pass in 0..<3 {
                        var sum: UInt32 = 0
                        for index in pass * 2048..<(pass + 1) * 2048 {
                            let count = starts[index]
                            starts[index] = sum
                            sum += count
                        }
                    }
                    let whole = UnsafeMutableBufferPointer(rebasing: scratch[..<count])
                    Self.distribute(occurrences, into: whole, by: 0, starts.baseAddress!)
                    Self.distribute(whole, into: occurrences, by: 11, starts.baseAddress! + 2048)
                    Self.distribute(occurrences, into: whole, by: 22, starts.baseAddress! + 4096)
                }
            }
        }
        swap(&occurrences, &scratch)
        // The swapped-in array may be longer than the text; what lies behind is of an earlier one.
        occurrences.removeLast(occurrences.count - count)
    }

    @inline(__always)
    private static func distribute(
        _ source: UnsafeMutableBufferPointer<UInt32>, into target: UnsafeMutableBufferPointer<UInt32>, by shift: UInt32,
        _ starts: UnsafeMutablePointer<UInt32>
    ) {
        for gram in source {
            let digit = Int(gram >> shift & 0x7FF)
            target[Int(starts[digit])] = gram
            starts[digit] += 1
        }
    }
}
