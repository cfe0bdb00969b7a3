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
    private var previous: UnsafeBufferPointer<UInt8>?
    private(set) var termCount: UInt32 = 0
    private(set) var length: UInt32 = 0
    private(set) var highestFrequency: UInt32 = 0

    /// Begins the list of another document.
    mutating func begin() {
        bytes.removeAll()
        bytes.reserve(Self.headBytes)
        for _ in 0..<Self.headBytes { bytes.append(0) }
        previous = nil
        termCount = 0
        length = 0
        highestFrequency = 0
    }

    /// Adds a term, which comes after all before it and stays where it is until the list is finished.
    @inline(__always)
    mutating func add(_ term: UnsafeBufferPointer<UInt8>, frequency: UInt32) {
        bytes.reserve(term.count + 12)
        var common = 0
        if let previous {
            let limit = min(previous.count, term.count)
            while common < limit, previous[common] == term[common] { common &+= 1 }
            let shared = UInt64(frequency &+ 1) &* UInt64(previous.count &+ 1) &+ UInt64(common)
            if frequency < Self.sharedFrequencies, shared < 256 {
                bytes.append(UInt8(truncatingIfNeeded: shared))
                appendRest(of: term, from: common)
            } else {
                bytes.append(UInt8(truncatingIfNeeded: common))
                appendRest(of: term, from: common)
                bytes.appendNumber(frequency)
            }
        } else {
            appendRest(of: term, from: 0)
            bytes.appendNumber(frequency)
        }
        previous = term
        termCount &+= 1
        length &+= frequency
        highestFrequency = max(highestFrequency, frequency)
    }

    @inline(__always)
    private mutating func appendRest(of term: UnsafeBufferPointer<UInt8>, from start: Int) {
        bytes.append(UInt8(truncatingIfNeeded: term.count &- start))
        for index in start..<term.count { bytes.append(term[index]) }
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
