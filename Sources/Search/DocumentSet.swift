internal import XapianIndex

/// Some documents of an index, a bit for each.
struct DocumentSet {
    private var words: [UInt64]
    let count: Int

    /// - Parameter ids: each once.
    init(_ ids: [DocumentID]) {
        words = [UInt64](repeating: 0, count: Int(ids.max() ?? 0) / 64 + 1)
        count = ids.count
        for id in ids { words[Int(id) / 64] |= 1 << UInt64(id % 64) }
    }

    func contains(_ id: DocumentID) -> Bool {
        let index = Int(id) / 64
        return index < words.count && words[index] & 1 << UInt64(id % 64) != 0
    }
}
