internal import CXapian

/// What the engine knows of an index beside its contents: its weights follow from that.
extension IndexReader {
    /// All of it that does not belong to a term, a slot or a document.
    struct Statistics: Hashable {
        var documentCount: UInt32
        var lastDocumentID: DocumentID
        var totalLength: UInt64
        var shortestLength: UInt32
        var longestLength: UInt32
    }

    struct TermStatistics: Hashable {
        /// The sum of the frequencies.
        var collectionFrequency: UInt64
        /// No document has the term more often.
        var highestFrequency: UInt32
    }

    struct ValueStatistics: Hashable {
        /// The documents with a value.
        var count: UInt32
        var lowest: [UInt8]
        var highest: [UInt8]
    }

    func allStatistics() throws(IndexError) -> Statistics {
        var statistics = cx_statistics()
        var bounds = cx_bounds()
        try attempt(.read, path) {
            cx_reader_statistics(handle, &statistics, $0) && cx_reader_bounds(handle, &bounds, $0)
        }
        return Statistics(
            documentCount: statistics.document_count, lastDocumentID: statistics.last_document_id,
            totalLength: statistics.total_length, shortestLength: bounds.shortest_length,
            longestLength: bounds.longest_length)
    }

    func statistics(ofTerm term: [UInt8]) throws(IndexError) -> TermStatistics {
        var statistics = cx_term_statistics()
        try attempt(.read, path) { error in
            lend(term) { cx_reader_term_statistics(handle, $0, &statistics, error) }
        }
        return TermStatistics(
            collectionFrequency: statistics.collection_frequency, highestFrequency: statistics.highest_frequency)
    }

    func statistics(ofSlot slot: UInt32) throws(IndexError) -> ValueStatistics {
        var count: UInt32 = 0
        var lowestCount = 0
        var bounds = cx_bytes()
        try attempt(.read, path) { cx_reader_value_statistics(handle, slot, &count, &lowestCount, &bounds, $0) }
        let bytes = Array(bounds.buffer)
        return ValueStatistics(
            count: count, lowest: Array(bytes[..<lowestCount]), highest: Array(bytes[lowestCount...]))
    }

    func distinctTermCount(of id: DocumentID) throws(IndexError) -> Int {
        var count: UInt32 = 0
        try attempt(.read, path) { cx_reader_distinct_terms(handle, id, &count, $0) }
        return Int(count)
    }
}
