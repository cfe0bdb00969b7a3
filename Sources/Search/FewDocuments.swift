internal import XapianIndex

/// The documents that have all of some terms, where a rare one among these leaves few. Its list is gone through and those
/// are looked up in the others: the engine looks up every term up to three times before it begins, and most of what is
/// typed is in so few documents or in none.
struct FewDocuments {
    /// Ascending.
    private(set) var ids: [DocumentID]
    /// Some of the terms, which no other document has together.
    private(set) var telling: [[UInt8]]

    /// A list that is gone through is not longer: to look up so many documents takes as long as the engine.
    static let most = 32

    /// Nil when even the rarest of the terms is in more documents.
    init?(having terms: [[UInt8]], _ reader: IndexReader) throws(IndexError) {
        var others = try Self.falling(terms, reader)
        guard let rarest = others.popLast(), try reader.termFrequency(rarest) <= Self.most else { return nil }
        (ids, telling) = ([], [rarest])
        var cursor = try reader.documents(containing: rarest)
        while let id = try cursor.next() { ids.append(id) }
        try keep(havingOneByOne: others, reader)
    }

    /// Leaves those that have these terms as well.
    mutating func keep(having terms: [[UInt8]], _ reader: IndexReader) throws(IndexError) {
        try keep(havingOneByOne: try Self.falling(terms, reader), reader)
    }

    /// The last term is looked at first.
    private mutating func keep(havingOneByOne terms: [[UInt8]], _ reader: IndexReader) throws(IndexError) {
        for term in terms.reversed() where !ids.isEmpty {
            var cursor = try reader.documents(containing: term)
            var kept: [DocumentID] = []
            for id in ids where try cursor.contains(id) { kept.append(id) }
            if kept.count < ids.count { telling.append(term) }
            ids = kept
        }
    }

    /// The rarest at the end.
    private static func falling(_ terms: [[UInt8]], _ reader: IndexReader) throws(IndexError) -> [[UInt8]] {
        var found: [(term: [UInt8], frequency: Int)] = []
        for term in terms { found.append((term, try reader.termFrequency(term))) }
        return found.sorted { $0.frequency > $1.frequency }.map(\.term)
    }
}
