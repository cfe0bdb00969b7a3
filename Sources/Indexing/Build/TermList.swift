/// The terms of one document, in one buffer, because a document has thousands of them.
struct TermList {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var frequencies: [UInt32] = []

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        frequencies.removeAll(keepingCapacity: true)
    }

    /// - Parameter frequency: 0 for a boolean term.
    mutating func append(prefix: String = "", _ term: some Collection<UInt8>, frequency: UInt32) {
        bytes.append(contentsOf: prefix.utf8)
        bytes.append(contentsOf: term)
        ends.append(bytes.count)
        frequencies.append(frequency)
    }

    func forEach(_ body: (UnsafeBufferPointer<UInt8>, UInt32) -> Void) {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (end, frequency) in zip(ends, frequencies) {
                body(UnsafeBufferPointer(rebasing: bytes[start..<end]), frequency)
                start = end
            }
        }
    }
}
