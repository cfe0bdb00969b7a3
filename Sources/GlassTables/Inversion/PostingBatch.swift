/// One thread's postings in the order of its documents, until they are sorted by terms and made a run.
///
/// A posting is one number: the term's in the upper 32 bits, then the document, counted from the batch's first, and the
/// frequency, 16 bits each. Grams are their own numbers, other terms have those of a dictionary.
struct PostingBatch: ~Copyable {
    /// A posting's frequency is in `highFrequencies`.
    private static let elsewhere: UInt64 = 0xFFFF
    private static let mostDocuments = 0x1_0000
    /// The most postings of a batch: more are no cheaper.
    private static let mostPostings = 8 << 20

    private var postings: UnsafeMutableBufferPointer<UInt64>
    /// Where sorting moves them; as long.
    private var scratch: UnsafeMutableBufferPointer<UInt64>
    private var count = 0
    /// The IDs of the documents, ascending.
    private var documents: [UInt32] = []
    private var dictionary = TermDictionary()
    private let longestDictionaryBytes: Int
    /// Frequencies that do not fit, by the posting without its own.
    private var highFrequencies: [UInt64: UInt32] = [:]

    /// - Parameter memoryBytes: what the postings and the dictionary may take.
    init(memoryBytes: Int) {
        // Two buffers of eight bytes a posting take two thirds of the memory.
        let capacity = max(1 << 12, min(Self.mostPostings, memoryBytes / 24))
        longestDictionaryBytes = max(1 << 16, memoryBytes / 3)
        postings = .allocate(capacity: capacity)
        scratch = .allocate(capacity: capacity)
    }

    deinit {
        postings.deallocate()
        scratch.deallocate()
    }

    var isEmpty: Bool { count == 0 }

    /// Whether a run is best made before a document with so many terms.
    func isFull(beforeTerms termCount: Int) -> Bool {
        !isEmpty
            && (count + termCount > postings.count || documents.count == Self.mostDocuments
                || dictionary.byteCount > longestDictionaryBytes)
    }

    /// Makes ready for the postings of a document.
    mutating func begin(_ terms: DocumentTerms) {
        reserve(terms.count)
        dictionary.expect(terms)
    }

