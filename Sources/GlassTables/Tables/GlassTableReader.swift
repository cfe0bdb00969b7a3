internal import Glibc
internal import SystemPackage

/// Reads the entries of a table that was written from its beginning to its end, as builds and compactions do: its leaves lie in the
/// order of their keys. `GlassTableWriter` tells the form.
struct GlassTableReader: ~Copyable {
    private static let bufferedBlocks = 32

    private let descriptor: Int32
    private var bytes: UnsafeMutablePointer<UInt8>
    private var byteCount = 0
    /// Where the open leaf begins, and which of its items is next; at the end of the bytes none is open.
    private var leaf = 0
    private var item = 0
    private var itemCount = 0
    private var previousKey = GlassBytes()

    /// Of the entry that was read last.
    private(set) var key = GlassBytes()
    private(set) var tag = GlassBytes(capacity: 4096)
    private(set) var isDeflated = false

    init(_ path: FilePath) throws(Errno) {
        descriptor = path.withPlatformString { open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        bytes = .allocate(capacity: Self.bufferedBlocks * GlassFormat.blockBytes)
    }

    deinit {
        close(descriptor)
        bytes.deallocate()
    }

    /// Reads the next entry, and returns false when there is none.
    ///
    /// Throws: an `Errno`, and `MalformedTable` when this is no table, or its keys do not ascend.
    mutating func next() throws -> Bool {
        var isFirst = true
        while let piece = try nextPiece() {
            guard piece.isFirst == isFirst else { throw MalformedTable() }
            if isFirst {
                swap(&key, &previousKey)
                key.removeAll()
                key.append(piece.key)
                guard GlassTableWriter.precedes(previousKey.buffer, key.buffer) else { throw MalformedTable() }
                tag.removeAll()
                isDeflated = piece.isDeflated
            } else {
                guard piece.key.elementsEqual(key.buffer) else { throw MalformedTable() }
            }
            tag.append(piece.tag)
            if piece.isLast { return true }
            isFirst = false
        }
        guard isFirst else { throw MalformedTable() }
        return false
    }

    /// An item; its bytes are valid until the next one is read.
    private struct Piece {
        var key: UnsafeBufferPointer<UInt8>
        var tag: UnsafeBufferPointer<UInt8>
        var isFirst: Bool
        var isLast: Bool
        var isDeflated: Bool
    }

    private mutating func nextPiece() throws -> Piece? {
        while true {
            while item == itemCount {
                guard try openLeaf() else { return nil }
            }
            let block = UnsafeBufferPointer(start: bytes + leaf, count: GlassFormat.blockBytes)
            let start = Self.number(block, GlassFormat.blockHeaderBytes + GlassFormat.directoryEntryBytes * item)
            item += 1
            guard start + GlassTableWriter.itemHeadBytes <= block.count else { throw MalformedTable() }
            let flags = UInt16(Self.number(block, start))
            let end = start + GlassTableWriter.itemHeadBytes + Int(flags & ~GlassTableWriter.ItemFlags.all)
            let isFirst = flags & GlassTableWriter.ItemFlags.first != 0
            let keyStart = start + GlassTableWriter.itemHeadBytes
            let tagStart = keyStart + Int(block[start + 2]) + (isFirst ? 0 : GlassTableWriter.componentBytes)
            guard tagStart <= end, end <= block.count else { throw MalformedTable() }
            let key = UnsafeBufferPointer(rebasing: block[keyStart..<keyStart + Int(block[start + 2])])
            // The item that every first leaf begins with.
            if key.isEmpty { continue }
            return Piece(
                key: key, tag: UnsafeBufferPointer(rebasing: block[tagStart..<end]), isFirst: isFirst,
                isLast: flags & GlassTableWriter.ItemFlags.last != 0,
                isDeflated: flags & GlassTableWriter.ItemFlags.deflated != 0)
        }
    }

    /// Goes on to the next leaf, and returns false at the end of the file.
    private mutating func openLeaf() throws -> Bool {
        repeat {
            leaf += GlassFormat.blockBytes
            if leaf >= byteCount, try !fill() { return false }
        } while bytes[leaf + 4] != 0
        let directoryEnd = Self.number(UnsafeBufferPointer(start: bytes + leaf, count: GlassFormat.blockBytes), 9)
        guard (GlassFormat.blockHeaderBytes...GlassFormat.blockBytes).contains(directoryEnd) else {
            throw MalformedTable()
        }
        itemCount = (directoryEnd - GlassFormat.blockHeaderBytes) / GlassFormat.directoryEntryBytes
        item = 0
        return true
    }

    private mutating func fill() throws -> Bool {
        (leaf, byteCount, item, itemCount) = (0, 0, 0, 0)
        let capacity = Self.bufferedBlocks * GlassFormat.blockBytes
        while byteCount < capacity {
            let count = read(descriptor, bytes + byteCount, capacity - byteCount)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Errno(rawValue: errno) }
            if count == 0 { break }
            byteCount += count
        }
        guard byteCount % GlassFormat.blockBytes == 0 else { throw MalformedTable() }
        return byteCount > 0
    }

    private static func number(_ block: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Int {
        Int(block[offset]) << 8 | Int(block[offset + 1])
    }
}

/// A table is not what a build or a compaction writes.
package struct MalformedTable: Error {}
