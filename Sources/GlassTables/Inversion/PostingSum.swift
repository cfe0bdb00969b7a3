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
            sum &+= PostingSum.mixed(term.number &+ UInt64(frequency) &* 0xD6E8_FEB8_6659_FD93)
            count &+= 1
        }
    }

    private var sum: UInt64 = 0
    private var count: UInt64 = 0

    package init() {}

    @inline(__always)
    mutating func add(_ terms: Terms, of document: UInt32) {
        sum &+= terms.sum &* Self.mixed(UInt64(document))
        count &+= terms.count
    }

    @inline(__always)
    mutating func add(_ term: TermIdentity, _ document: UInt32, _ frequency: UInt32) {
        var terms = Terms()
        terms.add(term, frequency)
        add(terms, of: document)
    }

    @inline(__always)
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
