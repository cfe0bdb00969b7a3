/// Words with numbers, found for each word of a text without a copy of it.
struct WordTable: Sendable {
    private var entries: [UInt64: [(text: [UInt8], number: Int)]] = [:]
    /// Whether some word begins with a byte, which is false for most words of a text.
    private var firstBytes = [Bool](repeating: false, count: 256)

    var isEmpty: Bool { entries.isEmpty }

    /// - Parameter text: not empty.
    mutating func insert(_ text: some Collection<UInt8>, number: Int) {
        let text = Array(text)
        firstBytes[Int(text[0])] = true
        entries[text.withUnsafeBufferPointer(Self.hash), default: []].append((text, number))
    }

    /// Calls `body` with the number of each entry that is the word.
    func forEachNumber(of word: UnsafeBufferPointer<UInt8>, _ body: (Int) -> Void) {
        guard let first = word.first, firstBytes[Int(first)], let entries = entries[Self.hash(word)] else { return }
        for entry in entries where entry.text.elementsEqual(word) { body(entry.number) }
    }

    private static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
