internal import Glibc
internal import SystemPackage

/// Writes a table whose keys come in ascending order: a B-tree from the left to the right, each block once, when it is full.
///
/// A leaf's item is `u16 I, u8 K, key, [u16 X], tag`. I holds the size of the item without I and K and three flags. A tag
/// that does not fit one item goes on in further ones with the same key, whose X counts from 2.
/// A branch's item is `u32 child, u8 K, key, u16 X`: what comes from this key and component on is in the child. The first
/// item of a branch has no key.
struct GlassTableWriter: ~Copyable {
    enum ItemFlags {
        static let deflated: UInt16 = 0x8000
        static let last: UInt16 = 0x4000
        static let first: UInt16 = 0x2000
        /// What is left of I is the item's size.
        static let all = deflated | last | first
    }
    /// I and K, before the key.
    static let itemHeadBytes = 3
    /// X, behind it.
    static let componentBytes = 2

    private var file: BlockFile
    private var leaf = OpenBlock(level: 0)
    /// By level, from 1 on.
    private var branches: [OpenBlock] = []
    private var previousKey = GlassBytes()
    private var entryCount: UInt64 = 0

    /// Makes the table's file, which must not be there yet.
    init(_ path: FilePath) throws(Errno) {
        file = try BlockFile(path)
        // No key comes before the item that every first leaf begins with.
        let item = leaf.addItem(Self.itemHeadBytes)
        item.storeBigEndian(ItemFlags.first | ItemFlags.last)
    }

    deinit {
        leaf.free()
        for branch in branches { branch.free() }
    }

    /// Adds an entry.
    ///
    /// - Parameter key: of 1 to 255 bytes, greater than all before it.
    ///
    /// Throws: `.invalidArgument` for a longer key as well.
    mutating func add(key: UnsafeBufferPointer<UInt8>, tag: UnsafeBufferPointer<UInt8>) throws(Errno) {
        try add(key: key, StoredTag(bytes: tag))
    }

    /// The same for a tag that may be deflated.
    mutating func add(key: UnsafeBufferPointer<UInt8>, _ stored: StoredTag) throws(Errno) {
        assert(entryCount == 0 || Self.precedes(previousKey.buffer, key), "keys must ascend")
        guard key.count <= GlassFormat.longestKeyBytes else { throw .invalidArgument }
        let tag = stored.bytes
        let flags = stored.isDeflated ? ItemFlags.deflated : 0
        let wholeBytes = Self.itemHeadBytes + key.count + tag.count
        if wholeBytes <= GlassFormat.longestItemBytes {
            try add(key, tag, 1, flags | ItemFlags.first | ItemFlags.last)
        } else {
            try addInPieces(key, tag, flags)
        }
        entryCount += 1
    }

    /// Splits a tag as the engine does: the first piece fills what the others would leave free.
    private mutating func addInPieces(
        _ key: UnsafeBufferPointer<UInt8>, _ tag: UnsafeBufferPointer<UInt8>, _ flags: UInt16
    ) throws(Errno) {
        let headBytes = Self.itemHeadBytes + key.count
        let pieceBytes = GlassFormat.longestItemBytes - headBytes - Self.componentBytes
        var length = pieceBytes + Self.componentBytes
        let left = leaf.room % (GlassFormat.longestItemBytes + GlassFormat.directoryEntryBytes)
        let firstBytes = left - GlassFormat.directoryEntryBytes - headBytes
        // A short piece is not worth the longer key that it needs in the branches.
        if firstBytes >= key.count + 36 { length = firstBytes }
        var start = 0
        var component: UInt16 = 1
        while start < tag.count {
            let end = min(start + length, tag.count)
            var pieceFlags = flags
            if component == 1 { pieceFlags |= ItemFlags.first }
            if end == tag.count { pieceFlags |= ItemFlags.last }
            try add(key, UnsafeBufferPointer(rebasing: tag[start..<end]), component, pieceFlags)
            guard component < .max || end == tag.count else { throw .fileTooLarge }
            start = end
            length = pieceBytes
            component &+= 1
        }
    }