    /// Makes room for the postings of a document; only one that is alone may need more than there is.
    private mutating func reserve(_ termCount: Int) {
        guard count + termCount > postings.count else { return }
        let larger = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: count + termCount)
        _ = larger.update(fromContentsOf: postings[..<count])
        postings.deallocate()
        scratch.deallocate()
        postings = larger
        scratch = .allocate(capacity: larger.count)
    }

    /// Adds a posting of a term that is no gram.
    @inline(__always)
    mutating func append(
        _ term: UnsafeBufferPointer<UInt8>, head: UInt64, _ identity: TermIdentity, frequency: UInt32
    ) {
        append(dictionary.number(of: term, head: head, identity), frequency: frequency)
    }

    /// Adds a posting of the document whose ID comes next, for which room was made.
    @inline(__always)
    mutating func append(_ number: UInt32, frequency: UInt32) {
        var posting = UInt64(number) << 32 | UInt64(documents.count) << 16
        if frequency < Self.elsewhere {
            posting |= UInt64(frequency)
        } else {
            highFrequencies[posting] = frequency
            posting |= Self.elsewhere
        }
        postings[count] = posting
        count &+= 1
    }

    /// Ends a document, which has an ID now: a higher one than those before.
    mutating func endDocument(_ id: UInt32) {
        documents.append(id)
    }

    /// Makes a run of the postings, and is empty then.
    mutating func drain() -> PostingRun {
        sort()
        var bytes = GlassBytes(capacity: 4 * count + 1024)
        var marks: [PostingRun.Mark] = []
        encode(to: &bytes, &marks)
        count = 0
        documents.removeAll(keepingCapacity: true)
        dictionary.removeAll()
        highFrequencies.removeAll()
        return PostingRun(bytes, marks: marks)
    }

    /// Encodes words and grams, two ascending streams, as one.
    private func encode(to bytes: inout GlassBytes, _ marks: inout [PostingRun.Mark]) {
        var list = PostingList()
        // The numbers of the dictionary are below those of grams, and each of them has postings.
        var starts: [Int] = []
        starts.reserveCapacity(dictionary.count + 1)
        var at = 0
        while at < count, postings[at] >> 32 < UInt64(Gram.lowest) {
            let number = postings[at] >> 32
            starts.append(at)
            repeat { at &+= 1 } while at < count && postings[at] >> 32 == number
        }
        starts.append(at)
        let words = dictionary.sortedNumbers()
        var nextWord = 0
        withUnsafeTemporaryAllocation(byteCount: 8, alignment: 8) { buffer in
            let gram = UnsafeBufferPointer(buffer.bindMemory(to: UInt8.self))
            while at < count {
                let number = UInt32(truncatingIfNeeded: postings[at] >> 32)
                let (head, byteCount) = Gram.head(number)
                // A word with a gram's head is longer by zero bytes, and comes behind it.
                while nextWord < words.count, dictionary.head(words[nextWord]) < head {
                    mark(dictionary.head(words[nextWord]), bytes, &marks)
                    encode(word: words[nextWord], starts, &bytes, &list)
                    nextWord &+= 1
                }
                mark(head, bytes, &marks)
                buffer.storeBytes(of: head.bigEndian, as: UInt64.self)
                let end = encode(from: at, number, &list)
                PostingRun.append(UnsafeBufferPointer(rebasing: gram[..<byteCount]), list, to: &bytes)
                at = end
            }
        }
        for word in words[nextWord...] {
            mark(dictionary.head(word), bytes, &marks)
            encode(word: word, starts, &bytes, &list)
        }
    }

    /// Marks where the next term begins, when the last mark is some way before.
    @inline(__always)
    private func mark(_ head: UInt64, _ bytes: borrowing GlassBytes, _ marks: inout [PostingRun.Mark]) {
        if bytes.count >= (marks.last?.offset ?? 0) &+ PostingRun.markedBytes {
            marks.append(PostingRun.Mark(head: head, offset: bytes.count))
        }
    }

    private func encode(word: UInt32, _ starts: [Int], _ bytes: inout GlassBytes, _ list: inout PostingList) {
        _ = encode(from: starts[Int(word)], word, &list)
        PostingRun.append(dictionary.term(word), list, to: &bytes)
    }

    /// Encodes the postings of a term, and returns where those of the next begin.
    @inline(__always)
    private func encode(from start: Int, _ number: UInt32, _ list: inout PostingList) -> Int {
        list.removeAll()
        var at = start
        while at < count, postings[at] >> 32 == UInt64(number) {
            let posting = postings[at]
            var frequency = UInt32(truncatingIfNeeded: posting & Self.elsewhere)
            if UInt64(frequency) == Self.elsewhere {
                frequency = highFrequencies[posting & ~Self.elsewhere] ?? frequency
            }
            list.append(documents[Int(posting >> 16 & 0xFFFF)], frequency)
            at &+= 1
        }
        return at
    }

    /// A stable radix sort by terms: the documents stay in order.
    private mutating func sort() {
        let digits = 1 << 11
        let mask = UInt64(digits - 1)
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 3 * digits) { starts in
            starts.initialize(repeating: 0)
            for index in 0..<count {
                let term = postings[index] &>> 32
                starts[Int(term & mask)] &+= 1
                starts[digits &+ Int(term &>> 11 & mask)] &+= 1
                starts[2 &* digits &+ Int(term &>> 22)] &+= 1
            }
            for pass in 0..<3 {
                let table = pass &* digits
                var sum: Int32 = 0
                for digit in table..<table &+ digits {
                    let size = starts[digit]
                    starts[digit] = sum
                    sum &+= size
                }
                let shift = UInt64(32 &+ 11 &* pass)
                for index in 0..<count {
                    let posting = postings[index]
                    let digit = table &+ Int(posting &>> shift & mask)
                    scratch[Int(starts[digit])] = posting
                    starts[digit] &+= 1
                }
                swap(&postings, &scratch)
            }
        }
    }
}
