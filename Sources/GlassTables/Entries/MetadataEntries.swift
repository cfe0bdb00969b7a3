internal import SystemPackage

/// The user's metadata, kept until the table of postings is written.
struct MetadataEntries {
    private var entries: [(name: [UInt8], value: [UInt8])] = []
    private(set) var byteCount = 0

    var isEmpty: Bool { entries.isEmpty }

    /// Sets an entry; one without a value is none.
    mutating func set(_ name: [UInt8], _ value: [UInt8]) {
        entries.append((name, value))
        byteCount += name.count + value.count + 100
    }

    func write(to table: inout GlassTableWriter) throws(Errno) {
        var key = GlassBytes()
        let order = entries.indices.sorted { a, b in
            entries[a].name == entries[b].name
                ? a < b : entries[a].name.lexicographicallyPrecedes(entries[b].name)
        }
        for (position, index) in order.enumerated() {
            // Of several under one name the last is meant.
            if position + 1 < order.count, entries[order[position + 1]].name == entries[index].name { continue }
            let (name, value) = entries[index]
            if value.isEmpty { continue }
            name.withUnsafeBufferPointer { PostlistKey.setMetadata($0, in: &key) }
            try value.withUnsafeBufferPointer { value throws(Errno) in try table.add(key: key.buffer, tag: value) }
        }
    }
}
