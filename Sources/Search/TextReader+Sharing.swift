internal import XapianIndex

extension TextReader {
    /// Waking a thread takes as long as looking at a text or two.
    private static let leastShared = 4

    /// What is made of each of several documents, in order.
    ///
    /// - Parameter work: called with this reader here, and with another's on another thread; and with the document's place.
    ///
    /// Throws: what `work` throws.
    func map<Product: Sendable>(
        _ count: Int, _ work: @escaping @Sendable (TextReader, Int) throws -> Product
    ) throws -> [Product] {
        guard let idle, count >= Self.leastShared else { return try (0..<count).map { try work(self, $0) } }
        let items = SharedItems<Product>(count: count)
        idle.offer(until: deadline, while: { !items.areTaken }) { reader in items.take { try work(reader, $0) } }
        items.take { try work(self, $0) }
        return try items.products()
    }

    /// Has documents read and folded by another thread that this one comes to later; nil when nobody has the time, or
    /// nothing would be kept.
    func readAhead(_ ids: [DocumentID]) -> ReadAhead? {
        guard let idle, cache?.documents.isUseful == true, ids.count >= Self.leastShared else { return nil }
        let ahead = ReadAhead(ids)
        idle.offer(until: deadline, while: { !ahead.isOver }) { ahead.run($0) }
        return ahead
    }
}
