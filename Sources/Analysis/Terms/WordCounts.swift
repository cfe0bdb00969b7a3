internal import Glibc

/// The terms of one document that are not grams of the basic plane, each with how often it occurs.
///
/// A hash table over one arena of bytes: a word costs no allocation of its own.
struct WordCounts {
    struct Entry {
        var offset: Int
        var length: Int
        var hash: UInt32
        var count: UInt32
        /// A word of letters only, of which a stem is wanted.
        var isStemmable: Bool
    }

    private var arena: [UInt8] = []
    private var entries: [Entry] = []
    /// Open addressing over a power of two; an index into `entries`, or -1.
    private var slots = [Int32](repeating: -1, count: 1024)

    var isEmpty: Bool { entries.isEmpty }

    /// Counts a term. With `prefix`, the term is that byte and then the bytes.
    @inline(__always)
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
        entries.append(
            Entry(offset: arena.count, length: length, hash: hash, count: count, isStemmable: isStemmable))
        if let prefix { arena.append(prefix) }
        arena.append(contentsOf: bytes)
        if 2 * entries.count > slots.count { grow() }
    }

    /// Adds the stem of each word that wants one, counted as often as the word.
    mutating func addStems(_ stemmers: Stemmers) {
        for index in entries.indices where entries[index].isStemmable {
            let entry = entries[index]
            // The arena moves while stems are appended to it, so the word is lent as a copy.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: entry.length) { word in
                _ = word.initialize(from: arena[entry.offset..<entry.offset + entry.length])
                stemmers.withStem(of: UnsafeBufferPointer(word)) { stem in
                    add(stem, count: entry.count, prefix: Term.stemPrefix)
                }
            }
        }
    }

    /// Calls `body` with each term once, ascending by bytes, and empties the counts; the memory is kept.
    mutating func drain(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        guard !entries.isEmpty else { return }
        arena.withUnsafeBufferPointer { arena in
            func bytes(_ entry: Entry) -> UnsafeBufferPointer<UInt8> {
                UnsafeBufferPointer(rebasing: arena[entry.offset..<entry.offset + entry.length])
            }
            entries.sort { bytes($0).precedes(bytes($1)) }
            for entry in entries { body(bytes(entry), entry.count) }
        }
        arena.removeAll(keepingCapacity: true)
        entries.removeAll(keepingCapacity: true)
        for slot in slots.indices { slots[slot] = -1 }
    }

    @inline(__always)
    private func matches(_ entry: Entry, _ bytes: UnsafeBufferPointer<UInt8>, _ prefix: UInt8?) -> Bool {
        arena.withUnsafeBufferPointer { arena in
            var offset = entry.offset
            if let prefix {
                guard arena[offset] == prefix else { return false }
                offset += 1
            }
            return memcmp(arena.baseAddress! + offset, bytes.baseAddress!, bytes.count) == 0
        }
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: 2 * slots.count)
        let mask = slots.count - 1
        for (index, entry) in entries.enumerated() {
            var slot = Int(entry.hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(index)
        }
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// True when these bytes sort before the others, as Xapian sorts terms.
    func precedes(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        let common = Swift.min(count, other.count)
        if common > 0 {
            let order = memcmp(baseAddress!, other.baseAddress!, common)
            if order != 0 { return order < 0 }
        }
        return count < other.count
    }
}
