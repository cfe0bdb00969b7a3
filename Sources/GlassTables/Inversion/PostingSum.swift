/// A sum over postings that does not depend on their order: what went in and what came out must agree.
///
/// A posting counts as the product of a number for its term and frequency and one for its document, so that a document's
/// terms can be summed up before it has an ID.
package struct PostingSum: Hashable, Sendable {
    /// The part of one document's terms.
    struct Terms {
        fileprivate var sum: UInt64 = 0
        fileprivate var count: UInt64 = 0

        @inline(__always)
        mutating func add(_ term: TermIdentity, _ frequency: UInt32) {
            sum &+= PostingSum.factor(term, frequency)
            count &+= 1
        }
    }

    /// The part of one term's postings, most of which have the same frequency.
    struct Documents {
        private let term: TermIdentity
        private var frequency: UInt32 = 0
        /// What a posting with this frequency counts, and what the documents that have it do.
        private var factor: UInt64
        private var documents: UInt64 = 0
        fileprivate private(set) var sum: UInt64 = 0
        fileprivate private(set) var count: UInt64 = 0

        @inline(__always)
        init(_ term: TermIdentity) {
            self.term = term
            factor = PostingSum.factor(term, 0)
        }

        @inline(__always)
        mutating func add(_ document: UInt32, _ frequency: UInt32) {
            if frequency != self.frequency {
                finish()
                self.frequency = frequency
                factor = PostingSum.factor(term, frequency)
            }
            documents &+= PostingSum.mixed(UInt64(document))
            count &+= 1
        }

        @inline(__always)
        fileprivate mutating func finish() {
            sum &+= factor &* documents
            documents = 0
        }
    }

    private var sum: UInt64 = 0
    private var count: UInt64 = 0

    package init() {}

    static func += (sum: inout PostingSum, other: PostingSum) {
        sum.sum &+= other.sum
        sum.count &+= other.count
    }

    @inline(__always)
    mutating func add(_ terms: Terms, of document: UInt32) {
        sum &+= terms.sum &* Self.mixed(UInt64(document))
        count &+= terms.count
    }

    @inline(__always)
    mutating func add(_ documents: Documents) {
        var documents = documents
        documents.finish()
        sum &+= documents.sum
        count &+= documents.count
    }

    /// Adds the postings of a term.
    mutating func add(_ postings: PostingList.Postings, of term: UnsafeBufferPointer<UInt8>) {
        guard let start = postings.bytes.baseAddress else { return }
        var documents = Documents(TermIdentity(term))
        var reader = NumberReader(postings.bytes, from: start)
        var document = postings.first
        while true {
            documents.add(document, UInt32(truncatingIfNeeded: reader.number()))
            if reader.isAtEnd { break }
            document &+= UInt32(truncatingIfNeeded: reader.number()) &+ 1
        }
        add(documents)
    }

    @inline(__always)
    private static func factor(_ term: TermIdentity, _ frequency: UInt32) -> UInt64 {
        mixed(term.number &+ UInt64(frequency) &* 0xD6E8_FEB8_6659_FD93)
    }

    @inline(__always)
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
