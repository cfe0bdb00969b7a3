internal import XapianIndex

/// Whether the engine's two tables of terms say the same of each document: the one from terms to documents, and the one from
/// documents to terms. Its own check does not compare them.
struct TermAudit {
    /// Documents whose terms are not those that find them.
    private(set) var differing: [DocumentID] = []
    /// Documents whose length is not the sum of the frequencies of their terms.
    private(set) var ofWrongLength: [DocumentID] = []
    private(set) var documentCount = 0
    private(set) var totalLength: UInt64 = 0

    /// Reads all postings and all terms of documents.
    init(_ reader: IndexReader) throws(IndexError) {
        // By document, the sum of what each posting hashes to: the order does not matter, and the two sums must be equal.
        var sums: [DocumentID: UInt64] = [:]
        var terms = try reader.terms()
        while let term = try terms.next() {
            let hash = Self.hash(term.term)
            var documents = try reader.documents(containing: term.term)
            while let posting = try documents.nextWithFrequency() {
                sums[posting.id, default: 0] &+= Self.mixed(hash, posting.frequency)
            }
        }
        var documents = try reader.documents()
        while let id = try documents.next() {
            documentCount += 1
            var length = 0
            var sum = sums.removeValue(forKey: id) ?? 0
            var terms = try reader.terms(of: id)
            while let term = try terms.next() {
                sum &-= Self.mixed(Self.hash(term.term), term.frequency)
                length += term.frequency
            }
            totalLength += UInt64(length)
            if sum != 0 { differing.append(id) }
            if length != (try reader.documentLength(id)) { ofWrongLength.append(id) }
        }
        differing += sums.keys.sorted()
    }

    /// FNV-1a of 64 bits.
    private static func hash(_ term: [UInt8]) -> UInt64 {
        term.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }

    private static func mixed(_ hash: UInt64, _ frequency: Int) -> UInt64 {
        let mixed = (hash ^ UInt64(truncatingIfNeeded: frequency) &* 0x9E37_79B9_7F4A_7C15) &* 0xff51_afd7_ed55_8ccd
        return mixed ^ mixed >> 32
    }
}
