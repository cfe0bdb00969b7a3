/// Pairs of characters and characters that stand alone, found in one pass over folded text however many they are.
struct GramTable: Sendable {
    private struct Entry {
        /// The bytes of the characters as numbers; `before` is 0 for a character alone.
        var before: UInt32
        var last: UInt32
        var number: Int32
        /// Of the next entry in the same slot; -1 behind the last.
        var next: Int16
    }

    private var entries: [Entry] = []
    /// The first entry by the last 12 bits that tell a last character from others; most slots are empty, and so tell
    /// most characters of a text from those of the grams. Small, so that it stays in the processor's first cache.
    private var slots = [Int16](repeating: -1, count: 1 << 12)

    var isEmpty: Bool { entries.isEmpty }

    /// - Parameter gram: one or two characters, none of them ASCII. At most 32,767 are taken: a query has 4,096 characters.
    mutating func insert(_ gram: [UInt8], number: Int) {
        var characters: (before: UInt32, last: UInt32) = (0, 0)
        gram.withUnsafeBufferPointer { bytes in
            var at = 0
            while at < bytes.count { characters = (characters.last, Self.character(at: &at, in: bytes)) }
        }
        let slot = Self.slot(of: characters.last)
        entries.append(
            Entry(before: characters.before, last: characters.last, number: Int32(number), next: slots[slot]))
        slots[slot] = Int16(entries.count - 1)
    }

    /// Calls `body` with the number and the place of each gram that begins in a range, ordered by where they end, until it
    /// returns false.
    @inline(__always)
    func forEachGram(
        in bytes: UnsafeBufferPointer<UInt8>, beginningIn range: Range<Int>, _ body: (Int, Range<Int>) -> Bool
    ) {
        guard !isEmpty else { return }
        let raw = UnsafeRawBufferPointer(bytes)
        slots.withUnsafeBufferPointer { slots in
            entries.withUnsafeBufferPointer { entries in
                // `start` is where the character before `at` begins, or `at` where there is none.
                var (start, at) = (range.lowerBound, range.lowerBound)
                while start < range.upperBound, at < bytes.count {
                    let lastStart = at
                    if at + 4 <= bytes.count {
                        // Most characters are in no gram, which four bytes at once tell.
                        let four = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))
                        if four & 0xF0 == 0xE0, slots[Int(four >> 2 & 0xFC0 | four >> 16 & 0x3F)] < 0 {
                            (start, at) = (lastStart, at + 3)
                            continue
                        }
                        if four & 0x8080_8080 == 0 {
                            (start, at) = (at + 3, at + 4)
                            continue
                        }
                    }
                    guard bytes[at] >= 0x80 else {
                        (start, at) = (lastStart, at + 1)
                        continue
                    }
                    let last = Self.character(at: &at, in: bytes)
                    var index = slots[Self.slot(of: last)]
                    if index >= 0 {
                        var behind = start
                        let before =
                            start < lastStart && bytes[start] >= 0x80 ? Self.character(at: &behind, in: bytes) : 0
                        while index >= 0 {
                            let entry = entries[Int(index)]
                            index = entry.next
                            guard entry.last == last, entry.before == 0 || entry.before == before else { continue }
                            let gramStart = entry.before == 0 ? lastStart : start
                            guard gramStart < range.upperBound else { continue }
                            guard body(Int(entry.number), gramStart..<at) else { return }
                        }
                    }
                    start = lastStart
                }
            }
        }
    }

    /// The bytes of a character as a number, moving behind it.
    @inline(__always)
    private static func character(at offset: inout Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let first = UInt32(bytes[offset])
        if first & 0xF0 == 0xE0, offset + 3 <= bytes.count {
            let character = first << 16 | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2])
            offset += 3
            return character
        }
        var character = first
        offset += 1
        while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 {
            character = character << 8 | UInt32(bytes[offset])
            offset += 1
        }
        return character
    }

    @inline(__always)
    private static func slot(of character: UInt32) -> Int {
        Int(character >> 8 & 0x3F) << 6 | Int(character & 0x3F)
    }
}
