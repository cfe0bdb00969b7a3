/// What takes how much of one of Xapian's tables, by the kinds of its keys: a walk over its blocks, which lie as
/// `OpenBlock` says.
struct TableSizes {
    struct Share: Hashable {
        /// Parts of an entry that is split over several items count once.
        var entries = 0
        /// Of keys, tags and what frames them within a block.
        var bytes = 0
    }

    private(set) var shares: [String: Share] = [:]
    /// What items could still take in leaves.
    private(set) var freeBytes = 0
    /// The heads of leaves, all of the branches, and the empty item that the first leaf begins with.
    private(set) var frameBytes = 0
    /// Blocks that updates have left.
    var unusedBytes: Int { byteCount - frameBytes - freeBytes - shares.values.reduce(0) { $0 + $1.bytes } }
    let byteCount: Int

    private static let blockBytes = 8192
    private static let headBytes = 11
    private static let (lengthBits, firstFlag) = (0x1FFF, 0x2000)

    /// - Parameters:
    ///   - table: `postlist` has many kinds of keys, the others one or two.
    ///   - root: the number of the block that all others are reached from.
    init(table: String, _ bytes: [UInt8], root: Int) {
        byteCount = bytes.count
        addBlock(root, of: bytes, table)
    }

    private mutating func addBlock(_ index: Int, of bytes: [UInt8], _ table: String) {
        let block = bytes[(index * Self.blockBytes)...].prefix(Self.blockBytes)
        let start = block.startIndex
        func number(_ offset: Int) -> Int { Int(block[start + offset]) << 8 | Int(block[start + offset + 1]) }
        let items = stride(from: Self.headBytes, to: number(9), by: 2).map(number)
        guard block[start + 4] == 0 else {
            frameBytes += block.count
            for item in items { addBlock(number(item) << 16 | number(item + 2), of: bytes, table) }
            return
        }
        frameBytes += Self.headBytes
        freeBytes += number(7)
        for item in items {
            let flags = number(item)
            // An item's length is less by three, and it has an entry in the directory.
            let itemBytes = flags & Self.lengthBits + 3 + 2
            let key = Array(block[(start + item + 3)...].prefix(Int(block[start + item + 2])))
            guard !key.isEmpty else {
                frameBytes += itemBytes
                continue
            }
            let kind = table == "postlist" ? Self.kind(ofPosting: key) : Self.kind(ofDocument: key, table)
            shares[kind, default: Share()].bytes += itemBytes
            if flags & Self.firstFlag != 0 { shares[kind, default: Share()].entries += 1 }
        }
    }

    /// Behind a document's number there is a zero byte in the key of the slots that it has values in.
    private static func kind(ofDocument key: [UInt8], _ table: String) -> String {
        guard table == "termlist", let first = key.first else { return "documents" }
        let numberBytes = first < 0x80 ? 2 : first < 0xC0 ? 3 : first < 0xE0 ? 4 : 5
        return key.count > numberBytes ? "slots of documents" : "documents"
    }

    private static func kind(ofPosting key: [UInt8]) -> String {
        if key.count > 1, key[0] == 0 {
            switch key[1] {
            case 0xC0: return key.dropFirst(2).starts(with: "sou.".utf8) ? metadata(key) : "metadata"
            case 0xD0: return "bounds of values"
            case 0xD8: return "values of slot \(key[2])"
            case 0xE0: return "lengths of documents"
            default: break
            }
        }
        return term(String(decoding: key.prefix { $0 != 0 }, as: UTF8.self))
    }

    private static func metadata(_ key: [UInt8]) -> String {
        let name = String(decoding: key.dropFirst(2), as: UTF8.self)
        return ["sou.block", "sou.filter", "sou.unindexed"].first(where: name.hasPrefix) ?? "metadata"
    }

    private static func term(_ term: String) -> String {
        if let prefix = ["XPY", "XPI", "XF", "XT", "XA"].first(where: term.hasPrefix) { return "terms \(prefix)" }
        guard let first = term.unicodeScalars.first else { return "terms" }
        if ("A"..."Z").contains(first) { return "terms \(first)" }
        let isCJK = term.unicodeScalars.allSatisfy { $0.value >= 0x2E80 }
        switch (isCJK, term.unicodeScalars.count) {
        case (true, 1): return "characters"
        case (true, 2): return "pairs of characters"
        default: return "words, numbers"
        }
    }
}
