package import SystemPackage

/// Makes of one thread's documents what a segment takes: term lists one by one, and postings batch by batch.
package struct GlassInverter: ~Copyable {
    private let segment: GlassSegment
    private let deflater = Deflater()
    private var batch: PostingBatch
    private var termlist = TermlistTag()
    private var deflatedTermlist = GlassBytes()
    private var deflatedData = GlassBytes()

    /// - Parameter memoryBytes: what the postings may take that are not the segment's yet.
    package init(_ segment: GlassSegment, memoryBytes: Int) {
        self.segment = segment
        batch = PostingBatch(memoryBytes: memoryBytes)
    }

    /// Adds a document.
    ///
    /// - Parameters:
    ///   - values: of one slot the last is meant; an empty value is none.
    ///   - data: empty data are none.
    ///   - deflatesData: whether deflating the data is worth trying; readers take them both ways.
    ///
    /// Throws: `.invalidArgument` for a term that is empty or has more than 245 bytes; the segment is of no use then.
    package mutating func add(
        _ terms: DocumentTerms, values: [(slot: UInt32, value: [UInt8])], data: UnsafeBufferPointer<UInt8>,
        deflatesData: Bool = true
    ) throws(Errno) {
        if batch.isFull(beforeTerms: terms.count) { makeRun() }
        batch.begin(terms)
        termlist.begin()
        var sum = PostingSum.Terms()
        try terms.forEachInOrder { number, head, byteCount, frequency in
            termlist.add(head: head, byteCount: byteCount, frequency: frequency)
            sum.add(TermIdentity(gram: number), frequency)
            batch.append(number, frequency: frequency)
        } other: { (term, head, frequency) throws(Errno) in
            guard (1...GlassFormat.longestTermBytes).contains(term.count) else { throw .invalidArgument }
            termlist.add(term, head: head, frequency: frequency)
            if let gram = Gram.number(of: term) {
                sum.add(TermIdentity(gram: gram), frequency)
                batch.append(gram, frequency: frequency)
            } else {
                let identity = TermIdentity(hashing: term)
                sum.add(identity, frequency)
                batch.append(term, head: head, identity, frequency: frequency)
            }
        }
        let id = try segment.add(
            GlassSegment.Document(
                termlist: deflater.stored(termlist.finish(), in: &deflatedTermlist), termSum: sum,
                length: termlist.length, highestFrequency: termlist.highestFrequency,
                values: Self.inOrder(values),
                data: deflatesData ? deflater.stored(data, in: &deflatedData) : StoredTag(bytes: data)))
        batch.endDocument(id)
    }

    /// Hands over what is left.
    package consuming func finish() {
        makeRun()
    }

    private mutating func makeRun() {
        if !batch.isEmpty { segment.add(batch.drain()) }
    }

    private static func inOrder(_ values: [(slot: UInt32, value: [UInt8])]) -> [(slot: UInt32, value: [UInt8])] {
        let areInOrder =
            values.allSatisfy { !$0.value.isEmpty }
            && zip(values, values.dropFirst()).allSatisfy { $0.slot < $1.slot }
        if areInOrder { return values }
        var ordered: [(slot: UInt32, value: [UInt8])] = []
        for value in values.enumerated().sorted(by: { ($0.element.slot, $0.offset) < ($1.element.slot, $1.offset) }) {
            if ordered.last?.slot == value.element.slot { ordered.removeLast() }
            ordered.append(value.element)
        }
        return ordered.filter { !$0.value.isEmpty }
    }
}
