/// Compares two indexes of the same documents under the same IDs: all that the engine can be asked for.
package enum IndexDifference {
    /// A phrase for the first difference; nil when there is none.
    ///
    /// - Parameter slots: the value slots to compare.
    package static func first(
        _ one: IndexReader, _ other: IndexReader, slots: some Sequence<UInt32>
    ) throws(IndexError) -> String? {
        guard try one.allStatistics() == other.allStatistics() else {
            return "the statistics are \(try one.allStatistics()), not \(try other.allStatistics())"
        }
        if let term = try differingTerm(one, other) { return "the postings of \(name(term))" }
        if let key = try differingMetadata(one, other) { return "the metadata \(name(key))" }
        for slot in slots where try !areEqual(one, other, slot: slot) { return "the values of slot \(slot)" }
        var ids = try one.documents()
        while let id = try ids.next() {
            if try !areEqual(one.terms(of: id), other.terms(of: id)) { return "the terms of document \(id)" }
            guard try one.distinctTermCount(of: id) == other.distinctTermCount(of: id) else {
                return "the number of terms of document \(id)"
            }
            guard try one.documentLength(id) == other.documentLength(id) else { return "the length of document \(id)" }
            let document = try one.document(id)
            let counterpart = try other.document(id)
            guard try document.data == counterpart.data else { return "the data of document \(id)" }
            for slot in slots where try document.value(slot) != counterpart.value(slot) {
                return "the value of document \(id) in slot \(slot)"
            }
        }
        return nil
    }

    private static func name(_ bytes: [UInt8]) -> String {
        "'\(String(decoding: bytes, as: UTF8.self))' (\(bytes.count) bytes)"
    }

    private static func areEqual(
        _ terms: consuming TermCursor, _ others: consuming TermCursor
    ) throws(IndexError) -> Bool {
        while true {
            let (term, other) = (try terms.next(), try others.next())
            guard term == other else { return false }
            if term == nil { return true }
        }
    }

    private static func differingTerm(_ one: IndexReader, _ other: IndexReader) throws(IndexError) -> [UInt8]? {
        var terms = try one.terms()
        var others = try other.terms()
        while true {
            let (found, counterpart) = (try terms.next(), try others.next())
            guard found == counterpart else { return found?.term ?? counterpart?.term }
            guard let term = found?.term else { return nil }
            guard try one.statistics(ofTerm: term) == other.statistics(ofTerm: term) else { return term }
            var postings = try one.documents(containing: term)
            var otherPostings = try other.documents(containing: term)
            while true {
                let (posting, otherPosting) = (try postings.nextWithFrequency(), try otherPostings.nextWithFrequency())
                guard posting?.id == otherPosting?.id, posting?.frequency == otherPosting?.frequency else {
                    return term
                }
                if posting == nil { break }
            }
        }
    }

    private static func differingMetadata(_ one: IndexReader, _ other: IndexReader) throws(IndexError) -> [UInt8]? {
        var keys = try one.metadataKeys()
        var others = try other.metadataKeys()
        while true {
            let (key, counterpart) = (try keys.next(), try others.next())
            guard key == counterpart else { return key?.term ?? counterpart?.term }
            guard let key = key?.term else { return nil }
            guard try one.metadata(key) == other.metadata(key) else { return key }
        }
    }

    private static func areEqual(_ one: IndexReader, _ other: IndexReader, slot: UInt32) throws(IndexError) -> Bool {
        guard try one.statistics(ofSlot: slot) == other.statistics(ofSlot: slot) else { return false }
        var values = try one.values(of: slot)
        var others = try other.values(of: slot)
        while true {
            let (value, counterpart) = (try values.next(), try others.next())
            guard value?.documentID == counterpart?.documentID, value?.value == counterpart?.value else { return false }
            if value == nil { return true }
        }
    }
}
