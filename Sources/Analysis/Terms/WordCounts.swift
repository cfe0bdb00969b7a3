internal import Glibc

/// The terms of one document that are not grams of the basic plane, each with how often it occurs.
///
/// A hash table over one arena of bytes: a word costs no allocation of its own.
struct WordCounts {
    private struct Entry {
        /// The first eight bytes as a number, zeros behind a shorter term: most comparisons need nothing else.
        var head: UInt64
        var offset: Int
        var length: Int32
        var hash: UInt32
        var count: UInt32
        /// Where the table has it, so that emptying a large table after a short document is short too.
        var slot: Int32
        /// A word of letters only, of which a stem is wanted.
        var isStemmable: Bool
    }

    private var arena: [UInt8] = []
    private var entries: [Entry] = []
    /// Open addressing over a power of two; an index into `entries`, or -1.
    private var slots = [Int32](repeating: -1, count: 1024)

    /// The number of distinct terms.
    var count: Int { entries.count }

    /// Counts a term. With `prefix`, the term is that byte and then the bytes.
    ///
    /// Not inlined: in the loop over characters its many variables would push those of the loop out of registers.
    @inline(never)
    mutating func add(
        _ bytes: UnsafeBufferPointer<UInt8>, count: UInt32, prefix: UInt8? = nil, isStemmable: Bool = false
    ) {
        var hash: UInt32 = 0x811c_9dc5
        if let prefix { hash = (hash ^ UInt32(prefix)) &* 0x0100_0193 }
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
        let length = bytes.count + (prefix == nil ? 0 : 1)
        let mask = slots.count - 1
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].hash == hash, entries[index].length == length, matches(entries[index], bytes, prefix) {
                entries[index].count += count
                return
            }
            slot = (slot + 1) & mask
        }
        slots[slot] = Int32(entries.count)
        let offset = arena.count
        if let prefix { arena.append(prefix) }
        arena.append(contentsOf: bytes)
        entries.append(
            Entry(
                head: Self.head(of: arena, from: offset), offset: offset, length: Int32(length), hash: hash,
                count: count, slot: Int32(slot), isStemmable: isStemmable))
        if 2 * entries.count > slots.count { grow() }
    }

    /// Adds the stem of each word that wants one, counted as often as the word.
    mutating func addStems(_ stemmers: Stemmers) {
        for index in entries.indices where entries[index].isStemmable {
            let entry = entries[index]
            // The arena moves while stems are appended to it, so the word is lent as a copy.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Int(entry.length)) { word in
                _ = word.initialize(from: arena[entry.offset..<entry.offset + Int(entry.length)])
                stemmers.withStem(of: UnsafeBufferPointer(word)) { stem in
                    add(stem, count: entry.count, prefix: Term.stemPrefix)
                }
            }
        }
    }

    /// Sorts the terms by their bytes, as Xapian does. Nothing may be added from then on until `removeAll`.
    mutating func sort() {
        arena.withUnsafeBufferPointer { arena in
            guard let start = arena.baseAddress else { return }
            entries.sort { a, b in
                if a.head != b.head { return a.head < b.head }
                let common = Int(min(a.length, b.length))
                let order = common > 8 ? memcmp(start + a.offset, start + b.offset, common) : 0
                return order == 0 ? a.length < b.length : order < 0
            }
        }
    }

    /// The first eight bytes of a sorted term as a number; behind the last term, more than that of any.
    @inline(__always)
    func head(at index: Int) -> UInt64 { index < entries.count ? entries[index].head : .max }

    /// Lends a sorted term and its count.
    @inline(__always)
    func withTerm(at index: Int, _ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        let entry = entries[index]
        arena.withUnsafeBufferPointer { arena in
            body(UnsafeBufferPointer(rebasing: arena[entry.offset..<entry.offset + Int(entry.length)]), entry.count)
        }
    }

    /// Forgets all terms; the memory is kept.
    mutating func removeAll() {
        for entry in entries { slots[Int(entry.slot)] = -1 }
        arena.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
    }

    @inline(__always)
    private static func head(of arena: [UInt8], from offset: Int) -> UInt64 {
        var head: UInt64 = 0
        for index in offset..<min(offset + 8, arena.count) { head = head << 8 | UInt64(arena[index]) }
        return head << UInt64(8 * max(0, offset + 8 - arena.count))
    }

    @inline(__always)
    private func matches(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt8?) -> Bool {
        var offset = entry.offset
        if let prefix {
            guard arena[offset] == prefix else { return false }
            offset += 1
        }
        for (index, byte) in bytes.enumerated() where arena[offset + index] != byte { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        let mask = slots.count - 1
        for index in entries.indices {
            var slot = Int(entries[index].hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
            entries[index].slot = Int32(slot)
        }
    }
}
