internal import Glibc
internal import SystemPackage

/// The values of all documents, by slots, and the statistics of each slot: kept until the table of postings is written.
///
/// Chunks of values that are alike, as paths are, are deflated.
struct ValueSlots: ~Copyable {
    /// The values of a slot in chunks: a value, and for each further one the distance of its document from the one before,
    /// less one, and it. A chunk ends when it has 2000 bytes.
    private final class Slot {
        let number: UInt32
        var bytes = GlassBytes()
        /// Where each chunk begins, and its first document.
        var chunks: [(start: Int, document: UInt32)] = []
        var isOpen = false
        var count: UInt32 = 0
        var last: UInt32 = 0
        var lowest: [UInt8] = []
        var highest: [UInt8] = []

        init(_ number: UInt32) {
            self.number = number
        }

        func add(_ value: [UInt8], of document: UInt32) {
            value.withUnsafeBufferPointer { bytes in
                if isOpen {
                    self.bytes.appendNumber(document - last - 1)
                } else {
                    chunks.append((self.bytes.count, document))
                    isOpen = true
                }
                self.bytes.appendString(bytes)
            }
            last = document
            if let chunk = chunks.last, bytes.count - chunk.start >= GlassFormat.chunkBytes { isOpen = false }
            if count == 0 || Self.precedes(value, lowest) { lowest = value }
            if count == 0 || Self.precedes(highest, value) { highest = value }
            count += 1
        }

        /// How many values, the lowest, and the highest, which is left out when it is the same.
        func writeStatistics(_ key: UnsafeBufferPointer<UInt8>, to table: inout GlassTableWriter) throws(Errno) {
            var tag = GlassBytes()
            tag.appendNumber(count)
            lowest.withUnsafeBufferPointer { tag.appendString($0) }
            if highest != lowest { highest.withUnsafeBufferPointer { tag.append($0) } }
            try table.add(key: key, tag: tag.buffer)
        }

        private static func precedes(_ a: [UInt8], _ b: [UInt8]) -> Bool {
            let order = memcmp(a, b, min(a.count, b.count))
            return order == 0 ? a.count < b.count : order < 0
        }
    }

    /// By number.
    private var slots: [Slot] = []

    /// The memory that the values take.
    var byteCount: Int { slots.reduce(0) { $0 + $1.bytes.capacityBytes + 16 * $1.chunks.count } }

    /// Adds a value that is not empty. Documents come in ascending order.
    mutating func add(_ value: [UInt8], slot number: UInt32, of document: UInt32) {
        var index = 0
        while index < slots.count, slots[index].number < number { index += 1 }
        if index == slots.count || slots[index].number != number { slots.insert(Slot(number), at: index) }
        slots[index].add(value, of: document)
    }

    func write(to table: inout GlassTableWriter, deflates: Bool) throws(Errno) {
        var key = GlassBytes()
        let deflater = Deflater()
        var deflated = GlassBytes()
        // The numbers in the keys have their lowest byte first, so that 256 comes before 1 or 129.
        for slot in ordered({ PostlistKey.setValueStatistics($0, in: &$1) }) {
            PostlistKey.setValueStatistics(slot.number, in: &key)
            try slot.writeStatistics(key.buffer, to: &table)
        }
        for slot in ordered({ PostlistKey.setValues($0, from: 1, in: &$1) }) {
            for (index, chunk) in slot.chunks.enumerated() {
                let end = index + 1 < slot.chunks.count ? slot.chunks[index + 1].start : slot.bytes.count
                let values = UnsafeBufferPointer(rebasing: slot.bytes.buffer[chunk.start..<end])
                PostlistKey.setValues(slot.number, from: chunk.document, in: &key)
                let stored =
                    deflates
                    ? deflater.stored(values, in: &deflated, onlyToHalf: true) : StoredTag(bytes: values)
                try table.add(key: key.buffer, stored)
            }
        }
    }

    /// The slots in the order of such keys.
    private func ordered(_ setKey: (UInt32, inout GlassBytes) -> Void) -> [Slot] {
        slots.sorted { a, b in
            var first = GlassBytes()
            var second = GlassBytes()
            setKey(a.number, &first)
            setKey(b.number, &second)
            return GlassTableWriter.precedes(first.buffer, second.buffer)
        }
    }
}
