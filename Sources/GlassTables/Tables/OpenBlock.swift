/// A block of a table while it is being filled. Its items are in the order of their keys.
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 4 | the revision |
/// | 4 | 1 | the level: 0 for a leaf, more for a branch |
/// | 5 | 2 | free bytes in one piece |
/// | 7 | 2 | free bytes in all, the same for a block that is filled once |
/// | 9 | 2 | where the directory ends |
/// | 11 | 2 each | the directory: the offset of each item |
///
/// The items lie behind, the first at the end of the block. Numbers have the highest byte first.
struct OpenBlock {
    /// What divides a block from the one before it: the beginning of a key, and a component of its tag.
    struct Divider {
        var key: [UInt8] = []
        var component: UInt16 = 0
    }

    let bytes: UnsafeMutablePointer<UInt8>
    let level: Int
    private(set) var divider = Divider()
    private var directoryEnd = GlassFormat.blockHeaderBytes
    private var itemStart = GlassFormat.blockBytes

    /// Memory that `free()` gives back.
    init(level: Int) {
        self.level = level
        bytes = .allocate(capacity: GlassFormat.blockBytes)
        bytes.initialize(repeating: 0, count: GlassFormat.blockBytes)
    }

    func free() {
        bytes.deallocate()
    }

    /// Begins a new block in the same memory.
    mutating func begin(_ divider: Divider) {
        self.divider = divider
        directoryEnd = GlassFormat.blockHeaderBytes
        itemStart = GlassFormat.blockBytes
        bytes.update(repeating: 0, count: GlassFormat.blockBytes)
    }

    /// The bytes that an item and its entry in the directory may take.
    var room: Int { itemStart - directoryEnd }

    /// Makes an item of so many bytes and returns where it is to be written. There must be room for it.
    mutating func addItem(_ byteCount: Int) -> UnsafeMutablePointer<UInt8> {
        precondition(byteCount + GlassFormat.directoryEntryBytes <= room, "no room in the block")
        itemStart -= byteCount
        (bytes + directoryEnd).storeBigEndian(UInt16(itemStart))
        directoryEnd += GlassFormat.directoryEntryBytes
        return bytes + itemStart
    }

    /// Writes the head; the block is whole then.
    func complete() {
        (bytes + 0).storeBigEndian(GlassFormat.revision)
        bytes[4] = UInt8(level)
        (bytes + 5).storeBigEndian(UInt16(room))
        (bytes + 7).storeBigEndian(UInt16(room))
        (bytes + 9).storeBigEndian(UInt16(directoryEnd))
    }
}

extension UnsafeMutablePointer<UInt8> {
    @inline(__always)
    func storeBigEndian(_ number: some FixedWidthInteger) {
        UnsafeMutableRawPointer(self).storeBytes(of: number.bigEndian, as: type(of: number))
    }
}