    private mutating func add(
        _ key: UnsafeBufferPointer<UInt8>, _ piece: UnsafeBufferPointer<UInt8>, _ component: UInt16, _ flags: UInt16
    ) throws(Errno) {
        let headBytes = Self.itemHeadBytes + key.count + (component == 1 ? 0 : Self.componentBytes)
        let itemBytes = headBytes + piece.count
        if leaf.room < itemBytes + GlassFormat.directoryEntryBytes { try finishLeaf(before: key, component) }
        let item = leaf.addItem(itemBytes)
        item.storeBigEndian(flags | UInt16(itemBytes - Self.itemHeadBytes))
        item[2] = UInt8(key.count)
        if let start = key.baseAddress { memcpy(item + Self.itemHeadBytes, start, key.count) }
        if component > 1 { (item + Self.itemHeadBytes + key.count).storeBigEndian(component) }
        if let start = piece.baseAddress { memcpy(item + headBytes, start, piece.count) }
        if component == 1 {
            previousKey.removeAll()
            previousKey.append(key)
        }
    }

    private mutating func finishLeaf(before key: UnsafeBufferPointer<UInt8>, _ component: UInt16) throws(Errno) {
        leaf.complete()
        try addChild(file.append(leaf.bytes), leaf.divider, level: 1)
        var length = key.count
        if component == 1 {
            let limit = min(previousKey.count, key.count)
            var common = 0
            while common < limit, previousKey.start[common] == key[common] { common += 1 }
            length = min(common + 1, key.count)
        }
        leaf.begin(OpenBlock.Divider(key: Array(key[..<length]), component: component))
    }

    private mutating func addChild(_ child: UInt32, _ divider: OpenBlock.Divider, level: Int) throws(Errno) {
        let index = level - 1
        if index == branches.count {
            branches.append(OpenBlock(level: level))
            return branches[index].addChild(child, OpenBlock.Divider())
        }
        if branches[index].room < OpenBlock.childBytes(divider) + GlassFormat.directoryEntryBytes {
            branches[index].complete()
            try addChild(file.append(branches[index].bytes), branches[index].divider, level: level + 1)
            branches[index].begin(divider)
            return branches[index].addChild(child, OpenBlock.Divider())
        }
        branches[index].addChild(child, divider)
    }

    /// Writes the blocks that are still open, the root last. Nothing may be added from then on.
    mutating func finish() throws(Errno) -> GlassTable {
        leaf.complete()
        var root = try file.append(leaf.bytes)
        var level = 0
        if !branches.isEmpty {
            try addChild(root, leaf.divider, level: 1)
            // Adding a child may make one more level.
            while level < branches.count {
                let branch = branches[level]
                level += 1
                branch.complete()
                root = try file.append(branch.bytes)
                if level < branches.count { try addChild(root, branch.divider, level: level + 1) }
            }
        }
        let table = GlassTable(root: root, level: level, entryCount: entryCount, blockCount: file.blockCount)
        try file.flush()
        return table
    }

    static func precedes(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = a.baseAddress, let second = b.baseAddress else { return a.count < b.count }
        let order = memcmp(first, second, min(a.count, b.count))
        return order == 0 ? a.count < b.count : order < 0
    }
}

extension OpenBlock {
    fileprivate static func childBytes(_ divider: Divider) -> Int { 4 + 1 + divider.key.count + 2 }

    fileprivate mutating func addChild(_ child: UInt32, _ divider: Divider) {
        let item = addItem(Self.childBytes(divider))
        item.storeBigEndian(child)
        item[4] = UInt8(divider.key.count)
        for (index, byte) in divider.key.enumerated() { item[5 + index] = byte }
        (item + 5 + divider.key.count).storeBigEndian(divider.component)
    }
}
