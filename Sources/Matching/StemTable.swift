internal import Analysis

/// Stems with a number each, found for each word of a text that has one of them.
struct StemTable: Sendable {
    private let stemmer: QueryStemmer
    /// Without `Z`. They are few.
    private var stems: [(stem: [UInt8], number: Int)] = []
    /// Whether a word that begins with a byte may have one of the stems: to stem every word of a text would take longer
    /// than the search.
    private var firstBytes = [Bool](repeating: false, count: 256)

    init(_ stemmer: QueryStemmer) {
        self.stemmer = stemmer
    }

    var isEmpty: Bool { stems.isEmpty }

    /// - Parameter stem: begins with `Z`, as in the index.
    /// - Returns: false for one that is there already, which keeps its number.
    @discardableResult
    mutating func insert(_ stem: [UInt8], number: Int) -> Bool {
        let bare = Array(stem.dropFirst())
        guard !stems.contains(where: { $0.stem == bare }) else { return false }
        stems.append((bare, number))
        for byte in firstBytes.indices where stemmer.mayHave(stem, firstByte: UInt8(byte)) { firstBytes[byte] = true }
        return true
    }

    /// The number of a folded word's stem.
    func number(of word: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let first = word.first, firstBytes[Int(first)] else { return nil }
        return stemmer.withStem(of: word) { stem in
            stems.first { $0.stem.count == stem.count && $0.stem.elementsEqual(stem) }?.number
        } ?? nil
    }
}
