internal import Glibc

/// The terms of a document as the table of term lists has them: a tag under the document's ID.
///
/// It holds the document's length and the number of its terms, and then each term: what it has in common with the one
/// before, the rest of it, and its frequency. A document without terms has an empty tag.
struct TermlistTag: ~Copyable {
    /// Before the terms there is room for the two numbers, which are known last.
    private static let headBytes = 20
    /// A small frequency and a short common beginning share a byte.
    private static let sharedFrequencies: UInt32 = 127

    private var bytes = GlassBytes(capacity: 1 << 16)
    private var head = GlassBytes(capacity: 32)
    /// The bytes of the term before, its first eight as `TermDictionary` has them, and how many there are; a gram has no more
    /// than these.
    private var previous: UnsafePointer<UInt8>?
    private var previousHead: UInt64 = 0
    private var previousCount = 0
    private(set) var termCount: UInt32 = 0
    private(set) var length: UInt32 = 0
    private(set) var highestFrequency: UInt32 = 0

    /// Begins the list of another document.
    mutating func begin() {
        bytes.removeAll()
        bytes.reserve(Self.headBytes)
        for _ in 0..<Self.headBytes { bytes.append(0) }
        previous = nil
        previousHead = 0
        previousCount = 0
        termCount = 0
        length = 0
        highestFrequency = 0
    }

    /// Adds a term of eight bytes at most, which comes after all before it.
    @inline(__always)
    mutating func add(head: UInt64, byteCount: Int, frequency: UInt32) {
        bytes.reserve(24)
        let common = min(commonHeadBytes(head), min(previousCount, byteCount))
        add(frequency, common: common, byteCount) { bytes in
            bytes.appendHead(head &<< UInt64(8 &* common), count: byteCount &- common)
        }
        previous = nil
        previousHead = head
        previousCount = byteCount
    }

    /// Adds a term, which comes after all before it and stays where it is until the list is finished.
    @inline(__always)
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, head: UInt64, frequency: UInt32) {
        bytes.reserve(term.count + 16)
        let limit = min(previousCount, term.count)
        var common = min(commonHeadBytes(head), limit)
        if common == 8, let previous {
            while common < limit, previous[common] == term[common] { common &+= 1 }
        }
        add(frequency, common: common, term.count) { bytes in
            bytes.append(UnsafeBufferPointer(rebasing: term[common...]))
        }
        previous = term.baseAddress
        previousHead = head
        previousCount = term.count
    }

    /// How many of the first eight bytes the term before begins with too; shorter terms have zeros behind them.
    @inline(__always)
    private func commonHeadBytes(_ head: UInt64) -> Int {
        (head ^ previousHead).leadingZeroBitCount &>> 3
    }

    @inline(__always)
    private mutating func add(
        _ frequency: UInt32, common: Int, _ byteCount: Int, _ appendRest: (inout GlassBytes) -> Void
    ) {
        let shared = UInt64(frequency &+ 1) &* UInt64(previousCount &+ 1) &+ UInt64(common)
        let sharesByte = termCount > 0 && frequency < Self.sharedFrequencies && shared < 256
        if termCount > 0 { bytes.append(UInt8(truncatingIfNeeded: sharesByte ? shared : UInt64(common))) }
        bytes.append(UInt8(truncatingIfNeeded: byteCount &- common))
        appendRest(&bytes)
        if !sharesByte { bytes.appendNumber(frequency) }
        termCount &+= 1
        length &+= frequency
        highestFrequency = max(highestFrequency, frequency)
    }

    /// The tag, valid until the next list begins.
    mutating func finish() -> UnsafeBufferPointer<UInt8> {
        previous = nil
        if termCount == 0 { return UnsafeBufferPointer(start: nil, count: 0) }
        head.removeAll()
        head.appendNumber(length)
        head.appendNumber(termCount)
        let start = bytes.start + Self.headBytes - head.count
        memcpy(start, head.start, head.count)
        return UnsafeBufferPointer(start: start, count: bytes.count - Self.headBytes + head.count)
    }
}
