internal import Glibc

/// Numbers for terms that are no grams, from 0 on, each with its bytes: a hash table over one arena.
struct TermDictionary: ~Copyable {
    private struct Entry {
        /// The first eight bytes as a number, zeros behind a shorter term: most comparisons need nothing else.
        var head: UInt64
        var offset: Int
        var length: Int32
        var hash: UInt32
    }

    private static let fewestSlots = 1 << 12

    private var arena = GlassBytes(capacity: 1 << 14)
    private var entries: [Entry] = []
    /// Open addressing over a power of two; an index into `entries`, or -1.
    private var slots = [Int32](repeating: -1, count: TermDictionary.fewestSlots)

    /// What `expect` read, so that it reads.
    private var touched: UInt64 = 0

    var count: Int { entries.count }

    /// The memory in use, what grows and is copied meanwhile left out.
    var byteCount: Int { arena.count + entries.count * MemoryLayout<Entry>.stride + slots.count * 4 }

    /// Fetches from memory what `number` will look at. The table is larger than the processor's caches, and one term after the
    /// other would wait for its place in it; read here, the places come together.
    mutating func expect(_ terms: DocumentTerms) {
        let mask = slots.count &- 1
        guard !entries.isEmpty else { return }
        slots.withUnsafeBufferPointer { slots in
            entries.withUnsafeBufferPointer { entries in
                var touched: UInt64 = 0
                for index in 0..<terms.ends.count {
                    let hash = UInt32(truncatingIfNeeded: TermIdentity(hashing: terms[other: index]).number)
                    touched ^= entries[max(0, Int(slots[Int(hash) & mask]))].head
                }
                self.touched = touched
            }
        }
    }

    /// The number of a term, which is a new one for a new term.
    @inline(never)
    mutating func number(of term: UnsafeBufferPointer<UInt8>, head: UInt64, _ identity: TermIdentity) -> UInt32 {
        let hash = UInt32(truncatingIfNeeded: identity.number)
        let mask = slots.count &- 1
        var slot = Int(hash) & mask
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, entry.head == head, entry.length == Int32(term.count), let start = term.baseAddress,
                term.count <= 8 || memcmp(arena.start + entry.offset + 8, start + 8, term.count - 8) == 0
            {
                return UInt32(slots[slot])
            }
            slot = (slot &+ 1) & mask
        }
        let number = entries.count
        slots[slot] = Int32(number)
        entries.append(
            Entry(head: head, offset: arena.count, length: Int32(term.count), hash: hash))
        arena.append(term)
        if 2 * entries.count > slots.count { resize(2 * slots.count) }
        return UInt32(number)
    }

    /// A term's bytes, valid until another is added.
    @inline(__always)
    func term(_ number: UInt32) -> UnsafeBufferPointer<UInt8> {
        let entry = entries[Int(number)]
        return UnsafeBufferPointer(start: arena.start + entry.offset, count: Int(entry.length))
    }

    /// The first eight bytes of a term as a number.
    @inline(__always)
    func head(_ number: UInt32) -> UInt64 { entries[Int(number)].head }

    /// All numbers in the order of their terms.
    func sortedNumbers() -> [UInt32] {
        // The heads beside the numbers, so that most comparisons look nowhere else.
        var terms = entries.enumerated().map { (head: $1.head, number: UInt32($0)) }
        let arena = arena.start
        entries.withUnsafeBufferPointer { entries in
            terms.sort { a, b in
                if a.head != b.head { return a.head < b.head }
                let (a, b) = (entries[Int(a.number)], entries[Int(b.number)])
                let order = memcmp(arena + a.offset, arena + b.offset, Int(min(a.length, b.length)))
                return order == 0 ? a.length < b.length : order < 0
            }
        }
        return terms.map(\.number)
    }

    /// Forgets all terms; the memory is kept.
    mutating func removeAll() {
        arena.removeAll()
        entries.removeAll(keepingCapacity: true)
        resize(slots.count)
    }

    private mutating func resize(_ count: Int) {
        slots = [Int32](repeating: -1, count: count)
        for (index, entry) in entries.enumerated() {
            var slot = Int(entry.hash) & (count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (count - 1) }
            slots[slot] = Int32(index)
        }
    }

    @inline(__always)
    static func head(of term: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if term.count >= 8 {
            return UInt64(bigEndian: UnsafeRawBufferPointer(term).loadUnaligned(as: UInt64.self))
        }
        var head: UInt64 = 0
        for byte in term { head = head << 8 | UInt64(byte) }
        return head << UInt64(8 * (8 - term.count))
    }
}
